"""What people type, read generously; what cannot be read is nothing, never a guess."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain import reading
from bot.domain.rhythm import Rhythm


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2027-01-04", date(2027, 1, 4)),
        ("  2028-02-29 ", date(2028, 2, 29)),
        ("2027-02-29", None),
        ("4.1.2027", None),
        ("next Monday", None),
        ("", None),
    ],
)
def test_a_day_is_read(typed: str, expected: date | None) -> None:
    assert reading.day(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("09:00", time(9)),
        ("9.30", time(9, 30)),
        ("9h05", time(9, 5)),
        (" 4pm ", time(16)),
        ("4:15 PM", time(16, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("9:60", None),
        ("13pm", None),
        ("0am", None),
        ("9:5", None),
        ("٩", None),
        ("noon", None),
        ("", None),
    ],
)
def test_an_hour_is_read(typed: str, expected: time | None) -> None:
    assert reading.hour(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        pytest.param("Louisville", None, id="two zones are called after it"),
        pytest.param("localtime", None, id="wherever this machine stands is no place"),
        pytest.param("Factory", None, id="a clock that nobody has set"),
        ("Atlantis", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_read(typed: str, expected: str | None) -> None:
    assert reading.zone(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Monday 09:00", Rhythm(0, time(9))),
        (" mon 9 ", Rhythm(0, time(9))),
        ("friday 3pm", Rhythm(4, time(15))),
        ("Thu at 18.30", Rhythm(3, time(18, 30))),
        ("weds, 9", Rhythm(2, time(9))),
        ("Sundays 20:00", Rhythm(6, time(20))),
        ("s 9", None),
        ("monkey 9", None),
        ("Monday", None),
        ("Monday 25", None),
        ("", None),
    ],
)
def test_a_rhythm_is_read(typed: str, expected: Rhythm | None) -> None:
    assert reading.rhythm(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12", 12), (" 7 ", 7), ("0000", 0), ("12345", None), ("-1", None), ("1.0", None), ("٣", None), ("", None)],
)
def test_a_whole_number_is_read(typed: str, expected: int | None) -> None:
    assert reading.whole(typed) == expected


FRIDAY = date(2027, 1, 8)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("training until Thursday", date(2027, 1, 14)),
        ("A sweep, until 2027-01-14.", date(2027, 1, 14)),
        ("until tomorrow", date(2027, 1, 9)),
        ("Running till tonight", date(2027, 1, 8)),
        ("until on Mon", date(2027, 1, 11)),
        pytest.param("until Friday", date(2027, 1, 15), id="today is a Friday: the next one"),
        pytest.param("until Monday, then until Tuesday", date(2027, 1, 12), id="the last one counts"),
        pytest.param("until next Thursday", None, id="this one or the one after"),
        pytest.param("until 2027-01-07", None, id="it has passed"),
        ("until 2027-02-30", None),
        ("training", None),
        ("until", None),
        ("until done", None),
        ("", None),
    ],
)
def test_what_runs_until_when_is_read(typed: str, expected: date | None) -> None:
    found = reading.ending(typed, FRIDAY)

    assert (found.day if found else None) == expected
    assert found is None or found.words == typed


@pytest.mark.parametrize("typed", ["", "-", "No", "nothing.", "N/A", " none "])
def test_nothing_is_read_as_nothing(typed: str) -> None:
    assert reading.nothing(typed)
    assert not reading.nothing(f"{typed} until Thursday")


@settings(deadline=None)
@given(typed=st.text(st.characters(exclude_categories=())), today=st.dates())
@example("until tomorrow", date.max)
@example("until Monday", date.max)
@example("until \ud800", FRIDAY)
def test_an_ending_is_never_before_today(typed: str, today: date) -> None:
    found = reading.ending(typed, today)

    assert found is None or found.day >= today


@given(today=st.dates(max_value=date(9999, 1, 1)), days=st.integers(0, 300))
def test_a_day_that_segue_writes_can_be_read_again(today: date, days: int) -> None:
    later = today + timedelta(days=days)

    assert reading.day_ahead(later.isoformat(), today) == later


@pytest.mark.parametrize("read", [reading.day, reading.hour, reading.rhythm, reading.zone, reading.whole])
@settings(deadline=None)  # zones are read from files
@given(typed=st.text(st.characters(exclude_categories=())))
@example("\ud800")
@example("\x00")
@example("7\x1f")
@example("9" * 10_000)
def test_any_text_is_read_without_an_error(read: Callable[[str], object], typed: str) -> None:
    read(typed)


@given(st.times())
def test_an_hour_that_segue_writes_can_be_read_again(hour: time) -> None:
    assert reading.hour(f"{hour:%H:%M}") == hour.replace(second=0, microsecond=0)
