"""Wins, and who was glad of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc


class Win(Entity):
    """Something a member is glad of. `public`: shared with the cohort.

    `told_in` is the week whose digest told it, by the name of its author or, if `in_full`, in its own words.
    """

    __tablename__ = "wins"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    category: Mapped[str] = mapped_column(String(64))
    words: Mapped[Sealed] = mapped_column(SealedText)
    public: Mapped[bool]
    week: Mapped[int]
    shared_at: Mapped[datetime] = mapped_column(Utc)
    impact: Mapped[Sealed | None] = mapped_column(SealedText, default=None)
    told_in: Mapped[int | None] = mapped_column(default=None)
    in_full: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class Kudos(Entity):
    """One person's gladness over one win."""

    __tablename__ = "kudos"
    __table_args__ = (UniqueConstraint("win_id", "person_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    win_id: Mapped[int] = mapped_column(ForeignKey("wins.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
