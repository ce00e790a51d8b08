"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from collections.abc import Mapping
from typing import Protocol

from bot.messages.pictures import Picture
from bot.news import News
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Platform, Request


class Bridge(Protocol):
    """The core, as Discord sees it."""

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is, to be registered."""
        ...

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did; every refusal is an answer too."""
        ...

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """Ways to complete what somebody is typing for an option."""
        ...

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG; what goes wrong is raised."""
        ...

    async def hear(self, news: News) -> bool:
        """Take in what Discord tells of itself; false for what is older than what is known."""
        ...

    async def places(self, platform: Platform) -> Mapping[str, frozenset[str]]:
        """Every server that segue is in, and the channels that running cohorts speak in there."""
        ...

    async def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who of a server is in a running cohort."""
        ...

    async def away(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who of a server is known to have left it."""
        ...
