"""What the house asks of the world: the time, and a way to say something on a platform."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.messages.elements import Card
from bot.requests import Platform

#: How long a claim holds. Nobody sends after half of it, and no request may take longer than a quarter of it, so
#: that a sender which froze cannot speak over the one that took its place.
LEASE = timedelta(seconds=60)


class Clock(Protocol):
    """The one thing that reads the time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


class Turnable(Clock, Protocol):
    """A clock that can be turned forward: the playground's and the rehearsal's."""

    def turn_to(self, moment: datetime) -> None:
        """Read `moment` (aware, UTC) from here on; never backwards."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a message goes: a channel, or a person's private line. Ids are the platform's own; exactly one is set.

    `users`, with a channel: a room that is theirs alone, beside that channel; it is opened where there is none yet.
    """

    platform: Platform
    workspace: str
    channel: str | None = None
    user: str | None = None
    users: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.channel is None) == (self.user is None):
            raise ValueError("an address is a channel or a person")
        if self.users and self.channel is None:
            raise ValueError("a room is beside a channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A claimed delivery, said: the postman may hand it to a messenger while its lease lasts.

    `key` is the same at every attempt (at most 25 characters, so that it can be Discord's nonce); `fence` tells
    this claim from earlier and later ones of the same delivery. `instead`: the `Sent.ref` of the message whose place
    it takes; changing that one twice is as good as once, and one that is gone is `Skipped`. `calls`: the platform's
    id of a role that it may ping.
    """

    delivery: int
    fence: int
    kind: str
    key: str
    to: Address
    card: Card
    reader_zone: str
    instead: str = ""
    calls: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform has it; `ref` is its own id of the message."""

    ref: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not sent on purpose; the reason is one an organiser can read.

    `closed`: they take no private messages from segue there, and what it said waits for their next click.
    """

    reason: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """Not sent, and known not to be: worth another try at `at`."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Perhaps sent: the connection died after the request was on its way."""

    reason: str


class Lost(StrEnum):
    """What a refusal says is out of reach from here on, not only for this message."""

    CHANNEL = "channel"
    PERSON = "person"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Failed:
    """Not sent, and another try would not help. `lost`: nor would any other message to the same place."""

    reason: str
    lost: Lost | None = None


Outcome: TypeAlias = Sent | Skipped | Retry | Unknown | Failed


class Messenger(Protocol):
    """Says one parcel on one platform, once: it never retries, and it raises nothing."""

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel over and tell what became of it."""
        ...
