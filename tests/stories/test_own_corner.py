"""Somebody's own corner on every platform: told in steps, left in between, taken back, and heard at their hour."""

from tests.stories import telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

WORK, LANGUAGES = "What is your work today?", "Which languages do you code in with ease?"


async def test_an_own_corner(stage: Stage) -> None:
    await bo_joins_and_tells_of_themselves(stage)
    await bo_comes_back_and_takes_an_answer_back(stage)
    await bo_writes_down_why(stage)
    await bo_lives_in_lisbon_and_sleeps_late(stage)
    await the_plan_of_the_first_week_comes_at_that_hour(stage)
    await bo_wants_to_hear_less(stage)


async def bo_joins_and_tells_of_themselves(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-01 12:01 Europe/Berlin"))
    joined = await stage.presses("Bo", "Join")
    if not telling.brings_notes(stage):
        await stage.presses("Bo", "Yes, one private note a day")
    await stage.says("Bo", "/my profile")
    await stage.presses("Bo", "Next: You today (1 of 7)")
    noted = await stage.fills("Bo", {WORK: "devops", LANGUAGES: "python,go"})

    assert "Tell segue about you" in joined.buttons
    assert "2 of 5 questions answered." in noted.text
    assert "Next: Why ML (2 of 7)" in noted.buttons


async def bo_comes_back_and_takes_an_answer_back(stage: Stage) -> None:
    await stage.says("Bo", "/my profile")
    form = await stage.presses("Bo", "You today")
    noted = await stage.fills("Bo", {WORK: "-", LANGUAGES: "go"})

    assert form.fields[0] == WORK
    assert "1 of 5 questions answered." in noted.text


async def bo_writes_down_why(stage: Stage) -> None:
    await stage.says("Bo", "/my why")
    await stage.presses("Bo", "Write it down")
    kept = await stage.fills("Bo", {"Why ML, in your own words?": "To build <b>what</b> *learns* @here"})

    assert "To build <b>what</b> *learns* @here" in kept.text


async def bo_lives_in_lisbon_and_sleeps_late(stage: Stage) -> None:
    await stage.says("Bo", "/my zone")
    refused = await stage.fills("Bo", {"Where do you live?": "Xanadu"})
    asked = await telling.mends(stage, "Bo", refused, {"Where do you live?": "lisbon"})
    kept = await stage.presses("Bo", "Yes, it is 11:01")
    await stage.says("Bo", "/my")
    await stage.presses("Bo", "Hours of your note")
    await stage.fills("Bo", {"Hour of the daily note": "20:30", "Quiet from": "10pm", "Quiet until": "9"})
    corner = await stage.says("Bo", "/my")

    assert asked.title == "Is it 11:01 for you now?"
    assert kept.title == "Your time zone is noted"
    assert "Europe/Lisbon, 11:01 now" in corner.text
    assert "20:30 · quiet hours: 22:00 to 09:00" in corner.text


async def the_plan_of_the_first_week_comes_at_that_hour(stage: Stage) -> None:
    await stage.waits(at("2027-01-01 20:29 Europe/Lisbon"))
    before = await telling.notes(stage, "Bo")
    await stage.waits(at("2027-01-01 20:31 Europe/Lisbon"))
    after = await telling.notes(stage, "Bo")

    assert "Your first week" not in before
    assert after.count("Your first week") == 1


async def bo_wants_to_hear_less(stage: Stage) -> None:
    await stage.says("Bo", "/my reminders")
    fewer = await stage.presses("Bo", "Only what is needed")
    off = await stage.says("Bo", "/my notes off")

    assert fewer.title == "In your daily note from now on: only what is needed"
    assert off.title == "Private messages are off here"
