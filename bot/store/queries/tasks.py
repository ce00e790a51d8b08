"""What a member said of the tasks of the roadmap; evidence and reasons are theirs alone."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.tasks import Mark, TaskState
from bot.store.models import Member, TaskMark
from bot.store.queries import private
from bot.store.types import Sealed

_COLUMN = "task_marks.note"


def marks(session: Session, member: Member) -> Mapping[str, Mark]:
    """By task what the member said of it; one they said nothing of is not in it."""
    rows = session.scalars(select(TaskMark).where(TaskMark.member_id == member.id))
    return {row.task: _read(session, row) for row in rows}


def done(session: Session, member: Member) -> frozenset[str]:
    """The slugs of the tasks this member has done."""
    found = select(TaskMark.task).where(TaskMark.member_id == member.id, TaskMark.state == TaskState.DONE)
    return frozenset(session.scalars(found))


def keep(session: Session, member: Member, task: str, mark: Mark | None, now: datetime) -> None:
    """Keep what the member says of a task: one row per member and task; none takes it back. Twice changes nothing."""
    mine = (TaskMark.member_id == member.id, TaskMark.task == task)
    if mark is None:
        session.execute(delete(TaskMark).where(*mine))
        return
    row = session.scalar(select(TaskMark).where(*mine))
    if row is None:
        whose = {"community_id": member.community_id, "member_id": member.id}
        note = _sealed(session, member, mark)
        session.add(TaskMark(**whose, task=task, state=mark.state, marked_at=now, note=note))
    elif _read(session, row) != mark:
        row.state, row.note, row.marked_at = mark.state, _sealed(session, member, mark), now


def _sealed(session: Session, member: Member, mark: Mark) -> Sealed | None:
    return private.seal(session, mark.note, community=member.community_id, column=_COLUMN) if mark.note else None


def _read(session: Session, row: TaskMark) -> Mark:
    note = "" if row.note is None else private.unseal(session, row.note, community=row.community_id, column=_COLUMN)
    return Mark(state=row.state, note=note)
