"""A first week: from an empty channel to the second prompt, as four people live it."""

import pytest

from tests.stories import telling
from tests.support.discord.keyboard import NotSent
from tests.support.stages.stage import Seen, Stage
from tests.support.worlds import at

DONE, NEXT, OBSTACLE = "What did you finish or learn?", "What is your next step, and when?", "What is in the way?"


async def test_a_first_week(stage: Stage) -> None:
    await strangers_are_welcomed(stage)
    await ana_starts_spring(stage)
    await bo_and_chen_join(stage)
    await monday_brings_the_prompt(stage)
    await bo_ticks_off_a_task(stage)
    await friday_asks_how_it_was(stage)
    await bo_checks_in(stage)
    await dana_is_told_how_to_join(stage)
    await sunday_reminds_chen_alone(stage)
    await bo_leaves(stage)
    await monday_brings_week_two(stage)


async def strangers_are_welcomed(stage: Stage) -> None:
    lost = await stage.says("Bo", "/roadmap")
    refused = await stage.says("Bo", "/cohort start")

    assert lost.title == "You are not in a cohort here yet."
    assert "Join one with /cohort join." in lost.text
    assert refused.title == "Administrators of this workspace start cohorts."


async def ana_starts_spring(stage: Stage) -> None:
    form = await stage.says("Ana", "/cohort start")
    refused = await stage.fills("Ana", {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Berln"})
    started = await telling.mends(stage, "Ana", refused, {"Time zone": "Berlin"})
    await stage.waits(at("2027-01-01 12:01 Europe/Berlin"))

    assert form.title == "Start a cohort"
    assert "Did you mean Europe/Berlin?" in refused.text
    assert started.title == "Spring is set up"
    assert await telling.posts(stage) == ("Spring is open",)


async def bo_and_chen_join(stage: Stage) -> None:
    pressed = await stage.presses("Bo", "Join")
    typed = await stage.says("Chen", "/cohort join")
    again = await stage.says("Bo", "/cohort join")
    people = await stage.says("Bo", "/cohort people")

    assert (pressed.title, typed.title) == ("You are in Spring", "You are in Spring")
    assert again.title == "You are in Spring already"
    assert people.title == "Spring: 3 people"
    assert all(told in people.text for told in ("Ana · organises", "Bo · learns", "Chen · learns"))


async def monday_brings_the_prompt(stage: Stage) -> None:
    await stage.waits(at("2027-01-04 08:59 Europe/Berlin"))
    early = await telling.posts(stage)
    await stage.waits(at("2027-01-04 09:00 Europe/Berlin"))
    _, prompt = await stage.channel()

    assert early == ("Spring is open",)
    assert prompt.title.startswith("Week 1 · ")
    assert prompt.buttons == ("Check in", "See the tasks", "Why this?")


async def bo_ticks_off_a_task(stage: Stage) -> None:
    week = await stage.presses("Bo", "See the tasks")
    first, *others = _starting(week, "Done: ")
    done = await stage.presses("Bo", first)
    undone = await stage.presses("Bo", first.replace("Done: ", "Undo: "))

    assert "☑" not in week.text
    assert (done.text.count("☑ done"), _starting(done, "Done: ")) == (1, others)
    assert (undone.title, undone.buttons) == (week.title, week.buttons)


async def friday_asks_how_it_was(stage: Stage) -> None:
    await stage.waits(at("2027-01-08 14:59 Europe/Berlin"))
    early = await telling.posts(stage)
    await stage.waits(at("2027-01-08 15:00 Europe/Berlin"))
    *_, asked = await stage.channel()

    assert len(early) == 2
    assert asked.title == "How was week 1?"


async def bo_checks_in(stage: Stage) -> None:
    form = await stage.presses("Bo", "Check in")
    refused = await stage.fills("Bo", {DONE: "Read two chapters", NEXT: " "})
    noted = await telling.mends(stage, "Bo", refused, {NEXT: "A notebook on Tuesday"})
    await stage.presses("Bo", "Edit")
    edited = await stage.fills("Bo", {OBSTACLE: "Little sleep"})

    assert form.title == "Check-in · week 1"
    assert "Name one small step and a day for it." in refused.text
    assert noted.title == edited.title == "Week 1 is noted"
    assert all("A notebook on Tuesday" in seen.text for seen in (noted, edited))
    assert all("1 week to build on." in seen.text for seen in (noted, edited))


async def dana_is_told_how_to_join(stage: Stage) -> None:
    told = await stage.presses("Dana", "Check in")

    assert told.title == "You are not in a cohort here yet."
    assert "See the cohorts here" in told.buttons
    if telling.sends_anything(stage):
        mistyped = await stage.says("Dana", "/cohort jion")
        assert mistyped.buttons == ("Run /cohort join",)
    else:
        with pytest.raises(NotSent):
            await stage.says("Dana", "/cohort jion")


async def sunday_reminds_chen_alone(stage: Stage) -> None:
    await stage.waits(at("2027-01-10 17:59 Asia/Singapore"))
    early = await telling.notes(stage, "Chen")
    await stage.waits(at("2027-01-10 18:00 Asia/Singapore"))
    later = await telling.notes(stage, "Chen")
    await stage.waits(at("2027-01-11 08:59 Europe/Berlin"))

    reminder = ("Week 1 is nearly over",) if telling.brings_notes(stage) else ()
    assert later == (*early, *reminder)
    assert await telling.notes(stage, "Chen") == later
    assert not {"Week 1 is nearly over"} & {*await telling.notes(stage, "Bo")}


async def bo_leaves(stage: Stage) -> None:
    left = await stage.says("Bo", "/cohort leave")
    people = await stage.says("Ana", "/cohort people")

    assert left.title == "You have left Spring"
    assert people.title == "Spring: 2 people"


async def monday_brings_week_two(stage: Stage) -> None:
    await stage.waits(at("2027-01-11 09:00 Europe/Berlin"))
    await stage.waits(at("2027-01-12 09:00 Europe/Berlin"))
    opened, first, asked, second = await telling.posts(stage)

    assert (opened, asked) == ("Spring is open", "How was week 1?")
    assert first.startswith("Week 1 · ")
    assert second.startswith("Week 2 · ")


def _starting(seen: Seen, words: str) -> list[str]:
    return [button for button in seen.buttons if button.startswith(words)]
