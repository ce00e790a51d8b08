"""What waited for somebody's click is shown below the answer, to them alone, wherever the answer goes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from adapters.slack import home, limits, modals
from adapters.slack.spans import Reader
from bot.clocks import SetClock
from bot.messages.elements import Bullets, Button, Card, Field, Form, Text
from bot.messages.text import line
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Place, Request, Submission
from tests.support.slack import grammar, sight
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.workspace import Message

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in", action=Action("checkin"), fields=(Field(key="done", label="What got done?"),))
BUTTONS = (
    Button(label="Open", action=Action("open")),
    Button(label="Done", action=Action("done")),
    Button(label="Tell", action=Action("tell")),
)
NOTE = Card(title="A word for Bo", controls=(Button(label="Tell", action=Action("open")),))
BO, READER = "UBO", Reader("T1")


def answer(request: Request) -> Reply:
    """A form for “Open”; a card with a note for anything else, in the place of what was pressed by “Done”."""
    match request:
        case Command():
            return Reply(card=Card(title="Week 3", controls=BUTTONS), note=NOTE)
        case Click(action=Action(name="open")):
            return Reply(form=FORM)
        case Click():
            return Reply(card=Card(title="Told"), replaces=request.action.name == "done", note=NOTE)
        case Submission():
            return Reply(card=Card(title="Noted"), note=NOTE)


@asynccontextmanager
async def house_of(parrot: Parrot) -> AsyncIterator[House]:
    async with opened(parrot, SetClock(NOW)) as house:
        yield house
        await house.door.close()
        assert house.slack.refusals == []


async def seen(house: House, *titles: str) -> None:
    """Wait until Bo sees exactly these messages, and see that nobody else does."""
    here = house.slack.workspace

    def said() -> list[Message]:
        return [one for one in here.messages if one.viewer == BO]

    async with asyncio.timeout(60), here.changed:
        await here.changed.wait_for(lambda: [sight.title(one.blocks) for one in said()] == list(titles))
    assert {one.viewer for one in here.messages} == {BO}


async def shown_at_home(house: House, *words: str) -> None:
    """Wait until Bo's home says all of this."""
    here = house.slack.workspace

    def whole() -> str:
        return sight.words(here.homes[BO].shown["blocks"], "UTC") if BO in here.homes else ""

    async with asyncio.timeout(60), here.changed:
        await here.changed.wait_for(lambda: all(word in whole() for word in words))


async def test_a_note_stands_below_the_answer_to_a_command() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types(BO, CHANNEL, "/roadmap")

        await seen(house, "Week 3", "A word for Bo")


async def test_a_note_stays_when_the_answer_takes_the_place_of_what_was_pressed() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types(BO, CHANNEL, "/roadmap")
        await seen(house, "Week 3", "A word for Bo")
        await house.hands.presses(BO, "Done")

        await seen(house, "Told", "A word for Bo", "A word for Bo")


async def test_a_form_is_answered_with_the_note_in_its_modal() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types(BO, CHANNEL, "/roadmap")
        await seen(house, "Week 3", "A word for Bo")
        before = house.slack.workspace.revisions.get(BO, 0)
        await house.hands.presses(BO, "Open")
        await house.slack.workspace.shown_after(BO, before)
        await house.hands.fills(BO, {"What got done?": "A page"})

        modal = house.slack.workspace.modal(BO)
        assert modal is not None
        assert sight.view_title(modal) == "Noted"
        assert "A word for Bo" in sight.words(modal.shown["blocks"], "UTC")


async def test_a_home_shows_the_note_below_the_corner() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.goes_home(BO)

        await shown_at_home(house, "Week 3", "A word for Bo")


async def test_a_press_at_home_keeps_its_note_while_the_corner_is_drawn_anew() -> None:
    notes = iter((None, NOTE, None))

    def once(request: Request) -> Reply:
        replaces = isinstance(request, Click)
        return Reply(card=Card(title="Done now", controls=BUTTONS), replaces=replaces, note=next(notes, None))

    async with house_of(Parrot(once)) as house:
        await house.hands.goes_home(BO)
        await shown_at_home(house, "Done now")
        await house.hands.presses(BO, "Done")

        await shown_at_home(house, "Done now", "A word for Bo")


async def test_who_calls_segue_by_its_name_finds_the_note_too() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.mentions(BO, CHANNEL, "hello")

        await seen(house, "Week 3", "A word for Bo")


@pytest.mark.parametrize("lines", [1, 200])
def test_a_view_holds_a_card_and_its_note_whatever_their_length(lines: int) -> None:
    body = tuple(Text(line(f"Line {number}")) for number in range(lines))
    card = Card(title="Week 3", body=(*body, Bullets((line("x" * 3000),) * 3)), controls=BUTTONS)

    modal, corner = modals.card(card, Place(), READER, note=card), home.view(card, READER, card)

    assert list(grammar.view(modal)) == list(grammar.home(corner)) == []
    assert max(len(modal["blocks"]), len(corner["blocks"])) <= limits.VIEW_BLOCKS.most
