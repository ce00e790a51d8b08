"""Pauses: Chen's own over two weeks, and one of the whole cohort. Nothing is asked, and nothing is lost."""

from content.library import load
from tests.stories import telling
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

WEEKS = load().default.weeks
SAID = {"What did you finish or learn?": "Two chapters", "What is your next step, and when?": "A notebook on Tuesday"}


async def test_chen_takes_a_pause_over_two_weeks(stage: Stage) -> None:
    await spring_is_asked_about_its_first_week(stage)
    await chen_checks_in_and_plans_a_pause(stage)
    await nothing_private_comes_meanwhile(stage)
    await chen_is_welcomed_back(stage)
    await the_streak_joins_up(stage)


async def test_ana_pauses_everybody_for_a_week(stage: Stage) -> None:
    await spring_is_asked_about_its_first_week(stage)
    await ana_sees_what_a_pause_moves_and_takes_it(stage)
    await nobody_is_asked_anything(stage)
    await week_2_comes_a_week_later(stage)


async def spring_is_asked_about_its_first_week(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.says("Chen", "/cohort join")
    await telling.wants_notes(stage, "Chen")
    await stage.waits(at("2027-01-08 19:00 Europe/Berlin"))


async def chen_checks_in_and_plans_a_pause(stage: Stage) -> None:
    noted = await checks_in(stage)
    await stage.says("Chen", "/checkin pause")
    planned = await stage.fills("Chen", {"First day": "2027-01-11", "Last day": "2027-01-24"})

    assert noted.title == "Week 1 is noted"
    assert planned.title == "Your pause is planned"
    assert "your streak waits" in planned.text


async def nothing_private_comes_meanwhile(stage: Stage) -> None:
    await stage.waits(at("2027-01-10 23:00 Europe/Berlin"))
    before = await telling.notes(stage, "Chen")
    await stage.waits(at("2027-01-25 08:00 Europe/Berlin"))

    assert await telling.notes(stage, "Chen") == before


async def chen_is_welcomed_back(stage: Stage) -> None:
    await stage.waits(at("2027-01-25 19:00 Europe/Berlin"))
    note = (await stage.notes("Chen"))[-1]

    assert "Welcome back" in f"{note.title} {note.text}"
    assert f"Your cohort is in week 4 · {WEEKS[3].title}" in note.text
    assert "See week 4" in note.buttons


async def the_streak_joins_up(stage: Stage) -> None:
    noted = await checks_in(stage)

    assert noted.title == "Week 4 is noted"
    assert "2 weeks in a row." in noted.text


async def ana_sees_what_a_pause_moves_and_takes_it(stage: Stage) -> None:
    shown = await stage.says("Ana", "/cohort pause 2027-01-18")
    saved = await stage.presses("Ana", "Save")
    await stage.waits(at("2027-01-08 19:05 Europe/Berlin"))

    assert shown.title == "Look before you save"
    assert all(told in shown.text for told in ("Week 2: ", "11 Jan", "18 Jan"))
    assert saved.title == "Saved"
    assert (await telling.posts(stage))[-1] == "Spring takes a pause until Mon 18 Jan 2027"


async def nobody_is_asked_anything(stage: Stage) -> None:
    before = await telling.posts(stage)
    await stage.waits(at("2027-01-17 20:00 Europe/Berlin"))
    asked = await stage.says("Chen", "/checkin")

    assert await telling.posts(stage) == before
    assert not [title for title in await telling.notes(stage, "Chen") if title.startswith("Week ")]
    assert asked.title == "Nothing is asked this week"


async def week_2_comes_a_week_later(stage: Stage) -> None:
    await stage.waits(at("2027-01-18 09:00 Europe/Berlin"))
    noted = await checks_in(stage)

    assert (await telling.posts(stage))[-1] == f"Week 2 · {WEEKS[1].title}"
    assert noted.title == "Week 2 is noted"


async def checks_in(stage: Stage) -> Seen:
    await stage.presses("Chen", "Check in")
    return await stage.fills("Chen", SAID)
