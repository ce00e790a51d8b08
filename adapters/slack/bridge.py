"""What this door needs of `bot.bridge.Bridge`, and nothing more."""

from datetime import datetime
from typing import Protocol

from bot.installation import Installation
from bot.messages.pictures import Picture
from bot.news import News
from bot.replies import Reply
from bot.requests import Platform, Request


class Bridge(Protocol):
    """The core, as Slack sees it."""

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did; every refusal is an answer too."""
        ...

    async def hear(self, news: News) -> bool:
        """Note what Slack tells of itself; False for what was heard before. Raises when it is not recorded."""
        ...

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG; what goes wrong is raised."""
        ...

    async def installation(self, platform: Platform, workspace: str) -> Installation | None:
        """What segue speaks with in a workspace; None where it is not installed."""
        ...

    async def install(self, installation: Installation) -> None:
        """Keep a new consent."""
        ...

    async def renew(self, installation: Installation) -> None:
        """Keep the new token of an installation."""
        ...

    async def may_renew(self, platform: Platform, workspace: str) -> bool:
        """Whether this process may renew a token now: one at a time, over all processes."""
        ...

    async def open_consent(self, mark: str, until: datetime) -> None:
        """Expect somebody back from Slack, until then."""
        ...

    async def spend_consent(self, mark: str) -> bool:
        """Whether somebody was expected back; once."""
        ...

    async def well(self) -> bool:
        """Whether the database answers."""
        ...
