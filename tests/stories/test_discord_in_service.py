"""Four weeks on Discord where all goes wrong once and every interaction comes twice: each thing has one effect."""

from content.library import load
from tests.stories import telling
from tests.support.stages.discord import CHANNEL
from tests.support.stages.discord_service import DiscordServiceStage
from tests.support.worlds import at

WEEKS = load().default.weeks
DONE, NEXT = "What did you finish or learn?", "What is your next step, and when?"
POST = f"POST .*/channels/{CHANNEL}/messages"


async def test_four_weeks_in_service(discord_service: DiscordServiceStage) -> None:
    stage = discord_service
    await a_cohort_begins(stage)
    await the_first_prompt_is_asked_to_wait(stage)
    await the_answer_to_a_post_is_lost(stage)
    await segue_restarts_between_the_post_and_the_press(stage)
    await the_connection_breaks_while_bo_sends_his_form(stage)
    await kudos_come_twice_and_count_once(stage)
    await bo_closes_his_line_and_his_note_waits(stage)
    await an_outage_of_the_server_deletes_nothing(stage)
    await the_month_is_whole(stage)


async def a_cohort_begins(stage: DiscordServiceStage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    joined = [await stage.says(who, "/cohort join") for who in ("Bo", "Chen")]
    await telling.wants_notes(stage, "Bo")

    assert [one.title for one in joined] == ["You are in Spring", "You are in Spring"]


async def the_first_prompt_is_asked_to_wait(stage: DiscordServiceStage) -> None:
    await stage.waits(at("2027-01-04 08:59 Europe/Berlin"))
    stage.discord.faults.limit(POST, 0.05)
    await stage.waits(at("2027-01-04 09:01 Europe/Berlin"))

    assert await telling.posts(stage) == ("Spring is open", f"Week 1 · {WEEKS[0].title}")


async def the_answer_to_a_post_is_lost(stage: DiscordServiceStage) -> None:
    await stage.waits(at("2027-01-08 14:59 Europe/Berlin"))
    stage.discord.faults.lose(POST)
    await stage.waits(at("2027-01-08 15:30 Europe/Berlin"))

    assert (await telling.posts(stage)).count("How was week 1?") == 1


async def segue_restarts_between_the_post_and_the_press(stage: DiscordServiceStage) -> None:
    await stage.restarts()
    form = await stage.presses("Chen", "Check in")
    await stage.restarts()
    noted = await stage.fills("Chen", {DONE: "One chapter", NEXT: "The next one"})

    assert DONE in form.fields
    assert noted.title == "Week 1 is noted"


async def the_connection_breaks_while_bo_sends_his_form(stage: DiscordServiceStage) -> None:
    resumed = stage.discord.gateway.resumed
    await stage.presses("Bo", "Check in")
    stage.discord.gateway.drop()
    noted = await stage.fills("Bo", {DONE: "Two chapters", NEXT: "A notebook"})
    history = await stage.says("Bo", "/checkin history")

    assert stage.discord.gateway.resumed == resumed + 1
    assert noted.title == "Week 1 is noted"
    assert history.text.count("Two chapters") == 1


async def kudos_come_twice_and_count_once(stage: DiscordServiceStage) -> None:
    await stage.says("Bo", "/win text:The notebook runs")
    await stage.fills(
        "Bo", {"What kind of win?": "Shipped a project", "Who sees it?": "The cohort: its channel hears of it"}
    )
    await stage.waits(at("2027-01-08 16:00 Europe/Berlin"))
    given = await stage.presses("Chen", "Kudos")
    mine = await stage.says("Bo", "/win mine")

    assert given.title == "Kudos to Bo"
    assert "kudos: 1" in mine.text


async def bo_closes_his_line_and_his_note_waits(stage: DiscordServiceStage) -> None:
    """His line is closed when the note of the second week comes: it opens at his next click, to him alone."""
    await stage.waits(at("2027-01-15 15:00 Europe/Berlin"))
    before = len(await stage.notes("Bo"))
    stage.discord.life.closes_line("Bo")
    await stage.waits(at("2027-01-17 18:30 Europe/Berlin"))
    closed = len(await stage.notes("Bo"))
    await stage.says("Bo", "/roadmap")
    opened = await stage.notes("Bo")

    assert closed == before
    assert len(opened) == before + 1
    assert "Week 2 is nearly over" in f"{opened[-1].title} {opened[-1].text}"


async def an_outage_of_the_server_deletes_nothing(stage: DiscordServiceStage) -> None:
    await stage.waits(at("2027-01-20 12:00 Europe/Berlin"))
    await stage.discord.life.outage()
    await stage.waits(at("2027-01-20 13:00 Europe/Berlin"))
    await stage.discord.life.recovers()
    await stage.waits(at("2027-01-29 15:00 Europe/Berlin"))
    where = await stage.says("Chen", "/roadmap")

    assert "Week 4" in f"{where.title} {where.text}"


async def the_month_is_whole(stage: DiscordServiceStage) -> None:
    """Each post is there once, in its order, and none of all that was said pinged anybody."""
    heard = [title for title in await telling.posts(stage) if not title.startswith("A story · ")]

    assert heard == [
        "Spring is open",
        *(f"Week 1 · {WEEKS[0].title}", "How was week 1?", "Bo · Shipped a project"),
        *(f"Week 2 · {WEEKS[1].title}", "Wins of week 1", "How was week 2?"),
        *(f"Week 3 · {WEEKS[2].title}", "Week 2, in short", "How was week 3?"),
        *(f"Week 4 · {WEEKS[3].title}", "Week 3, in short", "How was week 4?"),
    ]
    assert not any(message.pinged for message in stage.discord.world.messages.values())
