"""Somebody who answers: asked for, suggested with its reasons, agreed to by both, met, lost, and found again."""

from tests.stories import telling
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

HELP, LADDER, NAME = "What would you like help with?", "Who are you to them?", "Whom would you like?"
WORKING = {LADDER: "I work in machine learning"}


async def test_a_mentor_who_answers(stage: Stage) -> None:
    await spring_begins(stage)
    await dana_has_one_seat(stage)
    await bo_asks_and_both_read_why(stage)
    await both_say_yes_and_have_a_room(stage)
    await chen_learns_why_nobody_was_found(stage)
    await they_met_and_it_fits(stage)
    await dana_stops_and_bo_is_first_in_line(stage)


async def test_silence_goes_on_to_the_next_name(stage: Stage) -> None:
    await spring_begins(stage)
    await stage.says("Dana", "/mentor offer")
    await stage.fills("Dana", WORKING)
    await stage.says("Ana", "/mentor offer")
    await stage.fills("Ana", WORKING)
    await telling.wants_notes(stage, "Ana", "Dana")
    await stage.says("Bo", "/mentor ask")
    await stage.fills("Bo", {HELP: "A first project", NAME: "Dana"})
    await stage.waits(at("2027-01-05 20:00 Africa/Lagos"))
    first = await everything(stage, "Bo")
    await stage.presses("Bo", "Accept Dana")
    await stage.waits(at("2027-01-08 20:00 Africa/Lagos"))
    then = await everything(stage, "Bo")
    silent = await everything(stage, "Dana")
    reminders = [
        one for one in await stage.notes("Dana") if "Your answer about Bo is still open" in one.title + one.text
    ]

    assert "Dana could be your mentor" in first
    assert "Ana could be your mentor" not in first
    assert "Ana could be your mentor" in then
    assert len(reminders) == 1
    assert "No match with Bo this time" in silent


async def spring_begins(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))
    for who in ("Bo", "Chen"):
        await stage.says(who, "/cohort join")
    await telling.wants_notes(stage, "Bo", "Chen")


async def dana_has_one_seat(stage: Stage) -> None:
    await stage.says("Dana", "/mentor offer")
    offered = await stage.fills("Dana", WORKING)
    await telling.wants_notes(stage, "Dana")

    assert offered.title == "You mentor in Spring now"
    assert "1 learner at a time" in offered.text


async def bo_asks_and_both_read_why(stage: Stage) -> None:
    await stage.says("Bo", "/mentor ask")
    asked = await stage.fills("Bo", {HELP: "A first project"})
    await stage.waits(at("2027-01-05 23:00 America/New_York"))
    bo, dana = await everything(stage, "Bo"), await everything(stage, "Dana")

    assert asked.title == "You asked for a mentor"
    assert "Dana could be your mentor" in bo
    assert "Would you mentor Bo?" in dana
    assert "A first project" in dana


async def both_say_yes_and_have_a_room(stage: Stage) -> None:
    first = await stage.presses("Dana", "Accept Bo")
    paired = await stage.presses("Bo", "Accept Dana")
    await stage.waits(at("2027-01-06 10:00 Europe/Berlin"))
    rooms = [await stage.rooms(who) for who in ("Bo", "Dana", "Chen")]

    assert first.title == "Noted: you said yes"
    assert paired.title == "You and Dana are a pair"
    assert [("Bo and Dana" in titles(room)) for room in rooms] == [True, True, False]


async def chen_learns_why_nobody_was_found(stage: Stage) -> None:
    await stage.says("Chen", "/mentor ask")
    await stage.fills("Chen", {HELP: "Reading papers"})
    await stage.waits(at("2027-01-13 10:00 Europe/Berlin"))
    standing = await stage.says("Chen", "/mentor")

    assert "No mentor for you yet" in await everything(stage, "Chen")
    assert "1 mentor would fit, but has no free seat." in await everything(stage, "Chen")
    assert "Reading papers" in standing.text


async def they_met_and_it_fits(stage: Stage) -> None:
    await stage.waits(at("2027-01-15 10:00 Europe/Berlin"))
    met = await stage.presses("Bo", "Met Dana")
    fits = await stage.presses("Bo", "A good fit")

    assert "Dana" in met.title + met.text
    assert fits.title


async def dana_stops_and_bo_is_first_in_line(stage: Stage) -> None:
    await stage.says("Dana", "/mentor retire")
    ended = await stage.presses("Dana", "Stop mentoring")
    await stage.waits(at("2027-01-16 20:00 Africa/Lagos"))
    await stage.says("Ana", "/mentor offer")
    await stage.fills("Ana", WORKING)
    await stage.waits(at("2027-01-18 20:00 Africa/Lagos"))
    bo, chen = await everything(stage, "Bo"), await everything(stage, "Chen")

    assert ended.title == "You no longer mentor in Spring"
    assert "Ana could be your mentor" in bo
    assert "Ana could be your mentor" not in chen


async def everything(stage: Stage, who: str) -> str:
    """All that was said to somebody alone and unasked."""
    return "\n".join(f"{one.title}\n{one.text}" for one in await stage.notes(who))


def titles(seen: tuple[Seen, ...]) -> list[str]:
    return [one.title for one in seen]
