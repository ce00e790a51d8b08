"""Days in words: what is clear is read, and what can be read in two ways is asked for again."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain import dates
from bot.domain.rhythm import DAYS

WEDNESDAY = date(2027, 1, 6)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2027-02-01", date(2027, 2, 1)),
        ("2027/2/1", date(2027, 2, 1)),
        ("2020-01-01", date(2020, 1, 1)),
        (" Today ", WEDNESDAY),
        ("yesterday", date(2027, 1, 5)),
        ("tomorrow.", date(2027, 1, 7)),
        ("Monday", date(2027, 1, 11)),
        ("on mon", date(2027, 1, 11)),
        ("Wednesday", date(2027, 1, 13)),
        ("next Monday", date(2027, 1, 11)),
        ("until Friday", date(2027, 1, 8)),
        ("in two weeks", date(2027, 1, 20)),
        ("2 weeks", date(2027, 1, 20)),
        ("a week", date(2027, 1, 13)),
        ("10 days from now", date(2027, 1, 16)),
        ("1 Feb", date(2027, 2, 1)),
        ("Feb 1", date(2027, 2, 1)),
        ("1 February 2027", date(2027, 2, 1)),
        ("the 1st", None),
        ("February 1st, 2028", date(2028, 2, 1)),
        ("1. sept.", date(2027, 9, 1)),
        ("5 Jan", date(2028, 1, 5)),
        ("29 Feb", date(2028, 2, 29)),
        ("Thursday, 2027-01-14", date(2027, 1, 14)),
        ("13/02/2027", date(2027, 2, 13)),
        ("02/13/2027", date(2027, 2, 13)),
        ("03.03.2027", date(2027, 3, 3)),
    ],
)
def test_a_day_in_words_is_read(typed: str, expected: date | None) -> None:
    assert dates.day(typed, WEDNESDAY) == expected
    assert (dates.problem(typed, WEDNESDAY) == "") is (expected is not None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "0 days",
        "a month",
        "May",
        "2027-02-30",
        "30 Feb",
        "32/1/2027",
        "1/2",
        "Tuesday, 2027-01-14",
        "٣ days",
    ],
)
def test_what_is_no_day_is_asked_for_again(typed: str) -> None:
    assert dates.readings(typed, WEDNESDAY) == ()
    assert not dates.reads(typed)
    assert dates.problem(typed, WEDNESDAY) == "Write the day as in 2027-01-06, Monday, in two weeks or 1 Feb."


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("01/02/2027", "Saturday, 2027-01-02", "Monday, 2027-02-01"),
        ("4.1.2027", "Monday, 2027-01-04", "Thursday, 2027-04-01"),
        ("next Friday", "Friday, 2027-01-08", "Friday, 2027-01-15"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_again_with_both(typed: str, one: str, other: str) -> None:
    assert dates.day(typed, WEDNESDAY) is None
    assert dates.problem(typed, WEDNESDAY).startswith(f"It can be read in two ways: {one} or {other}. Write the one")


@given(day=st.dates(date(2000, 1, 1), date(2200, 1, 1)), today=st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_a_day_that_segue_writes_can_be_read_again(day: date, today: date) -> None:
    written = (day.isoformat(), f"{DAYS[day.weekday()]}, {day.isoformat()}", f"{day:%a} {day.day} {day:%b %Y}")

    assert {dates.day(one, today) for one in written} == {day}


@given(typed=st.text(st.characters(exclude_categories=())), today=st.dates())
@example("tomorrow", date.max)
@example("next Monday", date.max)
@example("yesterday", date.min)
@example("29 Feb", date.max)
@example("1 Jan", date.max)
def test_any_text_is_read_without_an_error(typed: str, today: date) -> None:
    for found in dates.readings(typed, today):
        assert found - today < timedelta(days=366 * 9) or str(found.year) in typed
