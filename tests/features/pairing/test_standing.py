"""/mentor: where somebody stands, for learners, mentors, both, and people who are nobody here yet."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.requests import Place
from content.library import load
from tests.support import matches
from tests.support.hands import press
from tests.support.matches import asks, offers, stands
from tests.support.mentoring import pair
from tests.support.seen import labels, text, title
from tests.support.worlds import World


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn."""
    matches.begins(world)
    return world


def test_to_somebody_in_no_cohort_it_shows_the_two_ways_in(spring: World) -> None:
    shown = spring.says("Dana", "/mentor")

    assert title(shown) == "Somebody who answers"
    assert labels(shown) == ["Join a cohort", "Mentor in Spring"]


def test_to_a_learner_who_has_asked_for_nobody_it_says_what_there_is(spring: World) -> None:
    offers(spring, "Dana")

    shown = stands(spring, "Bo")

    assert "You have not asked for a mentor. 1 person mentors here." in shown
    assert "How long it takes cannot be told yet" in shown


def test_a_suggestion_comes_first_with_its_buttons_on_both_sides(spring: World) -> None:
    matches.suggested(spring)

    learner, mentor = spring.says("Bo", "/mentor"), spring.says("Dana", "/mentor")

    assert "Suggested as your mentor: Dana. Your answer counts until Sat 9 Jan 2027, 12:30." in text(learner)
    assert labels(learner)[:2] == ["Accept Dana", "Decline Dana"]
    assert labels(mentor)[:2] == ["Accept Bo", "Decline Bo"]
    assert "Suggested as your learner: Bo." in text(mentor)
    assert "“A portfolio”" in text(mentor)
    assert "“A portfolio”" not in text(learner)


def test_a_pair_is_shown_to_both_and_seats_are_counted(spring: World) -> None:
    pair(spring, "Bo", "Dana")

    assert "Dana mentors you, since Wed 6 Jan 2027." in stands(spring, "Bo")
    assert "Bo learns with you, since Wed 6 Jan 2027." in stands(spring, "Dana")
    assert "You mentor here: 1 of 3 seats taken." in stands(spring, "Dana")


def test_the_median_is_told_once_four_have_asked_and_half_of_them_have_somebody(spring: World) -> None:
    for who in ("Eve", "Finn"):
        spring.says(who, "/cohort join")
    for who in ("Bo", "Chen"):
        pair(spring, who, "Dana")
    asks(spring, "Eve")
    early = stands(spring, "Eve")
    asks(spring, "Finn")

    assert "cannot be told yet" in early
    assert "Half of all who asked here had a mentor within 1 hour" in stands(spring, "Eve")


def test_in_several_cohorts_it_asks_which(spring: World) -> None:
    spring.starts_cohort(place=Place(channel="C9"), name="Autumn", starts="2027-02-01")
    spring.says("Bo", "/cohort join Autumn")

    which = spring.says("Bo", "/mentor", place=Place(channel="C5"))

    assert labels(which) == ["Autumn", "Spring"]
    assert title(press(spring, "Bo", which, "Autumn")) == "Mentors in Autumn"
    assert title(spring.says("Bo", "/mentor", place=Place(channel="C9"))) == "Mentors in Autumn"


def test_what_finding_people_reads_is_one_press_away(spring: World) -> None:
    form = press(spring, "Bo", spring.says("Bo", "/mentor"), "Languages, company and more").form

    assert form is not None
    assert form.action == Action("my.step", ("people-beside-you",))


def test_every_button_of_it_leads_somewhere(spring: World) -> None:
    matches.suggested(spring)

    for who in ("Bo", "Dana"):
        shown = spring.says(who, "/mentor")
        for label in labels(shown):
            reply = press(spring, who, shown, label)
            assert reply.form is not None or not title(reply).startswith("There is no"), label
