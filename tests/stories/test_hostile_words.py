"""Words that try to ping, to format or to run, wherever something can be typed: they are shown as they stand."""

from tests.stories import alarms, telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

#: A mention of everybody and of somebody who is there, in the markup of each platform.
WORDS = "<!channel> @everyone <@UBO> <@12> **x** <script>"
DONE, NEXT = "What did you finish or learn?", "What is your next step, and when?"


async def test_hostile_words_are_shown_as_they_stand_and_ring_nowhere(stage: Stage) -> None:
    await a_cohort_may_be_called_anything(stage)
    await nothing_found_is_quoted(stage)
    await a_person_may_be_called_anything(stage)
    await an_answer_comes_back_as_it_was_typed(stage)

    assert await alarms.heard(stage) == []


async def a_cohort_may_be_called_anything(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    refused = await stage.fills("Ana", {"Name": WORDS, "First day": "2027-01-04", "Time zone": WORDS})
    started = await telling.mends(stage, "Ana", refused, {"Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))
    listed = await stage.says("Bo", "/cohort")

    assert started.title == f"{WORDS} is set up"
    assert (await telling.posts(stage))[0] == f"{WORDS} is open"
    assert WORDS in listed.text
    assert listed.buttons == (f"Join {WORDS}",)


async def nothing_found_is_quoted(stage: Stage) -> None:
    refused = await stage.says("Bo", f"/cohort join not {WORDS}")

    assert refused.title == f"No cohort here is called “not {WORDS}”."
    assert WORDS in refused.text


async def a_person_may_be_called_anything(stage: Stage) -> None:
    if await telling.joins_as(stage, "Dana", WORDS):
        await stage.presses("Chen", "Join")
        people = await stage.says("Chen", "/cohort people")
        assert f"{WORDS} · learns" in people.text


async def an_answer_comes_back_as_it_was_typed(stage: Stage) -> None:
    await stage.presses("Bo", f"Join {WORDS}")
    await stage.says("Bo", "/checkin")
    noted = await stage.fills("Bo", {DONE: WORDS, NEXT: WORDS})
    await stage.presses("Bo", "Edit")
    unchanged = await stage.fills("Bo", {})

    assert WORDS in noted.text
    assert unchanged == noted
