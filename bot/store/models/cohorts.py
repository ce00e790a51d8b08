"""Cohorts, the channels they speak in, and who is in them."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Utc, short


class CohortState(StrEnum):
    """Whether a cohort's rituals strike."""

    RUNNING = "running"
    ENDED = "ended"


class Cohort(Entity):
    """People who go through one roadmap together. `name_key` is the name without regard to case, free at the end."""

    __tablename__ = "cohorts"
    __table_args__ = (
        Index(
            "uq_cohorts_running_name",
            "community_id",
            "name_key",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(160))
    roadmap: Mapped[str] = mapped_column(String(64))
    starts: Mapped[date]
    zone: Mapped[str] = mapped_column(String(64))
    prompt_weekday: Mapped[int]
    prompt_at: Mapped[time]
    checkin_weekday: Mapped[int]
    checkin_at: Mapped[time]
    state: Mapped[CohortState] = mapped_column(short(CohortState), default=CohortState.RUNNING)


class Channel(Entity):
    """A channel a cohort speaks in."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("cohort_id", "workspace_id", "external_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(64))


class Member(Entity):
    """A person in a cohort: one row, whatever they do there. `left_at` is set while they are away."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(Utc)
    learns: Mapped[bool] = mapped_column(default=False)
    mentors: Mapped[bool] = mapped_column(default=False)
    organises: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
