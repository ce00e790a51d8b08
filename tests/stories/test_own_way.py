"""A member's own way through a week: begun, proved, skipped, asked why, found out of date, and seen on the map."""

from bot.cards import ticks
from bot.domain.words import shortened
from content.library import load
from tests.stories import telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

WEEK = load().default.weeks[0]
WHY, BENCH, *_ = WEEK.tasks
REASON = "Why? Leave it open if you like"


async def test_an_own_way_through_a_week(stage: Stage) -> None:
    await spring_is_in_its_first_week(stage)
    await bo_begins_a_task_and_proves_it(stage)
    await bo_skips_another_and_takes_it_back(stage)
    await bo_asks_why_and_finds_it_out_of_date(stage)
    await ana_looks_at_it_and_shows_it_again(stage)
    await bo_sees_the_map_and_what_would_shape_a_plan(stage)
    await bo_knows_a_week_already(stage)


async def spring_is_in_its_first_week(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-01 12:01 Europe/Berlin"))
    await stage.presses("Bo", "Join")
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))


async def bo_begins_a_task_and_proves_it(stage: Stage) -> None:
    await stage.says("Bo", "/roadmap")
    task = await stage.presses("Bo", _option("☐ ", WHY.title))
    started = await stage.presses("Bo", "Start")
    form = await stage.presses("Bo", "Done, with evidence")
    done = await stage.fills("Bo", {"Your note": "Search that understands people"})
    week = await stage.presses("Bo", "Back to week 1")

    assert (task.title, form.title) == (WHY.title, "Evidence")
    assert "doing" in started.text
    assert "Search that understands people" in done.text
    assert "☑ done, with evidence" in week.text


async def bo_skips_another_and_takes_it_back(stage: Stage) -> None:
    await stage.presses("Bo", _option("☐ ", BENCH.title))
    await stage.presses("Bo", "Skip")
    skipped = await stage.fills("Bo", {REASON: "I do this at work"})
    undone = await stage.presses("Bo", "Undo")

    assert "I do this at work" in skipped.text
    assert "to do" in undone.text


async def bo_asks_why_and_finds_it_out_of_date(stage: Stage) -> None:
    told = await stage.presses("Bo", "Why this?")
    await stage.presses("Bo", "Report stale")
    reported = await stage.fills("Bo", {"What is wrong with it?": "The template has moved"})
    again = await stage.presses("Bo", "What became of it")

    assert told.title == f"Why “{BENCH.title}”?"
    assert "What the sources say" in told.text
    assert reported.title == "Reported"
    assert "has not settled it yet" in again.text


async def ana_looks_at_it_and_shows_it_again(stage: Stage) -> None:
    await stage.waits(at("2027-01-04 18:00 Europe/Berlin"))
    if telling.brings_notes(stage):
        settled = await stage.presses("Ana", shortened(f"Show again: {BENCH.title}", 40))
        seen = await stage.says("Bo", f"/roadmap why {BENCH.title}")
        assert settled.title.startswith("Settled: ")
        assert "shows it again" in seen.text


async def bo_sees_the_map_and_what_would_shape_a_plan(stage: Stage) -> None:
    seen = await stage.says("Bo", "/roadmap map")
    third = await stage.presses("Bo", f"3 · {load().default.weeks[2].title}")
    plan = await stage.says("Bo", "/roadmap plan")

    assert "weeks 1 to 8 · 1 of 34 tasks done" in seen.text
    assert third.title.startswith("Week 3 of 27")
    assert plan.title == "Your plan has no answers to go by yet"


async def bo_knows_a_week_already(stage: Stage) -> None:
    form = await stage.says("Bo", "/roadmap skip")
    known = await stage.fills("Bo", {load().default.phases[0].title: "2,3"})
    undone = await stage.presses("Bo", "Undo")

    assert form.title == "What do you know?"
    assert known.title == "2 weeks known already"
    assert undone.title == "Nothing is skipped"


def _option(sign: str, title: str) -> str:
    return shortened(sign + title, ticks.OPTION)
