"""A door at the end of sockets, with everything that takes time in service taking hardly any."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from prometheus_client import REGISTRY

from adapters.slack.app import SlackDoor
from adapters.slack.line import Timing
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Request
from tests.support.slack.hands import Hands
from tests.support.slack.parrot import Parrot, settle
from tests.support.slack.server import SlackServer

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in", action=Action("checkin"), fields=(Field(key="done", label="What got done?"),))
CARD = Card(title="Week 3", controls=(Button(label="Open", action=Action("open")),))
#: Everything as in service, and much sooner.
SOON = Timing(ping=0.2, tick=0.02, silence=0.5, idle=60, handshake=2, steady=0.0, longest=0.2)


def answer(request: Request) -> Reply:
    return Reply(form=FORM) if isinstance(request, Click) else Reply(card=CARD)


@dataclass(frozen=True, slots=True)
class Connected:
    """A local Slack, and a door at the end of sockets."""

    slack: SlackServer
    hands: Hands
    parrot: Parrot
    door: SlackDoor


@asynccontextmanager
async def connected(timing: Timing = SOON, parrot: Parrot | None = None) -> AsyncIterator[Connected]:
    """A door whose two sockets are open."""
    clock, heard = SetClock(NOW), parrot or Parrot(answer)
    slack = SlackServer(clock)
    settle(slack)
    await slack.start()
    door = SlackDoor(
        heard, clock=clock, token=slack.token, app_token=slack.app.app_token, base_url=slack.base_url, timing=timing
    )
    try:
        await door.start()
        await slack.sockets.connected(2)
        yield Connected(slack, Hands(slack), heard, door)
    finally:
        await door.close()
        await slack.close()


class Held(Parrot):
    """Answers once it is open."""

    def __init__(self) -> None:
        super().__init__(answer)
        self.open = asyncio.Event()

    async def ask(self, request: Request) -> Reply:
        """The answer, once it is open."""
        self.heard.append(request)
        await self.open.wait()
        return self.answer(request)


async def until(is_so: Callable[[], bool]) -> None:
    """Let everything else go on until it is so."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110  (what is waited for has no event)
            await asyncio.sleep(0.005)


def reconnected(why: str) -> float:
    return REGISTRY.get_sample_value("segue_gateway_reconnects_total", {"platform": "slack", "why": why}) or 0.0
