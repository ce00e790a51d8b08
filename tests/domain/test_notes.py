"""One private note a day: at the reader's hour, never in their quiet hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar, notes
from bot.domain.notes import Habits
from tests.support.worlds import at

BERLIN = Habits(zone="Europe/Berlin")
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
HABITS = st.builds(
    Habits,
    zone=st.sampled_from(calendar.zones()),
    at=HOURS,
    quiet_from=st.none() | HOURS,
    quiet_to=st.none() | HOURS,
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (zones are added)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param("2027-01-04 09:00", "2027-01-04 18:00", id="this evening"),
        pytest.param("2027-01-04 18:00", "2027-01-04 18:00", id="right now"),
        pytest.param("2027-01-04 18:01", "2027-01-05 18:00", id="a minute late"),
        pytest.param("2027-01-05 03:59", "2027-01-05 18:00", id="in the night"),
    ],
)
def test_a_note_comes_at_the_next_hour_of_its_reader(due: str, expected: str) -> None:
    assert notes.next_note(at(f"{due} Europe/Berlin"), BERLIN) == at(f"{expected} Europe/Berlin")


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        pytest.param((time(17), time(19)), time(19), id="in the evening"),
        pytest.param((time(22), time(7)), time(18), id="in the night"),
        pytest.param((time(16), time(8)), time(8), id="over midnight"),
        pytest.param((time(18), time(18)), time(18), id="never"),
    ],
)
def test_quiet_hours_put_it_off_until_they_end(quiet: tuple[time, time], expected: time) -> None:
    assert Habits(zone="Europe/Berlin", quiet_from=quiet[0], quiet_to=quiet[1]).hour == expected


@pytest.mark.parametrize(("hour", "day"), [("03:59", date(2027, 1, 4)), ("04:00", date(2027, 1, 5))])
def test_a_personal_day_ends_at_four(hour: str, day: date) -> None:
    assert notes.personal_day(at(f"2027-01-05 {hour} Europe/Berlin"), "Europe/Berlin") == day


@settings(deadline=None)  # zones are read from files
@given(MOMENTS, HABITS)
def test_the_next_note_is_never_before_it_is_due_and_at_most_about_a_day_after(due: datetime, habits: Habits) -> None:
    moment = notes.next_note(due, habits)

    assert timedelta(0) <= moment - due <= timedelta(days=2)
    assert moment < notes.end_of_day(moment, habits.zone)


@settings(deadline=None)  # zones are read from files
@given(MOMENTS, HABITS)
def test_two_notes_in_a_row_lie_on_two_personal_days(due: datetime, habits: Habits) -> None:
    first = notes.next_note(due, habits)
    second = notes.next_note(first + timedelta(seconds=1), habits)

    assert notes.personal_day(first, habits.zone) < notes.personal_day(second, habits.zone)
