"""What this Discord knows: a server with a channel, people, messages, and interactions that wait for an answer."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
V2 = 1 << 15
MANAGE_GUILD = 1 << 5
SEND_MESSAGES = 1 << 11
STAMP = "2027-01-04T09:00:00+00:00"


@dataclass(slots=True, kw_only=True)
class User:
    """Somebody on this Discord."""

    id: str
    name: str
    permissions: int = SEND_MESSAGES
    takes_messages: bool = True


@dataclass(slots=True, kw_only=True)
class Message:
    """Something the bot said. `reader`: the one person who sees it, in a channel everybody shares."""

    id: str
    channel: str
    components: list[Json]
    flags: int = V2
    reader: str | None = None
    nonce: str | None = None
    allowed: Json = field(default_factory=dict)
    edits: int = 0
    attachments: list[Json] = field(default_factory=list)

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
        """Whom it pinged: the people it names that its sender allowed; `everyone` if that was allowed too."""
        named = set(re.findall(r"<@!?(\d+)>", self.text))
        parse = self.allowed.get("parse", ["users", "roles", "everyone"])
        everyone = {"everyone"} if "everyone" in parse and re.search("@everyone|@here", self.text) else set()
        allowed = named if "users" in parse else named & {str(user) for user in self.allowed.get("users", [])}
        return allowed | everyone


@dataclass(slots=True, kw_only=True)
class Interaction:
    """Something a person did, until the bot answered it. `shown` is what they see for it in the end."""

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


class World:
    """The state of one small Discord."""

    def __init__(self) -> None:
        self.bot = User(id="500", name="segue")
        self.guild = "900"
        self.channels = {"901": "ml-switch"}
        self.users = {
            "11": User(id="11", name="Ana", permissions=SEND_MESSAGES | MANAGE_GUILD),
            "12": User(id="12", name="Bo"),
            "13": User(id="13", name="Chen"),
            "14": User(id="14", name="Dana"),
        }
        self.private: dict[str, str] = {}
        self.messages: dict[str, Message] = {}
        self.deleted: set[str] = set()
        self.commands: dict[str | None, list[Json]] = {None: []}
        self.interactions: dict[str, Interaction] = {}
        self._ids = count(1_000_000)

    def fresh(self) -> str:
        """An id nobody has; later ones are larger."""
        return str(next(self._ids))

    def person(self, name: str) -> User:
        """The user of that first name."""
        return next(user for user in self.users.values() if user.name == name)

    def keep(self, message: Message) -> Message:
        """Post it; the same nonce in the same channel is the same message."""
        for known in self.messages.values():
            if message.nonce and (known.nonce, known.channel) == (message.nonce, message.channel):
                return known
        self.messages[message.id] = message
        return message

    def posts(self, channel: str) -> list[Message]:
        """What everybody in a channel sees, oldest first."""
        return [one for one in self.messages.values() if one.channel == channel and not one.reader]

    def sight(self, user: str, channel: str) -> list[Message]:
        """What one person sees, newest first: private answers and messages before the channel's posts."""
        everything = sorted(self.messages.values(), key=lambda one: int(one.id), reverse=True)
        line = self.private.get(user)
        private = [one for one in everything if one.reader == user or (line and one.channel == line)]
        return private + [one for one in everything if one.channel == channel and not one.reader]

    def post(self, body: Json, channel: str, reader: str | None = None) -> Message:
        """A message from the body of a request; not kept yet."""
        allowed = body.get("allowed_mentions") or {"parse": ["users", "roles", "everyone"]}
        return Message(
            id=self.fresh(),
            channel=channel,
            components=body.get("components") or [],
            flags=int(body.get("flags") or 0),
            reader=reader,
            nonce=str(body["nonce"]) if body.get("enforce_nonce") else None,
            allowed=allowed,
            attachments=attached(body),
        )


def attached(body: Json) -> list[Json]:
    """What a message carries, as `bodies.read` put it into the body."""
    return [one for one in body.get("attachments") or [] if "content" in one]


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, outer ones first."""
    for one in components:
        yield one
        yield from walk([*one.get("components", []), *([one["component"]] if "component" in one else [])])
