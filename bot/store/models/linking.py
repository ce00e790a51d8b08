"""Two sides that become one: a code that one of them makes, the other types, and both say yes to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.entity import Entity
from bot.store.types import Utc, short


class HandshakeKind(StrEnum):
    """What becomes one."""

    #: Two accounts of one person.
    PEOPLE = "people"
    #: Two workspaces of one community.
    WORKSPACES = "workspaces"


class HandshakeState(StrEnum):
    """How far it came. The last two are final."""

    OFFERED = "offered"
    #: The other side typed the code and said yes; the first one has not yet.
    ANSWERED = "answered"
    AGREED = "agreed"
    REFUSED = "refused"


class Handshake(Entity):
    """A code that `account_id` made, of the community that one belongs to, to be used once before `until`.

    `code` is its SHA-256: nobody who reads the table can type it. `answered_by` is the account that typed it.
    """

    __tablename__ = "handshakes"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    kind: Mapped[HandshakeKind] = mapped_column(short(HandshakeKind))
    code: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[HandshakeState] = mapped_column(short(HandshakeState), default=HandshakeState.OFFERED)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)


class Guess(Entity):
    """A code that an account typed and that fitted nothing: few of them are taken in an hour."""

    __tablename__ = "guesses"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime] = mapped_column(Utc)
