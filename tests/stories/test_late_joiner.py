"""A late joiner: Dana comes in week 3, begins there, and takes of the weeks before what is worth it."""

from content.library import load
from tests.stories import telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

FIRST, _, THIRD = load().default.weeks[:3]
PHASE = load().default.phases[0].title
DONE, NEXT = "What did you finish or learn?", "What is your next step, and when?"


async def test_dana_joins_in_week_3(stage: Stage) -> None:
    await spring_is_in_week_3(stage)
    await dana_is_told_where_the_cohort_is(stage)
    await dana_skips_the_week_she_knows(stage)
    await her_first_note_has_the_plan_of_her_first_week(stage)
    await friday_asks_her_as_everybody(stage)


async def spring_is_in_week_3(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-19 15:00 Europe/Berlin"))


async def dana_is_told_where_the_cohort_is(stage: Stage) -> None:
    joined = await stage.says("Dana", "/cohort join")
    await telling.wants_notes(stage, "Dana")
    here = await stage.says("Dana", "/roadmap")

    assert joined.title == "You are in Spring"
    assert "Week 3 runs now. Begin there" in joined.text
    assert here.title == f"Week 3 of 27 · {THIRD.title}"


async def dana_skips_the_week_she_knows(stage: Stage) -> None:
    form = await stage.presses("Dana", "I know some of this")
    skipped = await stage.fills("Dana", {PHASE: "2"})
    week = await stage.presses("Dana", f"1 · {FIRST.title}")

    assert form.title == "What do you know?"
    assert skipped.title == "1 week known already"
    assert "One small step for each of the weeks before this one" in skipped.text
    assert "· week 1" in skipped.text
    assert "· week 2" not in skipped.text
    assert week.title == f"Week 1 of 27 · {FIRST.title}"


async def her_first_note_has_the_plan_of_her_first_week(stage: Stage) -> None:
    await stage.waits(at("2027-01-20 00:30 Europe/Berlin"))
    (note,) = await stage.notes("Dana")

    assert note.title == "Your first week"
    assert "Get Python and Jupyter notebooks to run · week 1" in note.text


async def friday_asks_her_as_everybody(stage: Stage) -> None:
    await stage.waits(at("2027-01-22 15:00 Europe/Berlin"))
    await stage.presses("Dana", "Check in")
    noted = await stage.fills("Dana", {DONE: "The first baseline", NEXT: "One chart on Monday"})

    assert noted.title == "Week 3 is noted"
    assert "1 week to build on." in noted.text
