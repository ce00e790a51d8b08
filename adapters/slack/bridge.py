"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from typing import Protocol

from bot.messages.pictures import Picture
from bot.replies import Reply
from bot.requests import Request


class Bridge(Protocol):
    """The core, as Slack sees it."""

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did; every refusal is an answer too."""
        ...

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG; what goes wrong is raised."""
        ...
