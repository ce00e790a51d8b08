"""The only organiser leaves: the next in line is asked, and a cohort is never without one. Then the weekday moves."""

from content.library import load
from tests.stories import telling
from tests.support.stages.stage import Stage
from tests.support.worlds import at

WEEKS = load().default.weeks


async def test_ana_leaves_spring_to_chen(stage: Stage) -> None:
    await ana_organises_alone(stage)
    await ana_wishes_to_leave(stage)
    await bo_is_asked_and_would_rather_not(stage)
    await chen_is_asked_and_follows(stage)
    await chen_looks_at_another_weekday_before_it_moves(stage)
    await what_was_sent_stays_and_the_rest_moves(stage)


async def ana_organises_alone(stage: Stage) -> None:
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"})
    for who in ("Bo", "Chen"):
        await stage.says(who, "/cohort join")
    await telling.wants_notes(stage, "Ana", "Bo", "Chen")
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))


async def ana_wishes_to_leave(stage: Stage) -> None:
    told = await stage.says("Ana", "/cohort leave")
    people = await stage.says("Bo", "/cohort people")

    assert told.title == "Somebody is asked to follow you"
    assert "Ana · organises" in people.text


async def bo_is_asked_and_would_rather_not(stage: Stage) -> None:
    await stage.waits(at("2027-01-04 18:00 Europe/Berlin"))
    asked = await telling.note(stage, "Bo")
    answered = await stage.presses("Bo", "I would rather not organise")

    assert "Would you organise Spring?" in asked
    assert "Would you organise Spring?" not in await telling.note(stage, "Chen")
    assert answered.title == "That is fine"


async def chen_is_asked_and_follows(stage: Stage) -> None:
    await stage.waits(at("2027-01-05 18:00 Europe/Berlin"))
    follows = await stage.presses("Chen", "I will organise Spring")
    await stage.waits(at("2027-01-05 18:05 Europe/Berlin"))
    people = await stage.says("Bo", "/cohort people")

    assert follows.title == "You organise Spring now"
    assert await telling.notes(stage, "Ana") == ("Chen organises Spring now",)
    assert people.title == "Spring: 2 people"
    assert "Chen · organises and learns" in people.text


async def chen_looks_at_another_weekday_before_it_moves(stage: Stage) -> None:
    await stage.says("Chen", "/cohort settings")
    await stage.presses("Chen", "Rhythm")
    shown = await stage.fills("Chen", {"Weekly prompt": "Wednesday 09:00"})

    assert shown.title == "Look before you save"
    assert all(told in shown.text for told in ("Week 2: ", "11 Jan", "13 Jan"))
    assert "What has been sent stays as it is." in shown.text


async def what_was_sent_stays_and_the_rest_moves(stage: Stage) -> None:
    saved = await stage.presses("Chen", "Save")
    await stage.waits(at("2027-01-13 08:59 Europe/Berlin"))
    before = await telling.posts(stage)
    await stage.waits(at("2027-01-13 09:00 Europe/Berlin"))
    after = await telling.posts(stage)

    assert saved.title == "Saved"
    assert f"Week 1 · {WEEKS[0].title}" in before
    assert after == (*before, f"Week 2 · {WEEKS[1].title}")
