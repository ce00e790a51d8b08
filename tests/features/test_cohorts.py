"""Cohorts: started by who may, joined twice or again, left without a trace."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.messages.wire import Action
from bot.requests import Place
from bot.store.models import Cohort, CohortState
from tests.support.hands import press
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import CHANNEL, World

TWO_WAYS = (
    "It can be read in two ways: Monday, 2027-01-04 or Thursday, 2027-04-01. Write the one you mean as in 2027-01-04."
)
INDIANA = "Which one: America/Indiana/Indianapolis, America/Indianapolis or US/Indiana-Starke?"
ELSEWHERE = Place(channel="C2", channel_name="#autumn", private=False)


def test_a_started_cohort_tells_its_organiser_when_it_begins(world: World) -> None:
    reply = world.starts_cohort()

    assert text(reply) == (
        "Spring is set up\n"
        "First prompt: Mon 4 Jan 2027, 09:00\n"
        "Every week: Monday 09:00 prompt, Friday 15:00 check-in, Europe/Berlin time\n"
        "In Berlin it is 12:00 now. Is that right?\n"
        "You organise it. This channel hears of it in a moment.\n"
        "[Join it yourself]  [Change the time zone]  [Settings]  [Preview]"
    )


def test_only_an_administrator_or_an_organiser_may_start_one(world: World) -> None:
    refused = world.says("Bo", "/cohort start")
    allowed = world.says("Ana", "/cohort start")

    assert title(refused) == "Administrators of this workspace start cohorts."
    assert allowed.form is not None


def test_the_form_proposes_the_next_monday_and_the_zone_the_platform_knows(world: World) -> None:
    reply = world.says("Ana", "/cohort start Spring")

    assert typed(reply) == {
        "name": "Spring",
        "starts": "2027-01-04",
        "zone": "Europe/Berlin",
        "weekday": "0",
        "at": "09:00",
    }


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give it a name."),
        ({"name": "x" * 61}, "name", "Make it at most 60 characters; it has 61."),
        ({"starts": "soon"}, "starts", "Write the day as in 2027-01-01, Monday, in two weeks or 1 Feb."),
        ({"starts": "4.1.2027"}, "starts", TWO_WAYS),
        ({"starts": "2026-12-31"}, "starts", "That day has passed. Choose today or a later one."),
        ({"starts": "2030-01-01"}, "starts", "Choose a day within the next two years."),
        ({"zone": "Berln"}, "zone", "Did you mean Europe/Berlin?"),
        ({"zone": "Xyzzy"}, "zone", "Write a city as in Europe/Berlin."),
        ({"zone": "indiana"}, "zone", INDIANA),
        ({"zone": "York"}, "zone", "Did you mean America/New_York?"),
        ({"weekday": "9"}, "weekday", "Choose a day of the week."),
        ({"at": "25:00"}, "at", "Write the hour as in 09:00."),
    ],
)
def test_a_field_that_cannot_be_read_gets_a_sentence_and_keeps_what_was_typed(
    world: World, answers: dict[str, str], field: str, sentence: str
) -> None:
    reply = world.starts_cohort(CHANNEL, **answers)

    assert problems(reply) == {field: sentence}
    assert typed(reply)[field] == answers[field]


def test_a_channel_has_one_cohort_and_a_name_is_taken_once(world: World) -> None:
    world.starts_cohort()

    same_channel = world.starts_cohort(name="Autumn")
    same_name = world.starts_cohort(name="SPRING", place=ELSEWHERE)

    assert title(same_channel) == "Spring speaks in this channel already."
    assert problems(same_name) == {"name": "A cohort of that name runs here already."}


def test_the_name_and_the_channel_of_a_cohort_that_ended_are_free_again(world: World) -> None:
    world.starts_cohort()
    with world.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    again = world.starts_cohort()

    assert title(again) == "Spring is set up"


def test_joining_works_by_name_by_channel_and_by_button_and_twice_is_said(world: World) -> None:
    world.starts_cohort()

    by_name = world.says("Bo", "/cohort join spring")
    by_channel = world.says("Chen", "/cohort join")
    by_button = world.presses("Dana", Action("cohort.join", ("1",)))
    twice = world.says("Bo", "/cohort join")

    assert [title(reply) for reply in (by_name, by_channel, by_button)] == ["You are in Spring"] * 3
    assert title(twice) == "You are in Spring already"


def test_an_unknown_cohort_is_answered_with_those_there_are(world: World) -> None:
    world.starts_cohort()

    reply = world.says("Bo", "/cohort join Autumn")

    assert text(reply) == "No cohort here is called “Autumn”.\nCohorts here: Spring."


def test_with_no_cohort_at_all_joining_says_so(world: World) -> None:
    reply = world.says("Bo", "/cohort join")

    assert title(reply) == "No cohort has been started here yet."


def test_leaving_keeps_the_place_and_coming_back_keeps_what_was_done(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    task = world.library.default.weeks[0].tasks[0].slug
    world.presses("Bo", Action("task.done", ("1", "1", task)))

    left = world.says("Bo", "/cohort leave")
    away = world.says("Bo", "/roadmap")
    world.says("Bo", "/cohort join")
    week = world.says("Bo", "/roadmap week 1")

    assert title(left) == "You have left Spring"
    assert title(away) == "You are not in a cohort here yet."
    assert "☑ done" in text(week)


def test_people_come_in_pages(world: World) -> None:
    world.starts_cohort()
    for number in range(35):
        world.says(f"P{number:02}", "/cohort join")

    first = world.says("Ana", "/cohort people")
    second = press(world, "Ana", first, "More people")

    assert (labels(first), labels(second)) == (["More people"], ["Back"])
    assert "Spring: 36 people" in text(first)
    assert "• P34 · learns\n" in text(second)
    assert "Page 2 of 2" in text(second)


def test_a_late_joiner_hears_which_week_it_is_and_may_say_what_they_know(world: World) -> None:
    world.starts_cohort()
    world.comes_to("2027-02-03 12:00 Europe/Berlin")

    reply = world.says("Bo", "/cohort join")

    assert "Week 5 runs now." in text(reply)
    assert "I know some of this" in labels(reply)


def test_where_there_are_several_roadmaps_one_is_chosen_first(world: World) -> None:
    other = replace(world.library.default, slug="short", title="A short way")
    world.library.roadmaps["short"] = other
    try:
        which = world.says("Ana", "/cohort start Spring")
        form = press(world, "Ana", which, "A short way")
        named = world.says("Ana", '/cohort start Autumn "A short way"')
    finally:
        del world.library.roadmaps["short"]

    assert title(which) == "Which roadmap?"
    assert form.form is not None
    assert (form.form.action.args, typed(form)["name"]) == (("short",), "Spring")
    assert named.form is not None
    assert (named.form.action.args, typed(named)["name"]) == (("short",), "Autumn")


def test_people_are_listed_by_name_with_what_they_do(world: World) -> None:
    world.starts_cohort()
    for who in ("Chen", "Bo", "Ana"):
        world.says(who, "/cohort join")

    reply = world.says("Bo", "/cohort people")

    assert text(reply) == "Spring: 3 people\n• Ana · organises and learns\n• Bo · learns\n• Chen · learns"


def test_the_list_of_cohorts_offers_a_way_into_each(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")

    reply = world.says("Chen", "/cohort")

    assert labels(reply) == ["Join Spring"]


def test_another_workspace_sees_nothing_whatever_number_it_sends(world: World) -> None:
    world.starts_cohort()

    listed = world.says("Eve", "/cohort", workspace="W2")
    by_name = world.says("Eve", "/cohort join Spring", workspace="W2")
    by_number = world.presses("Eve", Action("cohort.join", ("1",)), workspace="W2")
    unknown = world.presses("Eve", Action("cohort.join", ("99",)), workspace="W2")

    assert title(listed) == "No cohort runs here yet"
    assert "Spring”" in title(by_name)
    assert text(by_number) == text(unknown)


def test_somebody_in_two_cohorts_is_asked_which_one(world: World) -> None:
    world.starts_cohort()
    world.starts_cohort(name="Autumn", place=ELSEWHERE)
    world.says("Bo", "/cohort join Spring")
    world.says("Bo", "/cohort join Autumn")

    which = world.says("Bo", "/cohort people", place=Place())
    named = world.says("Bo", "/cohort people Autumn", place=Place())

    assert text(which) == (
        "There are several cohorts.\nSay which one after the command: Autumn or Spring.\n[Autumn]  [Spring]"
    )
    assert title(press(world, "Bo", which, "Autumn")) == "Autumn: 2 people"
    assert title(named) == "Autumn: 2 people"
