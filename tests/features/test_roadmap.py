"""The roadmap as a member meets it: before, during and after, and every way a week can be asked for."""

import pytest

from bot.messages.wire import Action
from tests.support.seen import labels, text, title
from tests.support.worlds import World


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring, which begins on Monday 4 January 2027."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def test_before_the_first_week_it_says_what_is_coming_and_when(member: World) -> None:
    reply = member.says("Bo", "/roadmap")

    assert title(reply) == "From software engineer to machine learning engineer: 27 weeks"
    assert "Spring begins Mon 4 Jan 2027, 09:00." in text(reply)
    assert labels(reply) == ["Look at week 1"]


def test_in_a_week_it_shows_that_week_and_the_next_step(member: World) -> None:
    week = member.library.default.weeks[1]
    member.comes_to("2027-01-11 09:00 Europe/Berlin")

    reply = member.says("Bo", "/roadmap")

    assert title(reply) == f"Week 2 of 27 · {week.title}"
    assert f"Next: {week.tasks[0].title}." in text(reply)
    assert labels(reply)[-1] == "Check in"
    assert reply.card is not None
    assert reply.card.about == (week.slug, *(task.slug for task in week.tasks))


def test_a_week_begins_with_its_prompt_and_not_at_midnight(member: World) -> None:
    member.comes_to("2027-01-11 08:59 Europe/Berlin")
    before = member.says("Bo", "/roadmap")
    member.comes_to("2027-01-11 09:00 Europe/Berlin")
    after = member.says("Bo", "/roadmap")

    assert title(before).startswith("Week 1 ")
    assert title(after).startswith("Week 2 ")


def test_after_the_last_week_everything_stays_open(member: World) -> None:
    member.comes_to("2027-07-12 09:00 Europe/Berlin")

    over = member.says("Bo", "/roadmap")
    old = member.says("Bo", "/roadmap week 27")

    assert title(over) == "All 27 weeks are behind you"
    assert title(old).startswith("Week 27 of 27")


@pytest.mark.parametrize("said", ["0", "28", "-1", "three", "99999999999999999999", ""])
def test_a_week_that_is_not_there_is_answered_with_those_that_are(member: World, said: str) -> None:
    reply = member.says("Bo", f"/roadmap week {said}")

    assert text(reply).endswith("Weeks go from 1 to 27: try /roadmap week 3.")


def test_a_task_is_ticked_off_and_taken_back_in_place(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]

    done = member.presses("Bo", Action("task.done", ("1", "1", task.slug)))
    twice = member.presses("Bo", Action("task.done", ("1", "1", task.slug)))
    undone = member.presses("Bo", Action("task.undo", ("1", "1", task.slug)))
    undone_twice = member.presses("Bo", Action("task.undo", ("1", "1", task.slug)))

    assert f"☑ done · {task.title}" in text(done)
    assert done.replaces
    assert text(done) == text(twice)
    assert f"☐ {task.title}" in text(undone)
    assert text(undone) == text(undone_twice)


def test_what_one_member_ticks_off_is_not_done_for_another(member: World) -> None:
    member.says("Chen", "/cohort join")
    task = member.library.default.weeks[0].tasks[0]

    member.presses("Bo", Action("task.done", ("1", "1", task.slug)))

    assert "☑" not in text(member.says("Chen", "/roadmap week 1"))


def test_a_task_that_left_the_roadmap_is_said_to_have_left(member: World) -> None:
    reply = member.presses("Bo", Action("task.done", ("1", "1", "retired-task")))

    assert title(reply) == "That task is no longer on the roadmap."


@pytest.mark.parametrize("args", [(), ("x",), ("1",), ("1", "0", "a"), ("99", "1", "a"), ("1" * 40, "1", "a")])
def test_a_mangled_button_gets_an_answer(member: World, args: tuple[str, ...]) -> None:
    reply = member.presses("Bo", Action("task.done", args))

    assert reply.card is not None
    assert reply.card.tone == "care"


def test_somebody_in_no_cohort_is_shown_the_way_in(world: World) -> None:
    reply = world.says("Bo", "/roadmap")

    assert text(reply) == ("You are not in a cohort here yet.\nJoin one with /cohort join.\n[See the cohorts here]")
