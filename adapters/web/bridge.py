"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from datetime import datetime
from typing import Protocol

from bot.replies import Reply
from bot.requests import CommandSpec, Request


class Bridge(Protocol):
    """The core, as the playground sees it."""

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is."""
        ...

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next thing is due, if any is planned."""
        ...
