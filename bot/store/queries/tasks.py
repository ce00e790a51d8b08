"""What a member said of the tasks of the roadmap; evidence and reasons are theirs alone."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.domain.tasks import Mark, TaskState
from bot.store.database import rows
from bot.store.models import Member, TaskMark
from bot.store.queries import private
from bot.store.types import Sealed

_COLUMN = "task_marks.note"
_MARKS = select(TaskMark.task, TaskMark.state, TaskMark.note).where(TaskMark.member_id == bindparam("member"))


def marks(session: Session, member: Member) -> Mapping[str, Mark]:
    """By task what the member said of it; one they said nothing of is not in it."""
    found = rows(session, _MARKS, member=member.id)
    return {task: _mark(session, member.community_id, state, note) for task, state, note in found}


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
    elif _mark(session, row.community_id, row.state, row.note) != mark:
        row.state, row.note, row.marked_at = mark.state, _sealed(session, member, mark), now


def _sealed(session: Session, member: Member, mark: Mark) -> Sealed | None:
    return private.seal(session, mark.note, community=member.community_id, column=_COLUMN) if mark.note else None


def _mark(session: Session, community: int, state: TaskState, sealed: Sealed | None) -> Mark:
    note = "" if sealed is None else private.unseal(session, sealed, community=community, column=_COLUMN)
    return Mark(state=state, note=note)
