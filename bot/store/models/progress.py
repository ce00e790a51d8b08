"""What members did and said: tasks, check-ins, and forms they have not sent yet."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.tasks import TaskState
from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc, short


class TaskMark(Entity):
    """What a member said of a task of the roadmap. `note`: evidence if done, a reason if skipped."""

    __tablename__ = "task_marks"
    __table_args__ = (UniqueConstraint("member_id", "task"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    task: Mapped[str] = mapped_column(String(64))
    state: Mapped[TaskState] = mapped_column(short(TaskState))
    marked_at: Mapped[datetime] = mapped_column(Utc)
    note: Mapped[Sealed | None] = mapped_column(SealedText, default=None)


class Checkin(Entity):
    """One member's week in their own words: one row, edited in place. `late`: first said after it closed."""

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
    late: Mapped[bool] = mapped_column(default=False)


class BlockerState(StrEnum):
    """What became of something in the way."""

    OPEN = "open"
    #: Shown, with consent, to somebody who can help.
    SHARED = "shared"
    #: Somebody said that they can help.
    HELPED = "helped"
    CLOSED = "closed"


class Blocker(Entity):
    """Something in a member's way, carried from week to week until it is closed; at most one is open."""

    __tablename__ = "blockers"
    __table_args__ = (
        Index(
            "uq_blockers_one_open",
            "member_id",
            unique=True,
            sqlite_where=text("state <> 'closed'"),
            postgresql_where=text("state <> 'closed'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    week: Mapped[int]
    words: Mapped[Sealed] = mapped_column(SealedText)
    opened_at: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[BlockerState] = mapped_column(short(BlockerState), default=BlockerState.OPEN)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), default=None)


class ExperimentState(StrEnum):
    """How a run ended, if it did. A negative result is a result."""

    RUNNING = "running"
    WORKED = "worked"
    NEGATIVE = "negative"
    STOPPED = "stopped"


class Experiment(Entity):
    """Something that runs until a local day: a training, a test. Its result is asked for when it ends."""

    __tablename__ = "experiments"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    week: Mapped[int]
    words: Mapped[Sealed] = mapped_column(SealedText)
    ends_on: Mapped[date]
    state: Mapped[ExperimentState] = mapped_column(short(ExperimentState), default=ExperimentState.RUNNING)
    result: Mapped[Sealed | None] = mapped_column(SealedText, default=None)


class StaleReport(Entity):
    """A member's word that an item of the library has aged. While it is `hidden`, new prompts leave the item out."""

    __tablename__ = "stale_reports"
    __table_args__ = (UniqueConstraint("cohort_id", "item", "person_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    item: Mapped[str] = mapped_column(String(64))
    words: Mapped[Sealed] = mapped_column(SealedText)
    reported_at: Mapped[datetime] = mapped_column(Utc)
    settled_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    hidden: Mapped[bool] = mapped_column(default=True)


class Draft(Entity):
    """A form in progress: what one person typed into it, kept for a day."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person_id", "action"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(100))
    answers: Mapped[Sealed] = mapped_column(SealedText)
    expires_at: Mapped[datetime] = mapped_column(Utc, index=True)
