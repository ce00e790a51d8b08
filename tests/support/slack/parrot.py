"""A bridge that says what it was told to, for looking at the Slack door alone; and the door served around it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.slack.app import PATH, SlackDoor
from adapters.slack.bridge import Bridge
from adapters.slack.line import Timing
from bot.clocks import SetClock
from bot.messages.pictures import Picture
from bot.replies import Reply
from bot.requests import Request
from tests.support.sketches import Easel, Sketches
from tests.support.slack.hands import Hands
from tests.support.slack.register import Register
from tests.support.slack.server import SlackServer
from tests.support.slack.workspace import Channel, Member

CHANNEL = "C1"
AMPLE = 60.0  # seconds: no test but those of slowness may see that a machine was busy for a moment


class Parrot(Register):
    """Answers every request with `answer` after `takes` seconds, and remembers what it heard."""

    def __init__(self, answer: Callable[[Request], Reply], takes: float = 0.0) -> None:
        super().__init__()
        self.answer = answer
        self.takes = takes
        self.easel: Easel = Sketches()
        self.heard: list[Request] = []

    async def ask(self, request: Request) -> Reply:
        """The answer that was given for it."""
        self.heard.append(request)
        await asyncio.sleep(self.takes)
        return self.answer(request)

    async def draw(self, picture: Picture) -> bytes:
        """What `easel` makes of it."""
        return await self.easel(picture)


@dataclass(frozen=True, slots=True)
class House:
    """A local Slack, the door in front of a parrot, and people's hands."""

    slack: SlackServer
    door: SlackDoor
    hands: Hands
    url: str


def settle(slack: SlackServer) -> None:
    """Ana, who administers the workspace, and Bo, in one channel."""
    here = slack.workspace
    here.members["UANA"] = Member(id="UANA", name="Ana", zone="Europe/Berlin", admin=True)
    here.members["UBO"] = Member(id="UBO", name="Bo", zone="Africa/Lagos")
    here.channels[CHANNEL] = Channel(id=CHANNEL, name="ml-switch")


@asynccontextmanager
async def opened(
    bridge: Bridge,
    clock: SetClock,
    *,
    patience: float = AMPLE,
    sockets: bool = False,
    timing: Timing | None = None,
) -> AsyncIterator[House]:
    """A house on free ports of this machine, closed in the end. `sockets`: Slack delivers through them."""
    slack = SlackServer(clock)
    settle(slack)
    slack.sockets.patience = AMPLE
    await slack.start()
    door = SlackDoor(
        bridge,
        token=slack.token,
        signing_secret=slack.secret,
        clock=clock,
        app_token=slack.app.app_token if sockets else "",
        base_url=slack.base_url,
        patience=patience,
        timing=timing,
    )
    async with served(door) as url:
        await door.start()
        try:
            yield House(slack, door, Hands(slack, "" if sockets else url, patience=AMPLE), url)
        finally:
            await door.close()
            await slack.close()


@asynccontextmanager
async def served(door: SlackDoor) -> AsyncIterator[str]:
    """The address of a door, while it is open."""
    app = web.Application()
    door.mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    finally:
        await runner.cleanup()
