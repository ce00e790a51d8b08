"""What members did and said: tasks, check-ins, and forms they have not sent yet."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc, short


class TaskState(StrEnum):
    """What a member said of a task; no row means nothing yet."""

    DONE = "done"


class TaskMark(Entity):
    """What a member said of a task of the roadmap."""

    __tablename__ = "task_marks"
    __table_args__ = (UniqueConstraint("member_id", "task"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    task: Mapped[str] = mapped_column(String(64))
    state: Mapped[TaskState] = mapped_column(short(TaskState))
    marked_at: Mapped[datetime] = mapped_column(Utc)


class Checkin(Entity):
    """One member's week in their own words: one row, edited in place."""

    __tablename__ = "checkins"
    __table_args__ = (UniqueConstraint("member_id", "week"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    week: Mapped[int]
    done: Mapped[Sealed] = mapped_column(SealedText)
    obstacle: Mapped[Sealed] = mapped_column(SealedText)
    next_step: Mapped[Sealed] = mapped_column(SealedText)
    energy: Mapped[Sealed] = mapped_column(SealedText)
    kept_at: Mapped[datetime] = mapped_column(Utc)


class Draft(Entity):
    """A form in progress: what one person typed into it, kept for a day."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person_id", "action"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(100))
    answers: Mapped[Sealed] = mapped_column(SealedText)
    expires_at: Mapped[datetime] = mapped_column(Utc, index=True)
