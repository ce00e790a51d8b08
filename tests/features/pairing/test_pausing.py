"""A pause from matching: until a day, ended by itself or with one press, in every cohort at once."""

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.requests import Place
from bot.store.models import Readiness
from tests.support import matches
from tests.support.hands import press
from tests.support.matches import asks, offers, stands
from tests.support.seen import labels, problems, text, title, typed
from tests.support.weeks import live
from tests.support.worlds import World

PAUSE, BACK = Action("mentor.pause"), Action("mentor.back")


@pytest.fixture(scope="session")
def library() -> Library:
    return matches.quiet_library()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn; Dana mentors."""
    matches.begins(world)
    offers(world, "Dana")
    return world


def test_nobody_is_suggested_to_somebody_who_pauses_and_the_request_keeps_its_place(spring: World) -> None:
    asks(spring, "Bo")
    paused = spring.says("Bo", "/mentor pause 2027-01-07")
    live(spring, "2027-01-07 23:00 Europe/Berlin")

    assert title(paused) == "Nobody new until Thursday, 2027-01-07"
    assert matches.found(spring) == {}
    assert "You take a pause until Thursday, 2027-01-07." in stands(spring, "Bo")
    assert "Asked: Wed 6 Jan 2027" in stands(spring, "Bo")


def test_it_ends_by_itself_with_the_day_they_named(spring: World) -> None:
    spring.says("Bo", "/mentor pause 2027-01-07")
    spring.comes_to("2027-01-08 09:00 Africa/Lagos")
    asks(spring, "Bo")
    live(spring, "2027-01-08 10:00 Africa/Lagos")

    assert list(matches.found(spring).values()) == ["suggested"]
    assert "pause until" not in stands(spring, "Bo")


def test_a_paused_mentor_is_suggested_to_nobody(spring: World) -> None:
    spring.says("Dana", "/mentor pause in 2 weeks")
    asks(spring, "Bo")
    live(spring, matches.SOON)

    assert matches.found(spring) == {}


def test_a_paused_person_may_still_answer_and_may_ask(spring: World) -> None:
    accept, _ = matches.suggested(spring)
    spring.says("Bo", "/mentor pause 2027-01-20")
    spring.says("Chen", "/mentor pause 2027-01-20")

    assert title(spring.presses("Bo", accept)) == "Noted: you said yes"
    assert "You take a pause until Wednesday, 2027-01-20, and segue looks from then on." in text(asks(spring, "Chen"))


def test_without_a_day_it_asks_for_one_and_then_shows_what_stands(spring: World) -> None:
    asked = spring.says("Bo", "/mentor pause")
    spring.fills("Bo", PAUSE, {"until": "2027-02-01"})
    shown = spring.says("Bo", "/mentor pause")

    assert typed(asked) == {"until": "2027-01-20"}
    assert title(shown) == "Nobody new until Monday, 2027-02-01"
    assert labels(shown)[:2] == ["I am back", "Another day"]
    assert typed(press(spring, "Bo", shown, "Another day")) == {"until": "2027-02-01"}


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("soon", "Write the day as in"),
        ("2027-01-05", "That day is over."),
        ("2028-01-01", "At most half a year."),
        ("03/02/2027", "It can be read in two ways"),
    ],
)
def test_a_day_no_pause_ends_on_is_said_beside_the_field_and_after_the_command(
    spring: World, until: str, sentence: str
) -> None:
    reply = spring.fills("Bo", PAUSE, {"until": until})

    assert problems(reply)["until"].startswith(sentence)
    assert typed(reply) == {"until": until}
    assert text(spring.says("Bo", f"/mentor pause {until}")).splitlines()[1].startswith(sentence)


def test_one_press_brings_back_and_twice_is_once(spring: World) -> None:
    spring.says("Bo", "/mentor pause 2027-02-01")

    back, again = spring.presses("Bo", BACK), spring.presses("Bo", BACK)

    assert title(back) == "You are back"
    assert title(again) == "You are not on a pause"


def test_who_was_silent_is_told_so_and_comes_back_with_one_press(spring: World) -> None:
    stands(spring, "Bo")
    with spring.database.begin() as session:
        for ready in session.scalars(select(Readiness)):
            ready.silent, ready.unanswered = True, 2

    shown = spring.says("Bo", "/mentor pause")
    back = press(spring, "Bo", shown, "I am back")

    assert title(shown) == "You are paused"
    assert title(back) == "You are back"
    assert "You are paused" not in stands(spring, "Bo")


def test_it_holds_in_every_cohort_they_are_in(spring: World) -> None:
    spring.starts_cohort(place=Place(channel="C9"), name="Autumn", starts="2027-02-01")
    spring.says("Bo", "/cohort join Autumn")
    spring.says("Bo", "/mentor pause 2027-01-20")

    for channel in ("C1", "C9"):
        shown = text(spring.says("Bo", "/mentor", place=Place(channel=channel)))
        assert "You take a pause until Wednesday, 2027-01-20." in shown


def test_whoever_is_in_no_cohort_has_nothing_to_pause(spring: World) -> None:
    assert text(spring.says("Eve", "/mentor pause")).startswith("You are not in a cohort here yet.")
