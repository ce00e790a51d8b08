"""One cohort on Slack and Discord: Ana and Dana are on both, Bo is on Slack alone, Chen on Discord alone."""

import re
from itertools import pairwise

from content.library import load
from tests.stories import telling
from tests.support.stages.both import BothStages
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

WEEKS = load().default.weeks
DONE, NEXT = "What did you finish or learn?", "What is your next step, and when?"
KIND, WHO = "What kind of win?", "Who sees it?"
SHARED = {KIND: "Shipped a project", WHO: "The cohort: its channel hears of it"}
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


async def test_four_weeks_on_two_platforms(both: BothStages) -> None:
    await spring_begins_on_slack(both)
    await ana_connects_the_server_from_both_sides(both)
    await ana_and_dana_are_one_person_each(both)
    await chen_joins_from_discord(both)
    await both_channels_hear_the_first_week(both)
    await dana_checks_in_on_discord_and_sees_it_on_slack(both)
    await a_win_is_shown_on_both_and_pings_nobody(both)
    await dana_is_reminded_once_where_she_was_last(both)
    await dana_unlinks_and_keeps_her_history(both)
    await the_month_is_whole_on_both(both)


async def spring_begins_on_slack(both: BothStages) -> None:
    await both.slack.says("Ana", "/cohort start")
    await both.slack.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    joined = [await both.slack.says(who, "/cohort join") for who in ("Bo", "Dana")]

    assert [one.title for one in joined] == ["You are in Spring", "You are in Spring"]


async def ana_connects_the_server_from_both_sides(both: BothStages) -> None:
    strangers = await both.discord.says("Chen", "/cohort")
    await agree(both.slack, both.discord, "Ana", "/segue connect")
    known = await both.discord.says("Chen", "/cohort")

    assert "Spring" not in strangers.text
    assert "Spring" in known.text


async def ana_and_dana_are_one_person_each(both: BothStages) -> None:
    for who in ("Ana", "Dana"):
        await agree(both.slack, both.discord, who, "/my link")
    people = await both.slack.says("Ana", "/cohort people")

    assert people.title == "Spring: 3 people"


async def chen_joins_from_discord(both: BothStages) -> None:
    await both.discord.says("Ana", "/cohort channel cohort:Spring")
    joined = await both.discord.says("Chen", "/cohort join")
    people = await both.discord.says("Ana", "/cohort people")

    assert joined.title == "You are in Spring"
    assert people.title == "Spring: 4 people"


async def both_channels_hear_the_first_week(both: BothStages) -> None:
    await both.waits(at("2027-01-08 15:00 Europe/Berlin"))
    week = (f"Week 1 · {WEEKS[0].title}", "How was week 1?")

    assert (await telling.posts(both.slack))[-2:] == week
    assert (await telling.posts(both.discord))[-2:] == week


async def dana_checks_in_on_discord_and_sees_it_on_slack(both: BothStages) -> None:
    await both.discord.presses("Dana", "Check in")
    noted = await both.discord.fills("Dana", {DONE: "Two chapters", NEXT: "A notebook"})
    history = await both.slack.says("Dana", "/checkin history")
    await both.slack.presses("Bo", "A small week")

    assert noted.title == "Week 1 is noted"
    assert "Two chapters" in history.text


async def a_win_is_shown_on_both_and_pings_nobody(both: BothStages) -> None:
    await both.slack.says("Dana", "/win The notebook runs")
    await both.slack.fills("Dana", SHARED)
    await both.waits(at("2027-01-08 16:00 Europe/Berlin"))
    await both.discord.presses("Chen", "Kudos")
    await both.slack.presses("Bo", "Kudos")
    await both.waits(at("2027-01-08 16:05 Europe/Berlin"))
    mine = await both.discord.says("Dana", "/win mine")

    assert [stage.count("Dana · Shipped a project") for stage in await everywhere(both)] == [1, 1]
    assert "kudos: 2" in mine.text
    assert not any(post.pinged for post in both.discord.discord.world.messages.values())


async def dana_is_reminded_once_where_she_was_last(both: BothStages) -> None:
    """She takes notes on both; in the second week she was on Discord last, in the third on Slack."""
    await both.discord.says("Dana", "/my notes on")
    seen = [await reminded(both, "Dana")]
    await both.waits(at("2027-01-17 23:00 Europe/Berlin"))
    seen.append(await reminded(both, "Dana"))
    await both.slack.says("Dana", "/roadmap")
    await both.waits(at("2027-01-24 23:00 Europe/Berlin"))
    seen.append(await reminded(both, "Dana"))
    grown = [(later[0] - earlier[0], later[1] - earlier[1]) for earlier, later in pairwise(seen)]

    assert grown[0][0] == 0
    assert grown[0][1] > 0
    assert grown[1][0] > 0
    assert grown[1][1] == 0


async def dana_unlinks_and_keeps_her_history(both: BothStages) -> None:
    await both.slack.says("Dana", "/my link")
    await both.slack.presses("Dana", "Unlink Discord")
    await both.slack.presses("Dana", "Yes, unlink it")
    here, there = await both.slack.says("Dana", "/win mine"), await both.discord.says("Dana", "/win mine")

    assert "The notebook runs" in here.text
    assert "The notebook runs" not in there.text


async def the_month_is_whole_on_both(both: BothStages) -> None:
    await both.waits(at("2027-01-29 15:00 Europe/Berlin"))
    slack, discord = await everywhere(both)
    month = ["How was week 3?", f"Week 4 · {WEEKS[3].title}", "How was week 4?"]

    assert [title for title in slack if title in month] == month
    assert [title for title in discord if title in month] == month
    assert len(set(slack)) == len(slack)
    assert len(set(discord)) == len(discord)


async def agree(first: Stage, second: Stage, who: str, command: str) -> Seen:
    """Make a code on one side, type it on the other, and say yes on both."""
    offered = await first.says(who, command)
    code = CODE.search(offered.text)
    assert code is not None, offered.text
    asked = await second.says(who, f"{command} code:{code[0]}")
    await second.presses(who, asked.buttons[0])
    answered = await first.says(who, command)
    return await first.presses(who, answered.buttons[0])


async def everywhere(both: BothStages) -> list[list[str]]:
    """The titles of the posts on Slack and on Discord."""
    heard = [await telling.posts(both.slack), await telling.posts(both.discord)]
    return [[title for title in titles if not title.startswith("A story · ")] for titles in heard]


async def reminded(both: BothStages, who: str) -> tuple[int, int]:
    """How many private notes came to somebody on Slack, and on Discord."""
    return len(await both.slack.notes(who)), len(await both.discord.notes(who))
