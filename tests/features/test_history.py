"""One's own weeks: all of them, the newest first, and nobody else's."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.seen import labels, text, title
from tests.support.weeks import bare, checks_in, live
from tests.support.worlds import World

PAGE = Action("history.page", ("1", "0"))


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def member(world: World) -> World:
    """Bo learns in Spring, and its first check-in is open."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    return world


def seven_weeks(world: World) -> None:
    """Bo checks in for seven weeks but the third, with ever more energy; then the eighth is open."""
    for week in (1, 2, 4, 5, 6, 7):
        live(world, f"2027-{1 + (8 + 7 * week - 8) // 31:02d}-{(7 * week) % 31 + 1:02d} 16:00 Europe/Berlin")
        checks_in(world, "Bo", week, done=f"Task of week {week}", energy=str(min(5, week)))


def test_before_the_first_check_in_there_is_a_way_to_it(member: World) -> None:
    empty = member.says("Bo", "/checkin history")

    assert title(empty) == "No week is written down yet"
    assert labels(empty) == ["Check in"]


def test_a_page_has_five_weeks_and_the_way_to_older_ones(member: World) -> None:
    seven_weeks(member)

    newest = member.says("Bo", "/checkin history")
    older = member.presses("Bo", Action("history.page", ("1", "1")))

    assert labels(newest) == [
        "Edit week 7",
        "Read week 6",
        "Read week 5",
        "Read week 4",
        "Read week 2",
        "Older weeks",
    ]
    assert labels(older) == ["Read week 1", "Newest weeks"]


def test_the_trend_speaks_of_their_own_figures(member: World) -> None:
    seven_weeks(member)

    shown = member.says("Bo", "/checkin history")

    assert "You checked in for 6 of your last 7 weeks. Your energy has gone up." in text(shown)
    assert shown.card is not None
    assert shown.card.picture is not None
    assert "week 4: 4" in shown.card.picture.alt
    assert "week 3" not in shown.card.picture.alt


def test_a_pause_is_no_part_of_the_trend(member: World) -> None:
    checks_in(member, "Bo", 1)
    member.says("Bo", "/checkin pause 2027-01-24")
    live(member, "2027-01-29 16:00 Europe/Berlin")
    checks_in(member, "Bo", 4)

    assert "You checked in for 2 of your last 2 weeks." in text(member.says("Bo", "/checkin history"))


def test_a_week_opens_in_full_and_only_for_who_wrote_it(member: World) -> None:
    member.says("Chen", "/cohort join")
    checks_in(member, "Bo", 1, done="One line, and another. " * 20)
    read = Action("history.week", ("1", "1"))

    assert "One line, and another. " * 19 in text(member.presses("Bo", read))
    assert title(member.presses("Chen", read)) == "You wrote nothing down for that week."
    assert title(member.presses("Chen", PAGE)) == "No week is written down yet"
    assert title(member.presses("Dana", PAGE)) == "You are not in a cohort here yet."


def test_a_late_answer_is_marked_for_its_owner_alone(member: World) -> None:
    live(member, "2027-01-12 12:00 Europe/Berlin")
    checks_in(member, "Bo", 1)

    assert "Week 1 · answered late" in text(member.says("Bo", "/checkin history"))


def test_who_stopped_learning_still_reads_their_weeks_but_changes_nothing(world: World) -> None:
    world.starts_cohort()
    world.says("Ana", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Ana", 1)
    world.says("Ana", "/cohort leave")

    assert labels(world.says("Ana", "/checkin history")) == ["Read week 1"]
