"""What returns every week on the same weekday at the same wall-clock time."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain import rhythm
from bot.domain.rhythm import WEEK, Rhythm
from tests.support.worlds import at

MONDAY_NINE = Rhythm(0, time(9))


def test_a_rhythm_says_itself_in_words() -> None:
    assert str(Rhythm(6, time(7, 5))) == "Sunday 07:05"


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2027, 1, 4), date(2027, 1, 4), id="on the day itself"),
        pytest.param(date(2027, 1, 5), date(2027, 1, 11), id="the day after"),
        pytest.param(date(2027, 1, 3), date(2027, 1, 4), id="the day before"),
        pytest.param(date(2027, 12, 30), date(2028, 1, 3), id="across the year"),
    ],
)
def test_the_first_time_is_on_or_after_the_day(since: date, expected: date) -> None:
    assert rhythm.first(MONDAY_NINE, since) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2027-03-29 09:00 Europe/Berlin", "2027-03-29 07:00 UTC", id="as it strikes, in summer time"),
        pytest.param("2027-03-29 08:59 Europe/Berlin", "2027-03-22 08:00 UTC", id="a minute before, still in winter"),
        pytest.param("2027-03-28 23:00 Europe/Berlin", "2027-03-22 08:00 UTC", id="on the day the clocks change"),
        pytest.param("2027-04-04 23:59 Europe/Berlin", "2027-03-29 07:00 UTC", id="six days later"),
    ],
)
def test_the_latest_time_follows_the_wall_clock(now: str, expected: str) -> None:
    assert rhythm.latest(MONDAY_NINE, "Europe/Berlin", at(now)) == at(expected)


def test_the_latest_time_is_found_at_every_hour_of_every_weekday() -> None:
    start = at("2026-10-19 00:00 America/New_York")
    found = []

    for hours in range(24 * 21):
        now = start + timedelta(hours=hours)
        struck = rhythm.latest(Rhythm(6, time(1, 30)), "America/New_York", now)
        assert struck <= now < struck + WEEK + timedelta(hours=1)
        found.append(struck)

    assert sorted(set(found)) == [
        *(at(f"2026-10-{day} 01:30 America/New_York") for day in (18, 25)),
        datetime.fromisoformat("2026-11-01 05:30+00:00"),  # it comes twice on that night, and the first one counts
        at("2026-11-08 01:30 America/New_York"),
    ]
