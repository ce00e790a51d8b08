"""A house whose core can be held and let go, and Bo, who waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, filled
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Request, Submission
from tests.support.slack import sight
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.workspace import Message, View

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in", action=Action("checkin"), fields=(Field(key="done", label="What got done?"),))
CARD = Card(title="Week 3", controls=(Button(label="Open", action=Action("open")),))
CANARY = "canary-3141"


def answer(request: Request) -> Reply:
    """A card, or a form for “Open” and for the command “form”, and that form again for the answer “no”."""
    if isinstance(request, Submission) and request.answers["done"] == "no":
        return Reply(form=filled(FORM, request.answers, {"done": "Say a little more."}))
    wants_form = isinstance(request, Click) or (isinstance(request, Command) and request.text == "form")
    return Reply(form=FORM) if wants_form else Reply(card=CARD)


def fail(request: Request) -> Reply:
    """A defect whose message quotes what somebody typed, as a database's would."""
    raise LookupError(f"{request} {CANARY}")


class Held(Parrot):
    """Answers while it is open."""

    def __init__(self, answered: Callable[[Request], Reply]) -> None:
        super().__init__(answered)
        self.open = asyncio.Event()
        self.open.set()

    async def ask(self, request: Request) -> Reply:
        """The answer, once it is open."""
        self.heard.append(request)
        await self.open.wait()
        return self.answer(request)


@dataclass(frozen=True, slots=True)
class Slow:
    """A house whose core can be held, and what Bo sees in it."""

    house: House
    core: Held
    clock: SetClock

    def titles(self) -> list[str]:
        return [sight.title(message.blocks) for message in self.house.slack.workspace.messages]

    def modal(self) -> View:
        found = self.house.slack.workspace.modal("UBO")
        assert found is not None
        return found

    async def types(self, words: str) -> None:
        await self.house.hands.types("UBO", CHANNEL, words)

    async def presses(self, label: str) -> None:
        await self.house.hands.presses("UBO", label)

    async def fills(self, words: str) -> None:
        await self.house.hands.fills("UBO", {"What got done?": words})

    async def answers(self) -> Message | View:
        """Let the core go on; what Bo is shown for it."""
        before = self.house.slack.workspace.revisions.get("UBO", 0)
        self.core.open.set()
        return await self.house.slack.workspace.shown_after("UBO", before)


@asynccontextmanager
async def slow() -> AsyncIterator[Slow]:
    core, clock = Held(answer), SetClock(NOW)
    async with opened(core, clock, patience=0.2) as house:
        yield Slow(house, core, clock)
        core.open.set()
