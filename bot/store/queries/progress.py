"""What a member did: tasks ticked off, and weeks in their own words."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from bot.domain import checkin
from bot.store.models import Checkin, Member, TaskMark, TaskState
from bot.store.queries import private


def done(session: Session, member: Member) -> frozenset[str]:
    """The slugs of the tasks this member has done."""
    marks = select(TaskMark.task).where(TaskMark.member_id == member.id, TaskMark.state == TaskState.DONE)
    return frozenset(session.scalars(marks))


def tick(session: Session, member: Member, task: str, now: datetime) -> None:
    """Mark a task as done; once more changes nothing."""
    mark = session.scalar(_marks(member).where(TaskMark.task == task))
    if mark is None:
        session.add(
            TaskMark(
                community_id=member.community_id,
                member_id=member.id,
                task=task,
                state=TaskState.DONE,
                marked_at=now,
            )
        )


def untick(session: Session, member: Member, task: str) -> None:
    """Take the mark back; without one, nothing changes."""
    session.execute(delete(TaskMark).where(TaskMark.member_id == member.id, TaskMark.task == task))


def week(session: Session, member: Member, number: int) -> checkin.Week | None:
    """What the member said of a week, if they did."""
    row = _checkin(session, member, number)
    if row is None:
        return None
    said = {name: _unseal(session, row, name) for name in ("done", "obstacle", "next_step", "energy")}
    return checkin.Week(**said)


def keep_week(session: Session, member: Member, number: int, said: checkin.Week, now: datetime) -> None:
    """Keep what the member says of a week: one row per member and week, edited in place."""
    sealed = {
        name: private.seal(session, text, community=member.community_id, column=f"checkins.{name}")
        for name, text in _answers(said)
    }
    row = _checkin(session, member, number)
    if row is None:
        session.add(
            Checkin(
                community_id=member.community_id,
                member_id=member.id,
                week=number,
                done=sealed["done"],
                obstacle=sealed["obstacle"],
                next_step=sealed["next_step"],
                energy=sealed["energy"],
                kept_at=now,
            )
        )
        return
    for name, text in sealed.items():
        setattr(row, name, text)
    row.kept_at = now


def weeks_kept(session: Session, member: Member) -> frozenset[int]:
    """The numbers of the weeks this member has checked in for."""
    return frozenset(session.scalars(select(Checkin.week).where(Checkin.member_id == member.id)))


def _answers(said: checkin.Week) -> Iterable[tuple[str, str]]:
    return ((name, getattr(said, name)) for name in ("done", "obstacle", "next_step", "energy"))


def _unseal(session: Session, row: Checkin, name: str) -> str:
    return private.unseal(session, getattr(row, name), community=row.community_id, column=f"checkins.{name}")


def _checkin(session: Session, member: Member, number: int) -> Checkin | None:
    return session.scalar(select(Checkin).where(Checkin.member_id == member.id, Checkin.week == number))


def _marks(member: Member) -> Select[TaskMark]:
    return select(TaskMark).where(TaskMark.member_id == member.id)
