"""Four weeks: how Ana, Bo and Chen live through the first of them, from the first prompt to the map."""

from bot.cards import ticks
from bot.domain.words import shortened
from content.library import load
from tests.stories import telling
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

WEEKS = load().default.weeks
DONE, OBSTACLE, NEXT = "What did you finish or learn?", "What is in the way?", "What is your next step, and when?"
ENERGY, RUNNING = "Energy, 1 to 5", "Is something still running?"
BLOCKER, STEP = "The cluster has no free GPU", "A notebook on Tuesday"


async def test_four_weeks(stage: Stage) -> None:
    await ana_starts_and_two_learn(stage)
    await bo_checks_in_with_one_press_and_one_form(stage)
    await chen_keeps_a_small_week(stage)
    await bo_shows_what_is_in_the_way_to_ana(stage)
    await the_second_check_in_begins_where_the_first_ended(stage)
    await bo_shares_a_win_and_chen_is_glad(stage)
    await the_digest_tells_of_it_in_words_and_a_picture(stage)
    await chen_answers_late(stage)
    await a_training_ends_with_a_no(stage)
    await bo_is_asked_again_at_an_hour_of_choice(stage)
    await chen_ticks_proves_and_skips(stage)
    await the_fourth_week_closes_the_month(stage)


async def ana_starts_and_two_learn(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.says("Bo", "/cohort join")
    await stage.says("Chen", "/cohort join")
    await telling.wants_notes(stage, "Ana", "Bo", "Chen")
    await stage.waits(at("2027-01-08 15:00 Europe/Berlin"))

    opened, prompt, asked = await telling.posts(stage)
    assert (opened, asked) == ("Spring is open", "How was week 1?")
    assert prompt == f"Week 1 · {WEEKS[0].title}"


async def bo_checks_in_with_one_press_and_one_form(stage: Stage) -> None:
    form = await stage.presses("Bo", "Check in")
    noted = await stage.fills("Bo", {DONE: "Two chapters", OBSTACLE: BLOCKER, NEXT: STEP, ENERGY: "4 · good"})

    assert form.fields == (DONE, OBSTACLE, NEXT, ENERGY, RUNNING)
    assert noted.title == "Week 1 is noted"


async def chen_keeps_a_small_week(stage: Stage) -> None:
    noted = await stage.presses("Chen", "A small week")

    assert noted.title == "Week 1 is noted"
    assert "A small week is a week." in noted.text
    assert "1 week to build on." in noted.text


async def bo_shows_what_is_in_the_way_to_ana(stage: Stage) -> None:
    await stage.waits(at("2027-01-10 18:00 Europe/Berlin"))
    offered = await telling.note(stage, "Bo")
    await stage.presses("Bo", "Show it to somebody who can help")
    await stage.waits(at("2027-01-11 18:00 Europe/Berlin"))
    asked = await telling.note(stage, "Ana")
    await stage.presses("Ana", "I can help Bo")
    await stage.waits(at("2027-01-15 15:00 Europe/Berlin"))
    helped = await telling.note(stage, "Bo")

    assert BLOCKER in offered
    assert "Nobody has seen this." in offered
    assert BLOCKER in asked
    assert "Ana can help" in helped


async def the_second_check_in_begins_where_the_first_ended(stage: Stage) -> None:
    form = await stage.presses("Bo", "Check in")
    noted = await stage.fills("Bo", {DONE: "The notebook", NEXT: "Train it", RUNNING: "training until Thursday"})

    assert STEP in form.text
    assert "What is in the way is carried over" in noted.text
    assert "How it ended is asked on Thursday, 2027-01-21." in noted.text
    assert "2 weeks in a row." in noted.text


async def bo_shares_a_win_and_chen_is_glad(stage: Stage) -> None:
    await stage.presses("Bo", "Share as a win")
    await stage.fills(
        "Bo", {"What kind of win?": "Shipped a project", "Who sees it?": "The cohort: its channel hears of it"}
    )
    await stage.waits(at("2027-01-15 15:05 Europe/Berlin"))
    cheered = await stage.presses("Chen", "Kudos")
    solved = await stage.presses("Bo", "What was in the way is solved")

    assert cheered.title == "Kudos to Bo"
    assert "The notebook" in cheered.text
    assert solved.title == "Out of the way"


async def the_digest_tells_of_it_in_words_and_a_picture(stage: Stage) -> None:
    await stage.waits(at("2027-01-19 12:00 Europe/Berlin"))
    *_, digest = await stage.channel()

    assert digest.title == "Wins of week 2"
    assert "Bo: The notebook" in digest.text
    assert "Wins shared in the last weeks. Week 1: 0, week 2: 1." in digest.text


async def chen_answers_late(stage: Stage) -> None:
    both = await stage.says("Chen", "/checkin")
    await stage.presses("Chen", "Answer week 2")
    noted = await stage.fills("Chen", {DONE: "Half a chapter", NEXT: "The other half on Sunday"})

    assert both.title == "Two weeks can be answered"
    assert "It came a little later and counts the same." in noted.text
    assert "2 weeks in a row." in noted.text


async def a_training_ends_with_a_no(stage: Stage) -> None:
    await stage.waits(at("2027-01-21 18:00 Europe/Berlin"))
    asked = await telling.note(stage, "Bo")
    no = await stage.presses("Bo", "The run did not work")
    await stage.presses("Bo", "Write one line about it")
    kept = await stage.fills("Bo", {"In one line": "Worse than the baseline"})

    assert "How did it end?" in asked
    assert no.title == "A result is a result"
    assert "Worse than the baseline" in kept.text


async def bo_is_asked_again_at_an_hour_of_choice(stage: Stage) -> None:
    await stage.waits(at("2027-01-24 18:00 Europe/Berlin"))
    await stage.presses("Bo", "Ask me later")
    await stage.fills("Bo", {"At which hour?": "20:00"})
    await stage.waits(at("2027-01-24 20:00 Europe/Berlin"))
    asked = await stage.notes("Bo")
    await stage.presses("Bo", "Check in")
    noted = await stage.fills("Bo", {DONE: "A baseline that stands", NEXT: "Read its errors on Monday"})

    assert asked[-1].title == "Week 3: you wanted to be asked now"
    assert "3 weeks in a row." in noted.text


async def chen_ticks_proves_and_skips(stage: Stage) -> None:
    _, bench, course, *_ = WEEKS[0].tasks
    week = await stage.says("Chen", "/roadmap week 1")
    ticked = await stage.presses("Chen", next(label for label in week.buttons if label.startswith("Done: ")))
    await stage.presses("Chen", shortened(f"☐ {bench.title}", ticks.OPTION))
    await stage.presses("Chen", "Done, with evidence")
    proved = await stage.fills("Chen", {"The repository": "https://github.com/chen/bench"})
    await stage.presses("Chen", "Back to week 1")
    await stage.presses("Chen", shortened(f"☐ {course.title}", ticks.OPTION))
    await stage.presses("Chen", "Skip")
    skipped = await stage.fills("Chen", {})
    seen = await stage.says("Chen", "/roadmap map")

    assert "☑ done" in ticked.text
    assert "https://github.com/chen/bench" in proved.text
    assert "☒ skipped" in skipped.text
    assert "2 of 34 tasks done" in seen.text


async def the_fourth_week_closes_the_month(stage: Stage) -> None:
    await stage.waits(at("2027-01-29 15:00 Europe/Berlin"))
    noted = [await checks_in(stage, who) for who in ("Bo", "Chen")]
    heard = [title for title in await telling.posts(stage) if not title.startswith("A story · ")]

    assert "4 weeks in a row." in noted[0].text
    assert "1 week to build on." in noted[1].text
    assert heard == [
        "Spring is open",
        *(f"Week 1 · {WEEKS[0].title}", "How was week 1?"),
        *(f"Week 2 · {WEEKS[1].title}", "Week 1, in short", "How was week 2?", "Bo · Shipped a project"),
        *(f"Week 3 · {WEEKS[2].title}", "Wins of week 2", "How was week 3?"),
        *(f"Week 4 · {WEEKS[3].title}", "Week 3, in short", "How was week 4?"),
    ]


async def checks_in(stage: Stage, who: str) -> Seen:
    await stage.says(who, "/checkin")
    return await stage.fills(who, {DONE: "A metric on purpose", NEXT: "Ask one ML engineer for a chat"})
