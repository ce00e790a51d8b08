"""What a platform tells of itself: nobody asked for anything, and nobody is answered.

`at` is the platform's own time of it, since news may come late, twice and out of order; `key` is its id of the
telling.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.requests import Platform


class ChannelFate(StrEnum):
    """What became of a channel."""

    #: segue cannot speak there any more.
    LOST = "lost"
    #: segue can speak there again.
    BACK = "back"
    RENAMED = "renamed"
    #: People of another workspace read it from now on.
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelNews:
    """Something happened to a channel. `reason`: why it is lost, for an organiser; `name`: what it is called."""

    platform: Platform
    workspace: str
    channel: str
    fate: ChannelFate
    at: datetime
    key: str = ""
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNews:
    """Somebody left a workspace or was deactivated there (`gone`), came back, or lives in another zone now."""

    platform: Platform
    workspace: str
    user: str
    gone: bool
    at: datetime
    key: str = ""
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceNews:
    """segue was removed from a workspace (`gone`), or may speak there again."""

    platform: Platform
    workspace: str
    gone: bool
    at: datetime
    key: str = ""


News: TypeAlias = ChannelNews | PersonNews | WorkspaceNews
