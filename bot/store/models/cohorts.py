"""Cohorts, the channels they speak in, and who is in them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.schedule import Schedule
from bot.store.models.entity import Entity
from bot.store.timetables import Timetables
from bot.store.types import Utc, short


class CohortState(StrEnum):
    """Whether a cohort's rituals strike."""

    RUNNING = "running"
    ENDED = "ended"


class Cohort(Entity):
    """People who go through one roadmap together. `name_key` is the name without regard to case, free at the end.

    `reserve` counts the buffer weeks its organiser may spend in all. Nothing is said before `quiet_until`.
    `waits_since`: it pauses by itself since then, because none of its channels can be reached.
    """

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
    schedule: Mapped[Schedule] = mapped_column(Timetables)
    reserve: Mapped[int] = mapped_column(default=0)
    state: Mapped[CohortState] = mapped_column(short(CohortState), default=CohortState.RUNNING)
    quiet_until: Mapped[datetime | None] = mapped_column(Utc, default=None)
    waits_since: Mapped[datetime | None] = mapped_column(Utc, default=None)

    @property
    def zone(self) -> str:
        """The zone its rhythms are in."""
        return self.schedule.latest.zone


class Channel(Entity):
    """A channel a cohort speaks in, by the name it had then; a silent one has been let go.

    `lost`: why segue cannot speak there, empty while it can; `heard_at`: the platform's time of the newest news of
    that, `named_at` of its name. `role`: the platform's id of whom a prompt there may call, empty for nobody.
    """

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("cohort_id", "workspace_id", "external_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100), default="")
    silent: Mapped[bool] = mapped_column(default=False)
    lost: Mapped[str] = mapped_column(String(200), default="")
    heard_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    named_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    role: Mapped[str] = mapped_column(String(64), default="")
    role_name: Mapped[str] = mapped_column(String(100), default="")


class Member(Entity):
    """A person in a cohort: one row, whatever they do there. `left_at` is set while they are away.

    `leaving_at`: since when the only organiser wishes to leave, while somebody is asked to take over.
    """

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
    leaving_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class Absence(Entity):
    """A planned pause of one member, from its first to its last local day; it ends by itself and is no miss."""

    __tablename__ = "absences"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
