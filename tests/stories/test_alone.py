"""A cohort of one: Ana walks alone, and everything still makes sense."""

from tests.stories import telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

DONE, OBSTACLE, NEXT = "What did you finish or learn?", "What is in the way?", "What is your next step, and when?"
WIN = {
    "What happened?": "Told my manager what I am after",
    "What kind of win?": "Gained support",
    "Who sees it?": "The cohort: its channel hears of it",
}


async def test_ana_walks_alone(stage: Stage) -> None:
    await ana_starts_and_joins(stage)
    await a_week_is_noted(stage)
    await her_win_stands_in_the_channel(stage)
    await nobody_is_offered_help(stage)
    await the_digest_tells_of_one_and_counts_nobody(stage)
    await a_quiet_week_has_a_kind_word(stage)
    await she_may_not_leave_it_to_nobody(stage)
    await the_last_word_counts_nobody(stage)


async def ana_starts_and_joins(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.presses("Ana", "Join it yourself")
    await telling.wants_notes(stage, "Ana")
    people = await stage.says("Ana", "/cohort people")

    assert people.title == "Spring: 1 person"
    assert "Ana · organises and learns" in people.text


async def a_week_is_noted(stage: Stage) -> None:
    await stage.waits(at("2027-01-08 15:00 Europe/Berlin"))
    await stage.presses("Ana", "Check in")
    noted = await stage.fills(
        "Ana", {DONE: "My why", OBSTACLE: "No GPU", NEXT: "Ask", "Energy, 1 to 5": "5 · full of it"}
    )

    assert noted.title == "Week 1 is noted"


async def her_win_stands_in_the_channel(stage: Stage) -> None:
    await stage.says("Ana", "/win")
    await stage.fills("Ana", WIN)
    await stage.waits(at("2027-01-08 15:05 Europe/Berlin"))
    refused = await stage.presses("Ana", "Kudos")

    assert (await telling.posts(stage))[-1] == "Ana · Gained support"
    assert refused.title == "That win is your own."


async def nobody_is_offered_help(stage: Stage) -> None:
    await stage.waits(at("2027-01-10 18:00 Europe/Berlin"))

    assert "Is it still in the way?" not in await telling.notes(stage, "Ana")


async def the_digest_tells_of_one_and_counts_nobody(stage: Stage) -> None:
    await stage.waits(at("2027-01-12 12:00 Europe/Berlin"))
    digest = (await stage.channel())[-1]

    assert digest.title == "Wins of week 1"
    assert "Ana: Told my manager what I am after" in digest.text
    assert "checked in" not in digest.text
    assert "Energy" not in digest.text


async def a_quiet_week_has_a_kind_word(stage: Stage) -> None:
    await stage.waits(at("2027-01-19 12:00 Europe/Berlin"))
    digest = (await stage.channel())[-1]

    assert digest.title == "Week 2, in short"
    assert "Nothing new on the wall, and that is fine." in digest.text


async def she_may_not_leave_it_to_nobody(stage: Stage) -> None:
    told = await stage.says("Ana", "/cohort leave")

    assert told.title == "You still organise Spring"
    assert "Nobody else is here who could follow you" in told.text


async def the_last_word_counts_nobody(stage: Stage) -> None:
    await stage.presses("Ana", "End Spring")
    await stage.presses("Ana", "End Spring")
    await stage.waits(at("2027-01-19 12:05 Europe/Berlin"))
    farewell = (await stage.channel())[-1]

    assert farewell.title == "Spring ends here"
    assert "together" not in farewell.text
