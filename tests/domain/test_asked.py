"""What is asked of a member in a week: not yet, open, noted, late, closed; and the week before it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import run
from bot.domain.asked import asked
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from bot.domain.schedule import Timetable, steady
from bot.domain.window import Window, takes, window
from tests.support.worlds import at

RUN = Run(schedule=steady(Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")), weeks=3)
JOINED = at("2027-01-01 12:00 Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "week", "stands", "is_open", "waits"),
    [
        ("2027-01-03 12:00", 1, Window.AHEAD, False, 0),
        ("2027-01-05 12:00", 1, Window.OPEN, False, 0),
        ("2027-01-08 15:00", 1, Window.OPEN, True, 0),
        ("2027-01-11 09:00", 2, Window.OPEN, False, 1),
        ("2027-01-15 15:00", 2, Window.OPEN, True, 0),
        ("2027-01-24 09:00", 3, Window.OPEN, True, 0),
        ("2027-01-25 09:00", 3, Window.LATE, False, 0),
        ("2027-03-01 09:00", 3, Window.CLOSED, False, 0),
    ],
)
def test_a_week_that_nobody_answered(now: str, week: int, stands: Window, is_open: bool, waits: int) -> None:
    moment = at(f"{now} Europe/Berlin")

    found = asked(RUN, moment, {}, JOINED)

    assert (found.week, found.window, found.is_open(moment), found.waits) == (week, stands, is_open, waits)


def test_what_is_answered_is_not_asked_for() -> None:
    friday = at("2027-01-15 15:00 Europe/Berlin")

    on_time, late = asked(RUN, friday, {2: False}, JOINED), asked(RUN, friday, {2: True}, JOINED)

    assert (on_time.answered, on_time.late, on_time.is_open(friday)) == (True, False, False)
    assert (late.answered, late.late, late.is_open(friday)) == (True, True, False)


@pytest.mark.parametrize(
    ("kept", "joined"),
    [({1: False}, JOINED), ({}, at("2027-01-11 10:00 Europe/Berlin"))],
    ids=["kept", "not there yet"],
)
def test_a_week_that_needs_no_answer_is_not_waited_for(kept: dict[int, bool], joined: datetime) -> None:
    assert asked(RUN, at("2027-01-12 09:00 Europe/Berlin"), kept, joined).waits == 0


@given(
    minutes=st.integers(-20_000, 60_000),
    hours=st.tuples(*[st.integers(0, 6)] * 3),
    kept=st.dictionaries(st.integers(1, 3), st.booleans()),
)
def test_what_is_offered_is_what_the_week_takes(minutes: int, hours: tuple[int, ...], kept: dict[int, bool]) -> None:
    prompt, checkin, closing = (Rhythm(day, RUN.schedule.latest.prompt.at) for day in hours)
    table = Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin", prompt=prompt, checkin=checkin, closing=closing)
    of, now = Run(schedule=steady(table), weeks=3), JOINED + timedelta(minutes=minutes)

    found = asked(of, now, kept, JOINED)

    assert found.window is window(of, found.week, now)
    assert found.opens <= found.closes
    if found.is_open(now):
        assert takes(found.window, kept.get(found.week))
    if found.waits:
        assert takes(window(of, found.waits, now), None)
        assert found.waits not in kept
        assert now < found.lapses == run.lapse(of, found.waits)
