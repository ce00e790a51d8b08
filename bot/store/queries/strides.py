"""How far a member has come, without a word of what they wrote: whether they began, what they learned and built."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.tasks import TaskState
from bot.store.models import Member, TaskMark, Win


def begun(session: Session, member: Member) -> bool:
    """Whether they said anything of any task."""
    return session.scalar(select(TaskMark.id).where(TaskMark.member_id == member.id).limit(1)) is not None


def finished(session: Session, member: Member, tasks: Collection[str]) -> tuple[datetime, ...]:
    """When they did those of these tasks that they have done."""
    mine = select(TaskMark.marked_at).where(TaskMark.member_id == member.id, TaskMark.state == TaskState.DONE)
    return tuple(session.scalars(mine.where(TaskMark.task.in_(tasks))))


def won(session: Session, member: Member, categories: Collection[str]) -> tuple[datetime, ...]:
    """When they told their wins of these kinds, shared or not; none of what they took back."""
    mine = select(Win.shared_at).where(Win.member_id == member.id, Win.withdrawn_at.is_(None))
    return tuple(session.scalars(mine.where(Win.category.in_(categories))))
