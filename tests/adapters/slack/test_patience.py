"""A core that is slow, and one that fails: nobody is left without a word, and no private word is written down."""

import logging
from datetime import timedelta

import pytest

from bot.clocks import SetClock
from bot.messages.elements import Card, Link
from bot.replies import Reply
from tests.adapters.slack.slowness import CANARY, NOW, answer, fail, slow
from tests.support.slack import sight
from tests.support.slack.faults import FaultKind
from tests.support.slack.parrot import CHANNEL, Parrot, opened
from tests.support.slack.workspace import View


async def test_a_slow_command_opens_a_modal_that_says_so_and_turns_into_its_answer() -> None:
    async with slow() as bo:
        bo.core.open.clear()

        await bo.types("/roadmap")
        waiting = sight.view_title(bo.modal())
        await bo.answers()

        assert (waiting, sight.view_title(bo.modal()), bo.titles()) == ("Still on it", "Week 3", [])
        assert bo.house.slack.refusals == []


async def test_a_slow_button_opens_its_form_although_the_three_seconds_of_its_trigger_are_over() -> None:
    async with slow() as bo:
        await bo.types("/roadmap")
        bo.core.open.clear()

        await bo.presses("Open")
        waiting = sight.view_title(bo.modal())
        bo.clock.turn_to(NOW + timedelta(seconds=20))
        await bo.answers()

        assert (waiting, sight.fields(bo.modal())) == ("Still on it", ("What got done?",))
        assert bo.house.slack.refusals == []


async def test_a_slow_answer_that_takes_the_place_of_what_was_pressed_does_so_behind_the_modal_too() -> None:
    async with slow() as bo:
        await bo.types("/roadmap")
        bo.core.answer = lambda _: Reply(card=Card(title="Done"), replaces=True)
        bo.core.open.clear()

        await bo.presses("Open")
        await bo.answers()
        await bo.house.door.close()

        assert (sight.view_title(bo.modal()), bo.titles()) == ("Done", ["Done"])


async def test_a_slow_button_in_a_modal_says_so_there_and_turns_into_its_answer() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        await bo.fills("a parser")
        bo.core.open.clear()

        await bo.presses("Open")
        waiting = sight.view_title(bo.modal())
        await bo.answers()

        assert (waiting, sight.fields(bo.modal())) == ("Still on it", ("What got done?",))
        assert len(bo.house.slack.called("views.open")) == 1


async def test_without_a_modal_a_slow_command_is_told_so_in_the_channel_and_answered_there() -> None:
    async with slow() as bo:
        bo.core.open.clear()
        bo.house.slack.fail_next("views.open", FaultKind.BROKEN)

        await bo.types("/roadmap")
        await bo.answers()

        assert bo.titles() == ["Still on it", "Week 3"]
        assert {message.viewer for message in bo.house.slack.workspace.messages} == {"UBO"}


async def test_without_a_modal_a_form_that_comes_too_late_can_be_opened_with_a_button() -> None:
    async with slow() as bo:
        await bo.types("/roadmap")
        bo.core.open.clear()
        bo.house.slack.fail_next("views.open", FaultKind.BROKEN)
        await bo.presses("Open")
        await bo.house.slack.workspace.shown_after("UBO", 1)
        bo.clock.turn_to(NOW + timedelta(seconds=4))

        await bo.answers()
        offered = bo.titles()
        await bo.presses("Open the form")
        await bo.house.slack.workspace.shown_after("UBO", 3)

        assert offered == ["Week 3", "Still on it", "The form is ready"]
        assert sight.fields(bo.modal()) == ("What got done?",)


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

    assert "defect while asking the core: LookupError at slowness.py" in caplog.text
    assert CANARY not in caplog.text


async def test_a_card_that_slack_cannot_show_is_owned_up_to() -> None:
    endless = Card(title="Week 3", controls=(Link(label="Source", url="https://example.org/" + "x" * 3000),))
    async with opened(Parrot(lambda _: Reply(card=endless)), SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        [message] = house.slack.workspace.messages
        assert sight.title(message.blocks) == "That did not work"
