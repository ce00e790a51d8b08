"""A win is taken back: the channel says so in its place, and nothing tells of it afterwards."""

from tests.support.stages.stage import Stage
from tests.support.worlds import at

WORDS = "My first model beats the baseline"
SHARED = {
    "What happened?": WORDS,
    "What kind of win?": "Shipped a project",
    "Who sees it?": "The cohort: its channel hears of it",
}


async def test_bo_withdraws_a_win(stage: Stage) -> None:
    await bo_shares_a_win(stage)
    await bo_withdraws_it(stage)
    await its_place_in_the_channel_says_so(stage)
    await nothing_tells_of_it_any_more(stage)


async def bo_shares_a_win(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await stage.says("Bo", "/cohort join")
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))
    await stage.says("Bo", "/win")
    await stage.fills("Bo", SHARED)
    await stage.waits(at("2027-01-04 09:05 Europe/Berlin"))
    *_, told = await stage.channel()

    assert told.title == "Bo · Shipped a project"
    assert WORDS in told.text


async def bo_withdraws_it(stage: Stage) -> None:
    await stage.presses("Bo", "My wins")
    await stage.presses("Bo", f"1 · {WORDS}")
    withdrawn = await stage.presses("Bo", "Withdraw")

    assert withdrawn.title == "Withdrawn"


async def its_place_in_the_channel_says_so(stage: Stage) -> None:
    await stage.waits(at("2027-01-04 09:10 Europe/Berlin"))
    _, _, place = await stage.channel()

    assert place.title == "A win stood here"
    assert place.buttons == ()
    assert WORDS not in place.text


async def nothing_tells_of_it_any_more(stage: Stage) -> None:
    await stage.waits(at("2027-01-12 12:00 Europe/Berlin"))
    digest = (await stage.channel())[-1]
    wall = await stage.says("Bo", "/win wall")

    assert digest.title == "Week 1, in short"
    assert WORDS not in digest.text
    assert WORDS not in wall.text
