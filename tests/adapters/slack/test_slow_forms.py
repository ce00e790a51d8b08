"""Forms that a slow core takes, or does not: nothing typed is lost, and what is sent again counts once."""

from bot.requests import Command, Submission
from tests.adapters.slack.slowness import answer, fail, slow
from tests.support.slack import sight


async def test_a_slow_form_says_beside_its_first_field_that_it_is_not_saved_yet_and_turns_into_its_answer() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.open.clear()

        await bo.fills("a parser")
        told, typed = bo.modal().errors, sight.inputs(bo.modal())[0]["element"]["initial_value"]
        await bo.answers()

        assert (told["done"].partition(":")[0], typed) == ("Not saved yet", "a parser")
        assert sight.view_title(bo.modal()) == "Week 3"


async def test_a_slow_form_that_is_sent_again_meanwhile_is_heard_once() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.open.clear()

        await bo.fills("a parser")
        await bo.fills("a parser")
        await bo.answers()

        assert [type(request) for request in bo.core.heard] == [Command, Submission]
        assert sight.view_title(bo.modal()) == "Week 3"


async def test_a_slow_form_that_is_refused_stays_as_it_was_filled_in() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.open.clear()

        await bo.fills("no")
        await bo.answers()

        [done] = sight.inputs(bo.modal())
        assert (done["element"]["initial_value"], done["hint"]["text"]) == ("no", "Say a little more.")


async def test_a_slow_form_that_fails_keeps_what_was_typed_and_can_be_sent_again() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.answer = fail
        bo.core.open.clear()

        await bo.fills("a parser")
        await bo.answers()
        kept = sight.inputs(bo.modal())[0]["element"]["initial_value"]
        told = sight.words(bo.modal().shown["blocks"], "UTC")
        bo.core.answer = answer
        await bo.fills("a parser and its tests")

        assert (kept, "What you typed is still here" in told) == ("a parser", True)
        assert sight.view_title(bo.modal()) == "Week 3"
        assert bo.house.slack.refusals == []


async def test_a_form_that_failed_is_heard_anew_when_the_same_is_sent_again() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.answer = fail
        await bo.fills("a parser")
        bo.core.answer = answer

        await bo.fills("a parser")

        assert sight.view_title(bo.modal()) == "Week 3"


async def test_the_answer_to_a_modal_that_was_closed_meanwhile_comes_on_the_private_line() -> None:
    async with slow() as bo:
        await bo.types("/checkin form")
        await bo.house.slack.workspace.shown_after("UBO", 0)
        bo.core.open.clear()
        await bo.fills("a parser")

        bo.house.slack.workspace.dismiss("UBO")
        bo.core.open.set()
        await bo.house.door.close()

        [message] = bo.house.slack.workspace.messages
        assert (message.channel, sight.title(message.blocks)) == ("DUBO", "Week 3")
