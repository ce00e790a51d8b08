"""A private word when weeks are hard: once each time, and it offers something smaller."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.elements import Card
from bot.store.queries import people, profile
from content.library import load
from tests.support.seen import text, title
from tests.support.weeks import bare, button, checks_in, live, private, words
from tests.support.worlds import World

MISSED, TIRED = "What would fit now?", "Two tired weeks in a row"
WHY = "I want to build what reads X-rays"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def member(world: World) -> World:
    """Bo learns in Spring, and it is the Friday of its first week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    return world


def heard(world: World, until: str, title: str) -> list[Card]:
    """The private words to Bo with this title."""
    found = private(live(world, f"{until} 20:00 Africa/Lagos"), "Bo")
    return [card for card in found if title in words([card])]


def confides_why(world: World) -> None:
    with world.database.begin() as session:
        profile.keep(session, people.recognise(session, world.actor("Bo")).person, "why", (WHY,))


def test_after_two_missed_weeks_something_smaller_is_offered_once(member: World) -> None:
    one = heard(member, "2027-01-17", MISSED)
    two = heard(member, "2027-01-18", MISSED)
    more = heard(member, "2027-02-28", MISSED)

    assert (one, more) == ([], [])
    [card] = two
    assert [one.label for one in card.controls] == ["A small week", "A free week", "Take a pause"]


def test_the_small_week_of_the_word_is_the_one_that_is_open(member: World) -> None:
    [card] = heard(member, "2027-01-18", MISSED)

    assert title(member.presses("Bo", button([card], "A small week"))) == "Week 3 is noted"


def test_a_free_week_is_a_pause_of_seven_days(member: World) -> None:
    [card] = heard(member, "2027-01-18", MISSED)

    taken = member.presses("Bo", button([card], "A free week"))

    assert "From Monday, 2027-01-18 to Sunday, 2027-01-24." in text(taken)
    assert heard(member, "2027-01-24", "Week 3 is nearly over") == []


def test_a_late_answer_in_time_needs_no_word(member: World) -> None:
    live(member, "2027-01-18 12:00 Africa/Lagos")
    checks_in(member, "Bo", 2)

    assert heard(member, "2027-01-31", MISSED) == []


def test_a_pause_is_no_missed_week(member: World) -> None:
    member.says("Bo", "/checkin pause 2027-01-17")

    assert heard(member, "2027-01-25", MISSED) == []


def test_two_missed_weeks_after_a_good_one_are_a_new_time(member: World) -> None:
    first = heard(member, "2027-01-18", MISSED)
    member.comes_to("2027-01-22 15:00 Africa/Lagos")
    checks_in(member, "Bo", 3)

    assert len(first) == len(heard(member, "2027-02-09", MISSED)) == 1


def test_whoever_just_came_has_missed_nothing(member: World) -> None:
    live(member, "2027-01-17 12:00 Africa/Lagos")
    member.says("Chen", "/cohort join")
    cards = private(live(member, "2027-01-19 12:00 Asia/Singapore"), "Chen")

    assert MISSED not in words(cards)


def test_two_tired_weeks_offer_their_own_why_once(member: World) -> None:
    confides_why(member)
    cards = []
    for day, week in ((8, 1), (15, 2), (22, 3)):
        live(member, f"2027-01-{day:02d} 15:00 Africa/Lagos")
        checks_in(member, "Bo", week, energy="2")
        cards.append(len(heard(member, f"2027-01-{day + 1:02d}", TIRED)))

    assert cards == [0, 1, 0]


def test_the_why_opens_with_a_press_and_for_who_wrote_it_alone(member: World) -> None:
    confides_why(member)
    member.says("Chen", "/cohort join")
    checks_in(member, "Bo", 1, energy="2")
    live(member, "2027-01-15 15:00 Africa/Lagos")
    checks_in(member, "Bo", 2, energy="1")
    [card] = heard(member, "2027-01-15", TIRED)
    read = button([card], "Read why I began")

    assert WHY not in words([card])
    assert f"“{WHY}”" in text(member.presses("Bo", read))
    assert title(member.presses("Chen", read)) == "Nothing is written here yet"


@pytest.mark.parametrize(("energy", "why"), [("3", True), ("", True), ("1", False)])
def test_who_has_energy_says_none_or_wrote_no_why_hears_nothing(member: World, energy: str, why: bool) -> None:
    if why:
        confides_why(member)
    checks_in(member, "Bo", 1, energy="2")
    live(member, "2027-01-15 15:00 Africa/Lagos")
    checks_in(member, "Bo", 2, energy=energy)

    assert heard(member, "2027-01-20", TIRED) == []


def test_whoever_corrects_their_energy_in_time_hears_nothing(member: World) -> None:
    confides_why(member)
    checks_in(member, "Bo", 1, energy="2")
    live(member, "2027-01-15 15:00 Africa/Lagos")
    checks_in(member, "Bo", 2, energy="1")
    checks_in(member, "Bo", 2, energy="4")

    assert heard(member, "2027-01-20", TIRED) == []
