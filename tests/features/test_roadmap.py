"""The roadmap as a member meets it: before, during and after, and every way a week can be asked for."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.schedule import Rest, RestKind, rested
from bot.messages.elements import Choice
from bot.messages.pictures import Journey
from bot.messages.wire import Action
from bot.store.models import Cohort
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring, which begins on Monday 4 January 2027."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def rests(world: World, *rests: Rest, reserve: int = 12) -> None:
    """Spring has so many buffer weeks in all, and takes these rests."""
    with world.database.begin() as session:
        cohort = session.scalars(select(Cohort)).one()
        cohort.reserve, cohort.schedule = reserve, rested(cohort.schedule, *rests)


def test_before_the_first_week_it_says_what_is_coming_and_when(member: World) -> None:
    reply = member.says("Bo", "/roadmap")

    assert title(reply) == "From software engineer to machine learning engineer: 27 weeks"
    assert "Spring begins Mon 4 Jan 2027, 09:00." in text(reply)
    assert labels(reply) == ["Look at week 1", "See the map", "Your plan"]


def test_in_a_week_it_shows_that_week_and_the_next_step(member: World) -> None:
    week = member.library.default.weeks[1]
    member.comes_to("2027-01-11 09:00 Europe/Berlin")

    reply = member.says("Bo", "/roadmap")

    assert title(reply) == f"Week 2 of 27 · {week.title}"
    assert f"Next: {week.tasks[0].title}." in text(reply)
    assert labels(reply)[-3:] == ["Check in", "Why this?", "See the map"]
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


def test_a_week_without_a_number_is_asked_for(member: World) -> None:
    form = member.says("Bo", "/roadmap week").form
    assert form is not None
    unread = member.fills("Bo", form.action, {"number": "28"})

    assert typed(member.says("Bo", "/roadmap week")) == {"number": "28"}
    assert problems(unread) == {"number": "Weeks go from 1 to 27, as in /roadmap week 3."}
    assert title(member.fills("Bo", form.action, {"number": "2"})).startswith("Week 2 of 27")
    assert typed(member.says("Bo", "/roadmap week")) == {"number": "1"}


@pytest.mark.parametrize("said", ["0", "28", "-1", "three", "99999999999999999999"])
def test_a_week_that_is_not_there_is_answered_with_those_that_are(member: World, said: str) -> None:
    reply = member.says("Bo", f"/roadmap week {said}")

    assert text(reply).endswith("Weeks go from 1 to 27, as in /roadmap week 3.")


def test_a_cohort_with_buffer_weeks_says_how_many_are_left(member: World) -> None:
    rests(member, *(Rest(day=date(2027, 1, day)) for day in (11, 18, 25)))
    member.comes_to("2027-02-01 09:00 Europe/Berlin")

    reply = member.says("Bo", "/roadmap")

    assert title(reply).startswith("Week 2 of 27")
    assert "Cohort: week 2 · 9 of 12 buffer weeks left" in text(reply)
    assert "behind" not in text(reply)


def test_a_cohort_without_a_reserve_speaks_of_none(member: World) -> None:
    member.comes_to("2027-01-04 09:00 Europe/Berlin")

    assert "Cohort: this week" in text(member.says("Bo", "/roadmap"))


@pytest.mark.parametrize("kind", RestKind)
def test_while_the_cohort_rests_it_says_until_when_and_the_week_stays_open(member: World, kind: RestKind) -> None:
    rests(member, Rest(day=date(2027, 1, 12), kind=kind))
    member.comes_to("2027-01-13 09:00 Europe/Berlin")

    reply = member.says("Bo", "/roadmap")

    assert title(reply).startswith("Week 1 of 27")
    assert "The cohort rests until Mon 18 Jan 2027, 09:00." in text(reply)
    assert "Check in" in labels(reply)


def test_the_map_shows_every_phase_in_words_and_as_a_picture(member: World) -> None:
    member.comes_to("2027-01-11 09:00 Europe/Berlin")
    for task in member.library.default.weeks[0].tasks:
        member.presses("Bo", Action("task.done", ("1", "1", task.slug)))

    reply = member.says("Bo", "/roadmap map")

    assert reply.card is not None
    assert isinstance(reply.card.picture, Journey)
    assert [one.done for one in reply.card.picture.stretches] == [1, 0, 0, 0, 0]
    assert (sum(one.steps for one in reply.card.picture.stretches), reply.card.picture.here) == (27, 2)
    assert all(f"{phase.title} · weeks" in text(reply) for phase in member.library.default.phases)
    assert "weeks 1 to 8 · 5 of 34 tasks done" in text(reply)


def test_the_menus_of_the_map_open_any_week(member: World) -> None:
    reply = member.presses("Bo", Action("roadmap.map", ("1",)))
    assert reply.card is not None
    menus = [control for control in reply.card.controls if isinstance(control, Choice)]

    assert [option.value for menu in menus for option in menu.options] == [str(week) for week in range(1, 28)]
    assert all(len(menu.options) <= 25 for menu in menus)
    assert len({menu.action for menu in menus}) == len(menus)
    assert title(member.chooses("Bo", menus[-1].action, "27")).startswith("Week 27 of 27")


def test_what_one_member_did_is_not_on_the_map_of_another(member: World) -> None:
    member.says("Chen", "/cohort join")
    task = member.library.default.weeks[0].tasks[0]

    member.presses("Bo", Action("task.done", ("1", "1", task.slug)))

    assert "1 of 5 tasks done" in text(member.says("Bo", "/roadmap week 1"))
    assert "0 of 5 tasks done" in text(member.says("Chen", "/roadmap week 1"))
    assert "☑" not in text(member.says("Chen", "/roadmap map"))


@pytest.mark.parametrize("command", ["", " week 3", " map", " plan", " skip", " why week 3"])
def test_somebody_in_no_cohort_is_shown_the_way_in(world: World, command: str) -> None:
    reply = world.says("Bo", f"/roadmap{command}")

    assert text(reply) == ("You are not in a cohort here yet.\nJoin one with /cohort join.\n[See the cohorts here]")


@pytest.mark.parametrize("name", ["roadmap.week", "roadmap.map", "roadmap.plan", "why.item", "task.open"])
@pytest.mark.parametrize("workspace", ["W1", "W2"])
def test_a_cohort_of_another_community_is_nobodys_to_look_into(member: World, name: str, workspace: str) -> None:
    member.says("Dana", "/cohort", workspace="W2")

    reply = member.presses("Dana", Action(name, ("1", "1")), workspace=workspace)

    assert reply.card is not None
    assert reply.card.tone == "care"
