"""Planned pauses: nothing is asked, nothing is missed, and they end by themselves."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.seen import labels, problems, text, title, typed
from tests.support.weeks import bare, button, checks_in, live, private, words
from tests.support.worlds import World

PAUSE = Action("checkin.pause", ("1",))


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def member(world: World) -> World:
    """Bo checked in for the first week of Spring, on its Friday."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Bo", 1)
    return world


def test_a_pause_is_silent_and_the_weeks_around_it_join_up(member: World) -> None:
    planned = member.says("Bo", "/checkin pause until 2027-01-20")
    during = private(live(member, "2027-01-20 23:00 Africa/Lagos"), "Bo")
    member.comes_to("2027-01-22 15:00 Europe/Berlin")
    noted = checks_in(member, "Bo", 3)

    assert title(planned) == "You are taking a pause"
    assert "From Friday, 2027-01-08 to Wednesday, 2027-01-20." in text(planned)
    assert during == []
    assert "2 weeks in a row." in words([noted])


def test_the_first_note_afterwards_says_welcome_back(member: World) -> None:
    member.says("Bo", "/checkin pause 2027-01-20")

    [card] = private(live(member, "2027-01-21 23:00 Africa/Lagos"), "Bo")

    assert card.title == "Welcome back"
    assert "Your cohort is in week 3" in words([card])
    assert "Something small to begin with: " in words([card])


def test_coming_back_early_takes_one_press_and_no_second_welcome(member: World) -> None:
    member.says("Bo", "/checkin pause 2027-01-20")
    live(member, "2027-01-12 12:00 Africa/Lagos")
    stands = member.says("Bo", "/checkin pause")
    ends = button([stands.card] if stands.card else [], "I am back")

    back, again = member.presses("Bo", ends), member.presses("Bo", ends)
    heard = private(live(member, "2027-01-25 08:00 Europe/Berlin"), "Bo")

    assert title(back) == title(again) == "Welcome back"
    assert "Welcome back" not in [card.title for card in heard]
    assert "Week 2 is nearly over" in [card.title for card in heard]


def test_a_pause_to_come_can_be_called_off_or_moved(member: World) -> None:
    ahead = member.fills("Bo", PAUSE, {"since": "2027-02-01", "until": "2027-02-14"})
    moved = member.fills("Bo", PAUSE, {"since": "2027-03-01", "until": "2027-03-07"})
    off = member.presses("Bo", button([moved.card] if moved.card else [], "Call it off"))

    assert title(ahead) == title(moved) == "Your pause is planned"
    assert title(off) == "The pause is called off"
    assert title(member.says("Bo", "/checkin pause")) == "Take a pause"


def test_the_form_begins_with_the_days_that_stand(member: World) -> None:
    fresh = typed(member.presses("Bo", PAUSE))
    member.fills("Bo", PAUSE, {"since": "2027-01-08", "until": "2027-01-31"})

    assert fresh == {"since": "2027-01-08", "until": "2027-01-15"}
    assert typed(member.presses("Bo", PAUSE)) == {"since": "2027-01-08", "until": "2027-01-31"}


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        ("2027-02-10", "2027-02-09", {"until"}),
        ("2027-01-01", "2027-01-02", {"until"}),
        ("2026-11-01", "2027-01-20", {"since"}),
        ("2027-01-09", "2028-01-09", {"until"}),
        ("soon", "", {"since", "until"}),
        ("9999-12-31", "9999-12-31", {"since"}),
        ("2027-01-01", "2027-01-20", set()),
    ],
)
def test_days_that_are_no_pause_are_said_beside_their_field(
    member: World, since: str, until: str, wrong: set[str]
) -> None:
    sent = member.fills("Bo", PAUSE, {"since": since, "until": until})

    assert (set(problems(sent)) if sent.form else set()) == wrong


@pytest.mark.parametrize("said", ["yesterday", "2027-01-07", "2029-01-01", "1 Feb 2029"])
def test_a_day_that_no_pause_ends_on_is_refused_with_an_example(member: World, said: str) -> None:
    refused = member.says("Bo", f"/checkin pause {said}")

    assert title(refused) == "That is not a day a pause can end on."
    assert "/checkin pause 2027-02-14" in text(refused)


def test_a_day_that_is_not_clear_is_asked_for_again(member: World) -> None:
    refused = member.says("Bo", "/checkin pause 01/02/2027")

    assert title(refused) == "“01/02/2027” is not clear yet."
    assert "Saturday, 2027-01-02 or Monday, 2027-02-01" in text(refused)


def test_in_a_pause_a_word_may_still_be_written_and_counts(member: World) -> None:
    member.says("Bo", "/checkin pause 2027-01-31")
    member.comes_to("2027-01-15 15:00 Europe/Berlin")

    assert "2 weeks in a row." in words([checks_in(member, "Bo", 2)])


def test_a_pause_that_was_taken_too_late_to_plan_still_excuses(member: World) -> None:
    live(member, "2027-01-22 15:00 Europe/Berlin")
    member.fills("Bo", PAUSE, {"since": "2027-01-12", "until": "2027-01-22"})

    assert "2 weeks in a row." in words([checks_in(member, "Bo", 3)])


def test_nobody_ends_the_pause_of_another(member: World) -> None:
    member.says("Chen", "/cohort join")
    planned = member.says("Bo", "/checkin pause 2027-01-31")

    member.presses("Chen", button([planned.card] if planned.card else [], "I am back"))

    assert labels(member.says("Bo", "/checkin pause")) == ["I am back", "Change the days"]


def test_a_shorter_pause_takes_the_place_of_a_longer_one(member: World) -> None:
    member.fills("Bo", PAUSE, {"since": "2027-01-08", "until": "2027-01-31"})
    member.fills("Bo", PAUSE, {"since": "2027-01-08", "until": "2027-01-14"})

    heard = private(live(member, "2027-01-17 20:00 Africa/Lagos"), "Bo")

    assert [card.title for card in heard] == ["Welcome back", "Week 2 is nearly over"]


def test_a_pause_of_the_cohort_is_no_miss_either(member: World) -> None:
    member.comes_to("2027-01-13 12:00 Europe/Berlin")
    asked = member.says("Ana", "/cohort pause 2027-02-01")
    member.presses("Ana", button([asked.card] if asked.card else [], "Save"))
    during = member.says("Bo", "/checkin")
    live(member, "2027-02-05 15:00 Europe/Berlin")

    assert title(during) == "Nothing is asked this week"
    assert "2 weeks in a row." in words([checks_in(member, "Bo", 3)])
