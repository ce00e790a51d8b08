"""What platforms hand us: the keys to their workspaces, and what they told, so that it counts once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc


class Installed(Entity):
    """segue in one workspace by a consent of its people. Gone with its credentials as soon as segue is removed.

    `credentials` has the token and who segue is there, as JSON. Until `renewing_until` somebody exchanges the token.
    """

    __tablename__ = "installations"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    credentials: Mapped[Sealed] = mapped_column(SealedText)
    installed_at: Mapped[datetime] = mapped_column(Utc)
    expires_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    renewing_until: Mapped[datetime | None] = mapped_column(Utc, default=None)


class Received(Entity):
    """A request or news that had its effect; a second of the same key has none.

    No community: it is a digest that tells nothing, and news may come before anybody is known.
    """

    __tablename__ = "received"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime] = mapped_column(Utc, index=True)


class Consent(Entity):
    """An installation that somebody began in their browser, to be spent once before `until`.

    No community: which workspace it will be is known only once it is spent.
    """

    __tablename__ = "consents"

    mark: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[datetime] = mapped_column(Utc)
