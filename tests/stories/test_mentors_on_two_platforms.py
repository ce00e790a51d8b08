"""A pair across platforms: Bo is on Slack alone, his mentor Chen on Discord alone, and no room holds both."""

from tests.stories import telling
from tests.stories.test_two_platforms import agree
from tests.support.stages.both import BothStages
from tests.support.stages.stage import Stage
from tests.support.worlds import at

HELP, LADDER = "What would you like help with?", "Who are you to them?"


async def test_a_pair_across_platforms_has_a_way_to_meet(both: BothStages) -> None:
    await a_cohort_speaks_on_both(both)
    await chen_offers_on_discord_and_bo_asks_on_slack(both)
    await each_says_how_to_be_reached(both)
    await each_reads_it_and_nothing_pings(both)
    await they_met(both)


async def a_cohort_speaks_on_both(both: BothStages) -> None:
    await both.slack.says("Ana", "/cohort start")
    await both.slack.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    await both.slack.says("Bo", "/cohort join")
    await agree(both.slack, both.discord, "Ana", "/segue connect")
    await agree(both.slack, both.discord, "Ana", "/my link")
    await both.discord.says("Ana", "/cohort channel cohort:Spring")


async def chen_offers_on_discord_and_bo_asks_on_slack(both: BothStages) -> None:
    await both.discord.says("Chen", "/mentor offer")
    await both.discord.fills("Chen", {LADDER: "I work in machine learning"})
    await telling.wants_notes(both.discord, "Chen")
    await both.slack.says("Bo", "/mentor ask")
    await both.slack.fills("Bo", {HELP: "A first project"})
    await both.waits(at("2027-01-01 23:00 Europe/Berlin"))

    assert "Chen could be your mentor" in await telling.note(both.slack, "Bo")
    assert "Would you mentor Bo?" in await telling.note(both.discord, "Chen")


async def each_says_how_to_be_reached(both: BothStages) -> None:
    asked = await both.discord.presses("Chen", "Accept Bo")
    await both.discord.fills("Chen", {asked.fields[0]: "chen@example.org"})
    again = await both.slack.presses("Bo", "Accept Chen")
    paired = await both.slack.fills("Bo", {again.fields[0]: "https://example.org/bo"})

    assert len(asked.fields) == len(again.fields) == 1
    assert paired.title == "You and Chen are a pair"


async def each_reads_it_and_nothing_pings(both: BothStages) -> None:
    await both.waits(at("2027-01-02 23:00 Europe/Berlin"))

    assert "chen@example.org" in await everything(both.slack, "Bo")
    assert "https://example.org/bo" in await everything(both.discord, "Chen")
    assert await both.slack.rooms("Bo") == await both.discord.rooms("Chen") == ()
    assert not any(post.pinged for post in both.discord.discord.world.messages.values())


async def they_met(both: BothStages) -> None:
    await both.waits(at("2027-01-09 23:00 Europe/Berlin"))
    met = await both.slack.presses("Bo", "Met Chen")

    assert met.title == "Written down: you met Chen"


async def everything(stage: Stage, who: str) -> str:
    """All that was said to somebody alone and unasked."""
    return "\n".join(f"{one.title}\n{one.text}" for one in await stage.notes(who))
