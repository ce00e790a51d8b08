"""A month on Slack where everything goes wrong once, and everything is delivered twice: each thing has one effect."""

import asyncio

from content.library import load
from tests.stories import telling
from tests.support.slack.faults import FaultKind
from tests.support.stages.slack import CHANNEL
from tests.support.stages.slack_service import ServiceStage
from tests.support.worlds import at

WEEKS = load().default.weeks
DONE, NEXT = "What did you finish or learn?", "What is your next step, and when?"
POST = "chat.postMessage"


async def test_a_month_in_service(service: ServiceStage) -> None:
    await segue_comes_by_consent(service)
    await a_cohort_begins(service)
    await the_first_prompt_is_asked_to_wait(service)
    await the_answer_to_a_post_is_lost(service)
    await sockets_are_refreshed_while_bo_checks_in(service)
    await kudos_stay_given(service)
    await a_mention_is_answered_once(service)
    await segue_is_removed_and_the_cohort_waits(service)
    await a_reinstall_heals(service)
    await the_month_is_whole(service)


async def segue_comes_by_consent(service: ServiceStage) -> None:
    page = await service.installs()

    assert "/cohort start" in page


async def a_cohort_begins(service: ServiceStage) -> None:
    await service.says("Ana", "/cohort start")
    await service.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    joined = [await service.says(who, "/cohort join") for who in ("Bo", "Chen")]
    people = await service.says("Ana", "/cohort people")

    assert [one.title for one in joined] == ["You are in Spring", "You are in Spring"]
    assert people.title == "Spring: 3 people"


async def the_first_prompt_is_asked_to_wait(service: ServiceStage) -> None:
    await service.waits(at("2027-01-04 08:59 Europe/Berlin"))
    service.slack.fail_next(POST, FaultKind.LIMITED, "30")
    await service.waits(at("2027-01-04 09:00 Europe/Berlin"))
    early = await telling.posts(service)
    await service.waits(at("2027-01-04 09:01 Europe/Berlin"))

    assert early == ("Spring is open",)
    assert await telling.posts(service) == (*early, f"Week 1 · {WEEKS[0].title}")


async def the_answer_to_a_post_is_lost(service: ServiceStage) -> None:
    await service.waits(at("2027-01-08 14:59 Europe/Berlin"))
    service.slack.fail_next(POST, FaultKind.DROPPED)
    await service.waits(at("2027-01-08 15:30 Europe/Berlin"))

    assert (await telling.posts(service)).count("How was week 1?") == 1


async def sockets_are_refreshed_while_bo_checks_in(service: ServiceStage) -> None:
    await service.presses("Bo", "Check in")
    sockets = service.slack.sockets
    refreshed = asyncio.gather(*[sockets.refresh(one) for one in sockets.open])
    noted = await service.fills("Bo", {DONE: "Two chapters", NEXT: "A notebook"})
    await sockets.connected(len(await refreshed))
    history = await service.says("Bo", "/checkin history")

    assert noted.title == "Week 1 is noted"
    assert history.text.count("Two chapters") == 1


async def kudos_stay_given(service: ServiceStage) -> None:
    await service.says("Bo", "/win The notebook runs")
    await service.fills(
        "Bo", {"What kind of win?": "Shipped a project", "Who sees it?": "The cohort: its channel hears of it"}
    )
    await service.waits(at("2027-01-08 16:00 Europe/Berlin"))
    given = await service.presses("Chen", "Kudos")
    mine = await service.says("Bo", "/win mine")

    assert given.title == "Kudos to Bo"
    assert "kudos: 1" in mine.text
    assert (await telling.posts(service)).count("Bo · Shipped a project") == 1


async def a_mention_is_answered_once(service: ServiceStage) -> None:
    here, whispers = service.slack.workspace, len(service.slack.called("chat.postEphemeral"))
    before = here.revisions["UCHEN"]
    await service.hands.mentions("UCHEN", CHANNEL, "hello", "Ev-hello")
    await here.shown_after("UCHEN", before)
    await service.slack.events.again("Ev-hello")
    await service.says("Chen", "/my")

    assert len(service.slack.called("chat.postEphemeral")) == whispers + 1


async def segue_is_removed_and_the_cohort_waits(service: ServiceStage) -> None:
    await service.waits(at("2027-01-13 12:00 Europe/Berlin"))
    before = await telling.posts(service)
    await service.life.uninstalls(("app_uninstalled", "tokens_revoked"))
    calls = len(service.slack.calls)
    await service.waits(at("2027-01-22 12:00 Europe/Berlin"))

    assert f"Week 2 · {WEEKS[1].title}" in before
    assert await telling.posts(service) == before
    assert len(service.slack.calls) == calls, "nothing is even tried"


async def a_reinstall_heals(service: ServiceStage) -> None:
    page = await service.installs()
    await service.waits(at("2027-02-01 10:00 Europe/Berlin"))

    assert "segue is in Cohort house" in page


async def the_month_is_whole(service: ServiceStage) -> None:
    heard = [title for title in await telling.posts(service) if not title.startswith("A story · ")]

    assert heard == [
        *("Spring is open", f"Week 1 · {WEEKS[0].title}", "How was week 1?", "Bo · Shipped a project"),
        *(f"Week 2 · {WEEKS[1].title}", "Wins of week 1", "Spring goes on"),
        *(f"Week 3 · {WEEKS[2].title}", "How was week 3?", f"Week 4 · {WEEKS[3].title}"),
    ]
    assert service.doubled > 10
