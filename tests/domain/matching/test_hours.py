"""Shared hours are those of the actual week, whatever the clocks do in it."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import hours
from bot.domain.matching.hours import Span
from tests.support.rounds import FREE, MONDAY

OFFICE = hours.working(time(9), time(17))


@pytest.mark.parametrize(("monday", "shared"), [(date(2026, 3, 9), 20), (date(2026, 3, 30), 15)])
def test_new_york_and_london_share_less_once_london_has_changed_its_clocks(monday: date, shared: int) -> None:
    both = hours.week(OFFICE, "America/New_York", monday) & hours.week(OFFICE, "Europe/London", monday)

    assert hours.hours(both) == shared
    assert hours.days(both, "Europe/London", monday) == 5


def test_an_evening_until_midnight_ends_at_midnight() -> None:
    evening = frozenset({Span(weekday=2, since=time(22), until=time(0))})

    assert hours.hours(hours.week(evening, "UTC", MONDAY)) == 2


def test_a_day_is_one_of_the_reader() -> None:
    """What is one night in UTC is the end of a day and the beginning of the next in Singapore, or two days in UTC."""
    around = frozenset(
        {Span(weekday=0, since=time(22), until=time(0)), Span(weekday=1, since=time(0), until=time(2))}
    )
    free = hours.week(around, "UTC", MONDAY)

    assert hours.days(free, "UTC", MONDAY) == 2
    assert hours.days(free, "Asia/Singapore", MONDAY) == 1


def test_hours_of_three_quarters_count_where_they_are_whole() -> None:
    morning = frozenset({Span(weekday=0, since=time(9), until=time(11))})

    assert hours.hours(hours.week(morning, "Asia/Kathmandu", MONDAY)) == 1.5


@given(free=st.sampled_from(FREE), by=st.integers(0, 5))
def test_wider_hours_hold_all_that_they_held_and_stay_in_the_week(free: int, by: int) -> None:
    wide = hours.widened(free, by)

    assert wide & free == free
    assert wide < 1 << hours.HALF_HOURS


@given(free=st.integers(0, (1 << hours.HALF_HOURS) - 1))
def test_stretches_are_all_of_it_and_touch_nowhere(free: int) -> None:
    found = list(hours.stretches(free, "UTC", MONDAY))

    assert sum((until - since).total_seconds() for since, until in found) == hours.hours(free) * 3600
    assert all(one[1] < other[0] for one, other in pairwise(found))
