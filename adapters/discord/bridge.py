"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from typing import Protocol

from bot.messages.pictures import Picture
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Request


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
