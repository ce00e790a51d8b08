"""Wall-clock time in every zone, against an oracle that only reads from UTC to the wall, which is never ambiguous.

Every week from 2025 to 2035 is checked at every hour of `HOURS`: on all seven days when the zone's distance from UTC
changes around it; on one day, another one each week, when it does not.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar

ZONES = sorted(available_timezones())
MONDAYS = tuple(date(2024, 12, 30) + timedelta(weeks=number) for number in range(575))
HOURS = (time(0), time(2, 30), time(9), time(23, 59))
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Week(NamedTuple):
    """A week somewhere, and how far the wall is ahead of UTC before and after it."""

    zone: str
    monday: date
    before: timedelta
    after: timedelta


def shown(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def ahead(day: datetime, zone: str) -> timedelta:
    return shown(day.replace(tzinfo=UTC), zone) - day


def first_shown(wall: datetime, zone: str) -> datetime:
    """The first moment at which clocks show `wall`; where they skip it, the first minute at which they show more."""
    tried = sorted(wall.replace(tzinfo=UTC) - ahead(wall + days * DAY, zone) for days in (-2, 2))
    found = next((moment for moment in tried if shown(moment, zone) == wall), tried[0])
    while shown(found, zone) < wall:
        found += MINUTE
    return found


def weeks() -> Iterator[Week]:
    for zone in ZONES:
        for monday in MONDAYS:
            noon = datetime.combine(monday, time(12))
            yield Week(zone, monday, ahead(noon - DAY, zone), ahead(noon + 8 * DAY, zone))


@cache
def turning_weeks() -> tuple[Week, ...]:
    return tuple(week for week in weeks() if week.before != week.after)


def test_in_every_zone_every_week_without_a_change_keeps_its_distance_from_utc() -> None:
    calm = (week for week in weeks() if week.before == week.after)
    walls = ((week, week.monday + number % 7 * DAY, at) for number, week in enumerate(calm) for at in HOURS)

    wrong = [
        (week, day, at)
        for week, day, at in walls
        if calendar.moment(day, at, week.zone) + week.before != datetime.combine(day, at, UTC)
    ]

    assert wrong == []


def test_in_every_zone_every_day_of_a_week_with_a_change_has_its_first_valid_minute() -> None:
    days = ((week.zone, week.monday + number * DAY) for week in turning_weeks() for number in range(7))

    wrong = [
        (zone, day, at)
        for zone, day in days
        for at in HOURS
        if calendar.moment(day, at, zone) != first_shown(datetime.combine(day, at), zone)
    ]

    assert wrong == []
    assert len({week.zone for week in turning_weeks()}) > 100


def test_around_a_change_days_follow_each_other_and_stay_in_their_week() -> None:
    wrong = []

    for week in turning_weeks():
        for at in HOURS:
            found = [calendar.moment(week.monday + number * DAY, at, week.zone) for number in range(7)]
            calendars = {shown(moment, week.zone).isocalendar()[:2] for moment in found}
            if calendars != {week.monday.isocalendar()[:2]} or any(late <= early for early, late in pairwise(found)):
                wrong.append((week, at))

    assert wrong == []


@settings(deadline=None)  # zones are read from files
@given(
    day=st.dates(date(1975, 1, 1), date(2100, 1, 1)),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    zone=st.sampled_from(ZONES),
)
def test_any_minute_since_1975_is_found_in_any_zone(day: date, at: time, zone: str) -> None:
    assert calendar.moment(day, at, zone) == first_shown(datetime.combine(day, at), zone)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        pytest.param("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 10:00", id="a day that never was"),
        pytest.param("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30", id="half an hour skipped"),
        pytest.param("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45", id="half an hour twice"),
        pytest.param("Antarctica/Troll", "2026-03-29 02:59", "2026-03-29 01:00", id="two hours skipped"),
        pytest.param("Antarctica/Troll", "2026-10-25 02:30", "2026-10-25 00:30", id="two hours twice"),
        pytest.param("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15 01:30", id="Ramadan begins"),
        pytest.param("Africa/Casablanca", "2026-03-22 02:30", "2026-03-22 02:00", id="Ramadan is over"),
        pytest.param("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00", id="no midnight"),
        pytest.param("America/Nuuk", "2026-03-28 23:59", "2026-03-29 01:00", id="a day without its last hour"),
        pytest.param("Africa/Monrovia", "1972-01-07 00:30", "1972-01-07 00:44:30", id="odd seconds skipped"),
    ],
)
def test_odd_changes_of_the_clock_are_met(zone: str, wall: str, expected: str) -> None:
    local = datetime.fromisoformat(wall)

    found = calendar.moment(local.date(), local.time(), zone)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
