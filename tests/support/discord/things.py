"""What there is on a Discord: people, servers with roles and channels, messages, and interactions."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
V2 = 1 << 15
MANAGE_GUILD = 1 << 5
SEND_MESSAGES = 1 << 11
STAMP = "2027-01-04T09:00:00+00:00"
TEXT_CHANNEL, LINE, NEWS_CHANNEL, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 5, 11, 12


@dataclass(slots=True, kw_only=True)
class User:
    """Somebody on this Discord. `permissions`: what they may everywhere, beside what their roles say."""

    id: str
    name: str
    permissions: int = SEND_MESSAGES
    takes_messages: bool = True


@dataclass(slots=True, kw_only=True)
class Role:
    """A role of a server; the one that has the server's id is everybody's."""

    id: str
    name: str
    permissions: int = 0
    mentionable: bool = False
    bot: str = ""


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel of a server, or a thread in one. `overwrites`: (allowed, denied) by the id of a role or person.

    `news`: it announces. A `private` thread is the bot's, for its `guests`; `invitable`: they may bring others in.
    """

    id: str
    guild: str
    name: str
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    parent: str = ""
    archived: bool = False
    locked: bool = False
    news: bool = False
    private: bool = False
    invitable: bool = True
    guests: set[str] = field(default_factory=set)

    @property
    def is_thread(self) -> bool:
        """Whether it hangs below another channel."""
        return bool(self.parent)


@dataclass(slots=True, kw_only=True)
class Guild:
    """A server. `members`: the roles of everybody in it. `joined`: whether the bot is."""

    id: str
    name: str
    owner: str
    roles: dict[str, Role]
    channels: dict[str, Channel] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    joined: bool = True
    available: bool = True


@dataclass(slots=True, kw_only=True)
class Message:
    """Something the bot said. `reader`: the one person who sees it, in a channel everybody shares.

    `below`: it came after an answer, beside it. `callable`: the roles that its sender may ping there.
    """

    id: str
    channel: str
    components: list[Json]
    flags: int = V2
    reader: str | None = None
    nonce: str | None = None
    allowed: Json = field(default_factory=dict)
    edits: int = 0
    attachments: list[Json] = field(default_factory=list)
    born: float = 0.0
    below: bool = False
    callable: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Everything it says, in raw Markdown."""
        return "\n".join(str(one["content"]) for one in walk(self.components) if one["type"] == 10)

    @property
    def pictured(self) -> list[str]:
        """The words of the pictures it shows."""
        items = (item for one in walk(self.components) for item in one.get("items", []))
        return [str(item.get("description") or "") for item in items]

    @property
    def pinged(self) -> set[str]:
        """Whom it pinged: people and roles it names that its sender allowed, roles only where the server lets them.

        `everyone` is in it wherever the sender allowed that, even if the server would not.
        """
        roles = self._named("roles", r"<@&(\d+)>") & self.callable
        return self._named("users", r"<@!?(\d+)>") | roles | self._everyone()

    def _named(self, kind: str, mark: str) -> set[str]:
        named = set(re.findall(mark, self.text))
        if kind in self.allowed.get("parse", ["users", "roles", "everyone"]):
            return named
        return named & {str(one) for one in self.allowed.get(kind) or []}

    def _everyone(self) -> set[str]:
        parse = self.allowed.get("parse", ["users", "roles", "everyone"])
        return {"everyone"} if "everyone" in parse and re.search("@everyone|@here", self.text) else set()


@dataclass(slots=True, kw_only=True)
class Interaction:
    """Something a person did. `shown` is what they see for it in the end; `followed` is set when more came after."""

    id: str
    token: str
    kind: int
    user: str
    channel: str
    born: float
    shown: asyncio.Future[Message | Json]
    pressed: Message | None = None
    answered: int | None = None
    original: Message | None = None
    since: float = 0.0
    guild: str = ""
    notes: list[Message] = field(default_factory=list)
    followed: asyncio.Event = field(default_factory=asyncio.Event)


def attached(body: Json) -> list[Json]:
    """What a message carries, as `bodies.read` put it into the body."""
    return [one for one in body.get("attachments") or [] if "content" in one]


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, outer ones first."""
    for one in components:
        yield one
        yield from walk([*one.get("components", []), *([one["component"]] if "component" in one else [])])
