"""What there is in a workspace: people, channels, messages, files, modals and homes, and keys to answer with."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that arrived, and from which team; `""` where its token did not say."""

    method: str
    asked: Json
    team: str = ""


class Refused(Exception):
    """What Slack calls an error: one word, and what was wrong in detail."""

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code, *details)
        self.code = code
        self.details = details


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody in the workspace: a member, a guest or a bot; `gone` when deactivated."""

    id: str
    name: str
    zone: str
    admin: bool = False
    gone: bool = False
    guest: bool = False
    bot: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, or somebody's private line with the bot (then `owner` is who), or a group conversation of `guests`.

    `joined`: the bot is in it; `shared`: the other workspaces whose people are in it.
    """

    id: str
    name: str
    archived: bool = False
    joined: bool = True
    owner: str | None = None
    private: bool = False
    shared: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class Message:
    """Something the bot said. `viewer`: only this person sees it; `author`: a person said it, and not the bot."""

    ts: str
    channel: str
    text: str
    blocks: list[Json]
    viewer: str | None = None
    author: str | None = None


@dataclass(slots=True, kw_only=True)
class File:
    """An upload: promised, then there in bytes, then complete; `looks` more times Slack has not finished with it."""

    id: str
    length: int
    alt: str
    png: bytes = b""
    complete: bool = False
    looks: int = 0


@dataclass(slots=True, kw_only=True)
class View:
    """A modal in front of somebody, with the sentences beside its fields, or an App Home; `hash` is of this state."""

    id: str
    viewer: str
    shown: Json
    errors: dict[str, str] = field(default_factory=dict)
    hash: str = "1"

    @property
    def is_home(self) -> bool:
        """Whether it is somebody's App Home."""
        return bool(self.shown["type"] == "home")


@dataclass(slots=True, kw_only=True)
class Key:
    """Something that opens a way back to one person for a while."""

    viewer: str
    until: datetime
    uses: int
    channel: str = ""
    ts: str | None = None
