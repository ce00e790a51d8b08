"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from datetime import datetime
from typing import Protocol

from bot.messages.pictures import Picture
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Platform, Request


class Bridge(Protocol):
    """The core, as the playground sees it."""

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is."""
        ...

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did."""
        ...

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """Ways to complete what somebody is typing for an option."""
        ...

    async def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who of a workspace is in a running cohort, by the platform's own ids."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next thing is due, if any is planned."""
        ...

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG; what goes wrong is raised."""
        ...
