"""What members said of their weeks: sealed, and opened for nobody but who wrote it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.checkin import Week
from bot.store.models import Checkin, Member
from bot.store.queries import private

_ANSWERS = ("done", "obstacle", "next_step", "energy")


class Kept(NamedTuple):
    """A week as its member told it, and whether they first did so after it was closed."""

    number: int
    said: Week
    late: bool


def hold(session: Session, member: Member) -> None:
    """Let nobody else write of this member until the transaction ends: a button pressed twice is two requests."""
    session.execute(select(Member.id).where(Member.id == member.id).with_for_update())


def of_week(session: Session, member: Member, number: int) -> Kept | None:
    """What the member said of a week, if they did."""
    row = _row(session, member, number)
    return _opened(session, row) if row else None


def latest(session: Session, member: Member, before: int) -> Kept | None:
    """The last week before that one of which the member said something."""
    mine = select(Checkin).where(Checkin.member_id == member.id, Checkin.week < before)
    row = session.scalar(mine.order_by(Checkin.week.desc()).limit(1))
    return _opened(session, row) if row else None


def history(session: Session, member: Member, newest: int, most: int) -> tuple[Kept, ...]:
    """At most so many of the member's weeks up to that one, the newest first."""
    mine = select(Checkin).where(Checkin.member_id == member.id, Checkin.week <= newest)
    rows = session.scalars(mine.order_by(Checkin.week.desc()).limit(most))
    return tuple(_opened(session, row) for row in rows)


def newest(session: Session, member: Member) -> int:
    """The newest week the member said something of; 0 for none."""
    return session.scalar(select(func.max(Checkin.week)).where(Checkin.member_id == member.id)) or 0


def keep(session: Session, member: Member, number: int, said: Week, now: datetime, *, late: bool) -> None:
    """Keep what the member says of a week: one row per member and week, edited in place; `late` is of the first."""
    sealed = {
        name: private.seal(session, getattr(said, name), community=member.community_id, column=f"checkins.{name}")
        for name in _ANSWERS
    }
    row = _row(session, member, number)
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
                late=late,
            )
        )
        return
    for name, text in sealed.items():
        setattr(row, name, text)
    row.kept_at = now


def weeks_kept(session: Session, member: Member) -> frozenset[int]:
    """The numbers of the weeks this member has checked in for."""
    return frozenset(session.scalars(select(Checkin.week).where(Checkin.member_id == member.id)))


def energy(session: Session, member: Member) -> Mapping[int, int]:
    """The member's own energy by week; a week without a figure is not in it."""
    rows = session.scalars(select(Checkin).where(Checkin.member_id == member.id).order_by(Checkin.week))
    return {row.week: figure for row in rows if (figure := _figure(session, row)) is not None}


def _figure(session: Session, row: Checkin) -> int | None:
    said = _unseal(session, row, "energy")
    return int(said) if said else None


def _opened(session: Session, row: Checkin) -> Kept:
    answers = {name: _unseal(session, row, name) for name in _ANSWERS}
    return Kept(row.week, Week(**answers), row.late)


def _unseal(session: Session, row: Checkin, name: str) -> str:
    return private.unseal(session, getattr(row, name), community=row.community_id, column=f"checkins.{name}")


def _row(session: Session, member: Member, number: int) -> Checkin | None:
    return session.scalar(select(Checkin).where(Checkin.member_id == member.id, Checkin.week == number))
