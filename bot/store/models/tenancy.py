"""Who: communities own workspaces; people have an account on each."""

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.notes import Reminders
from bot.domain.run import EVENING
from bot.requests import Platform
from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc, short


class WhoStarts(StrEnum):
    """Who may start a cohort in a community."""

    ADMINISTRATORS = "administrators"
    EVERYONE = "everyone"


class Community(Entity):
    """The tenant: people who share cohorts, on one or several workspaces."""

    __tablename__ = "communities"

    name: Mapped[str] = mapped_column(String(200))
    who_starts: Mapped[WhoStarts] = mapped_column(short(WhoStarts), default=WhoStarts.ADMINISTRATORS)


class Workspace(Entity):
    """A Slack team or a Discord server, by the platform's id.

    `gone_at`: since when segue is removed there; `heard_at`: the platform's time of the newest news of it.
    """

    __tablename__ = "workspaces"
    __table_args__ = (UniqueConstraint("platform", "external_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"), index=True)
    platform: Mapped[Platform] = mapped_column(short(Platform))
    external_id: Mapped[str] = mapped_column(String(64))
    gone_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    heard_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class Person(Entity):
    """Somebody, whatever platforms they come from. `zone` is their platform's guess until it is `zone_confirmed`.

    Their private note comes at `note_at`, never from `quiet_from` to `quiet_to`; `reminders` says how much is in it.
    """

    __tablename__ = "people"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    zone_confirmed: Mapped[bool] = mapped_column(default=False)
    note_at: Mapped[time] = mapped_column(default=EVENING)
    quiet_from: Mapped[time | None] = mapped_column(default=None)
    quiet_to: Mapped[time | None] = mapped_column(default=None)
    reminders: Mapped[Reminders] = mapped_column(short(Reminders), default=Reminders.ALL)


class Account(Entity):
    """How a person is known on one workspace, and whether a private word may be sent there unprompted.

    `gone_at`: since when they are not there any more; `heard_at`: the platform's time of the newest news of them.
    Of several accounts of one person, one is the `latest` they used; one may be `preferred` for private words.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("workspace_id", "external_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"))
    external_id: Mapped[str] = mapped_column(String(64))
    takes_notes: Mapped[bool]
    latest: Mapped[bool] = mapped_column(default=True)
    preferred: Mapped[bool] = mapped_column(default=False)
    gone_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    heard_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class ProfileAnswer(Entity):
    """What somebody answered to one question of the profile; the chosen options, or one text, as JSON."""

    __tablename__ = "profile_answers"
    __table_args__ = (UniqueConstraint("person_id", "question"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    question: Mapped[str] = mapped_column(String(64))
    answer: Mapped[Sealed] = mapped_column(SealedText)
