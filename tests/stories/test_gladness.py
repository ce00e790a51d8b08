"""A win, from the form to the channel: cheered, told in the digest, and taken back; whatever its words try to do."""

from tests.stories import alarms, telling
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

#: A mention of everybody and of somebody who is there, in the markup of each platform.
WORDS = "<!channel> @everyone <@UBO> <@12> **x** <script>"
WHAT, KIND, IMPACT, WHO = "What happened?", "What kind of win?", "Did a number move?", "Who sees it?"
SHARED = {
    WHAT: WORDS,
    KIND: "Moved a metric",
    IMPACT: "p95 900 ms -> 300 ms",
    WHO: "The cohort: its channel hears of it",
}


async def test_a_win_from_the_form_to_the_channel_and_back(stage: Stage) -> None:
    await spring_begins(stage)
    await bo_is_asked_who_sees_it(stage)
    await bo_shares_a_win(stage)
    await chen_cheers(stage)
    await the_digest_tells_of_it(stage)
    await bo_takes_it_back(stage)

    assert await alarms.heard(stage) == []


async def spring_begins(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))
    await stage.says("Bo", "/cohort join")
    await stage.says("Chen", "/cohort join")


async def bo_is_asked_who_sees_it(stage: Stage) -> None:
    form = await stage.says("Bo", "/win")

    assert form.title == "A win of yours"
    assert form.fields == (WHAT, KIND, IMPACT, WHO)


async def bo_shares_a_win(stage: Stage) -> None:
    shared = await stage.fills("Bo", SHARED)
    told = await newest(stage, "2027-01-04 09:05 Europe/Berlin")

    assert shared.title == "Shared with Spring"
    assert told.title == "Bo · Moved a metric"
    assert "p95 900 ms → 300 ms" in told.text
    assert WORDS in told.text
    assert told.buttons == ("Kudos", "Share one of yours")


async def chen_cheers(stage: Stage) -> None:
    cheered = await stage.presses("Chen", "Kudos")
    counted = await newest(stage, "2027-01-04 09:10 Europe/Berlin")
    wall = await stage.says("Chen", "/win wall")

    assert cheered.title == "Kudos to Bo"
    assert "Kudos: 1" in counted.text
    assert "Take back: 1 · Bo" in wall.buttons
    assert WORDS in wall.text


async def the_digest_tells_of_it(stage: Stage) -> None:
    digest = await newest(stage, "2027-01-12 12:00 Europe/Berlin")

    assert digest.title == "Wins of week 1"
    assert WORDS in digest.text


async def bo_takes_it_back(stage: Stage) -> None:
    await stage.says("Bo", "/win mine")
    posts = len(await telling.posts(stage))
    await stage.presses("Bo", f"1 · {WORDS}")
    withdrawn = await stage.presses("Bo", "Withdraw")
    await stage.waits(at("2027-01-12 12:05 Europe/Berlin"))

    titles = await telling.posts(stage)
    assert withdrawn.title == "Withdrawn"
    assert len(titles) == posts
    assert "A win stood here" in titles
    assert "Bo · Moved a metric" not in titles


async def newest(stage: Stage, moment: str) -> Seen:
    """What the channel heard last, at this moment."""
    await stage.waits(at(moment))
    return (await stage.channel())[-1]
