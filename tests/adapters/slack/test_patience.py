"""A core that is slow, and a core that fails: nobody is left without a word, and no private word is written down."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Link
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Request
from tests.support.slack import sight
from tests.support.slack.parrot import CHANNEL, Parrot, opened
from tests.support.slack.workspace import Message, View

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in", action=Action("checkin"), fields=(Field(key="done", label="What got done?"),))
CARD = Card(title="Week 3", controls=(Button(label="Open", action=Action("open")),))
CANARY = "canary-3141"


def answer(request: Request) -> Reply:
    """A card, or a form for “Open” and for the command “form”."""
    wants_form = isinstance(request, Click) or (isinstance(request, Command) and request.text == "form")
    return Reply(form=FORM) if wants_form else Reply(card=CARD)


def fail(request: Request) -> Reply:
    """A defect whose message quotes what somebody typed, as a database's would."""
    raise LookupError(f"{request} {CANARY}")


async def test_a_slow_command_is_told_so_and_answered_later() -> None:
    async with opened(Parrot(answer, takes=0.3), SetClock(NOW), patience=0.05) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        await house.slack.workspace.shown_after("UBO", 1)

        assert [sight.title(message.blocks) for message in house.slack.workspace.messages] == [
            "Still on it",
            "Week 3",
        ]
        assert {message.viewer for message in house.slack.workspace.messages} == {"UBO"}


async def test_a_slow_button_is_told_so_and_its_form_still_opens() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW), patience=0.05) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        parrot.takes = 0.3

        await house.hands.presses("UBO", "Open")
        waiting = await house.slack.workspace.shown_after("UBO", 1)
        form = await house.slack.workspace.shown_after("UBO", 2)

        assert isinstance(waiting, Message)
        assert sight.title(waiting.blocks) == "Still on it"
        assert isinstance(form, View)


async def test_a_slow_form_says_so_and_turns_into_its_answer() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW), patience=0.05) as house:
        await house.hands.types("UBO", CHANNEL, "/checkin form")
        view = await house.slack.workspace.shown_after("UBO", 0)
        parrot.takes = 0.3

        await house.hands.fills("UBO", {"What got done?": "a parser"})
        assert isinstance(view, View)
        waiting = sight.view_title(view)
        await house.slack.workspace.shown_after("UBO", 2)

        assert (waiting, sight.view_title(view)) == ("Still on it", "Week 3")


async def test_the_answer_to_a_modal_that_was_closed_meanwhile_comes_on_the_private_line() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW), patience=0.05) as house:
        await house.hands.types("UBO", CHANNEL, "/checkin form")
        await house.slack.workspace.shown_after("UBO", 0)
        parrot.takes = 0.3
        await house.hands.fills("UBO", {"What got done?": "a parser"})

        house.slack.workspace.dismiss("UBO")
        await house.door.close()

        [message] = house.slack.workspace.messages
        assert (message.channel, sight.title(message.blocks)) == ("DUBO", "Week 3")


async def test_a_form_that_comes_too_late_can_be_opened_with_a_button() -> None:
    clock = SetClock(NOW)
    parrot = Parrot(answer)
    async with opened(parrot, clock, patience=0.05) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        parrot.takes = 0.3
        await house.hands.presses("UBO", "Open")
        clock.turn_to(NOW + timedelta(seconds=4))
        offer = await house.slack.workspace.shown_after("UBO", 2)
        parrot.takes = 0.0

        await house.hands.presses("UBO", "Open the form")
        form = await house.slack.workspace.shown_after("UBO", 3)

        assert isinstance(offer, Message)
        assert sight.title(offer.blocks) == "The form is ready"
        assert isinstance(form, View)


@pytest.mark.parametrize("deed", ["command", "click", "form"])
async def test_a_defect_is_answered_kindly_and_noted_without_private_words(
    deed: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, f"/roadmap {CANARY}")
        await house.hands.presses("UBO", "Open")
        view = await house.slack.workspace.shown_after("UBO", 1)
        parrot.answer = fail

        if deed == "command":
            await house.hands.types("UBO", CHANNEL, f"/win {CANARY}")
            shown = await house.slack.workspace.shown_after("UBO", 2)
            assert sight.title(sight.blocks_of(shown)) == "That did not work"
        elif deed == "click":
            house.slack.workspace.dismiss("UBO")
            await house.hands.presses("UBO", "Open")
            shown = await house.slack.workspace.shown_after("UBO", 2)
            assert sight.title(sight.blocks_of(shown)) == "That did not work"
        else:
            await house.hands.fills("UBO", {"What got done?": CANARY})
            assert isinstance(view, View)
            assert "What you typed is still here" in view.errors["done"]

    assert "defect while asking the core: LookupError at test_patience.py" in caplog.text
    assert CANARY not in caplog.text


async def test_a_card_that_slack_cannot_show_is_owned_up_to() -> None:
    endless = Card(title="Week 3", controls=(Link(label="Source", url="https://example.org/" + "x" * 3000),))
    async with opened(Parrot(lambda _: Reply(card=endless)), SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        [message] = house.slack.workspace.messages
        assert sight.title(message.blocks) == "That did not work"
