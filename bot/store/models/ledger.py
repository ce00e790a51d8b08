"""The ledger of time: what is due, and what was said."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Utc, short


class OccurrenceState(StrEnum):
    """What became of one time a ritual was due."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"


class DeliveryState(StrEnum):
    """What became of one message. All but the first two are final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Occurrence(Entity):
    """One time a ritual is due for a cohort: once per local date, whatever the clocks do."""

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("cohort_id", "ritual", "day"),
        Index(
            "ix_occurrences_due",
            "due_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    ritual: Mapped[str] = mapped_column(String(32))
    day: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(Utc)
    week: Mapped[int]
    state: Mapped[OccurrenceState] = mapped_column(short(OccurrenceState), default=OccurrenceState.PLANNED)
    reason: Mapped[str] = mapped_column(String(200), default="")


class Delivery(Entity):
    """One message to one channel or person: the intent and ids, never the text.

    `fence` counts the claims, so that a sender which lost its lease cannot record over the next one. `until` is the
    end of the catch-up window. `instead_of` is the delivery whose message this one changes.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "ix_deliveries_due",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"))
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(25), unique=True)
    due_at: Mapped[datetime] = mapped_column(Utc)
    until: Mapped[datetime] = mapped_column(Utc)
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channels.id"), default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    state: Mapped[DeliveryState] = mapped_column(short(DeliveryState), default=DeliveryState.WAITING)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Utc, default=None)
    ref: Mapped[str] = mapped_column(String(100), default="")
    instead_of: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"), default=None)
    reason: Mapped[str] = mapped_column(String(200), default="")
