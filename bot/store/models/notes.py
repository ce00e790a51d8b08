"""The private note: what waits to be said to one person, and the one note a day that says it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Utc, short


class NoticeState(StrEnum):
    """What became of one thing to say."""

    WAITING = "waiting"
    SAID = "said"
    SKIPPED = "skipped"


class Note(Entity):
    """One person's note of one personal day, and the delivery that carries it."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))


class Notice(Entity):
    """One thing to say privately to one person, once: the intent, never the text. `note_id` is what says it."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "cohort_id", "kind", "subject"),
        Index(
            "ix_notices_waiting",
            "person_id",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(100))
    due_at: Mapped[datetime] = mapped_column(Utc)
    until: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[NoticeState] = mapped_column(short(NoticeState), default=NoticeState.WAITING)
    reason: Mapped[str] = mapped_column(String(200), default="")
    note_id: Mapped[int | None] = mapped_column(ForeignKey("notes.id"), default=None)
