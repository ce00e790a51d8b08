"""When a week takes an answer."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import run
from bot.domain.rhythm import Rhythm
from bot.domain.run import Run
from bot.domain.schedule import Rest, Timetable, rested, steady
from bot.domain.window import Window, takes, window
from tests.support.worlds import at

TABLE = Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")
RUN = Run(schedule=steady(TABLE), weeks=27)
EARLY = Run(schedule=steady(replace(TABLE, closing=Rhythm(6, time(20)))), weeks=27)
RESTED = Run(schedule=rested(steady(TABLE), Rest(day=date(2027, 1, 11))), weeks=27)


@pytest.mark.parametrize(
    ("calendar", "moment", "expected"),
    [
        (RUN, "2027-01-04 08:59 Europe/Berlin", Window.AHEAD),
        (RUN, "2027-01-04 09:00 Europe/Berlin", Window.OPEN),
        (RUN, "2027-01-11 08:59 Europe/Berlin", Window.OPEN),
        (RUN, "2027-01-11 09:00 Europe/Berlin", Window.LATE),
        (RUN, "2027-01-15 14:59 Europe/Berlin", Window.LATE),
        (RUN, "2027-01-15 15:00 Europe/Berlin", Window.CLOSED),
        (EARLY, "2027-01-10 20:00 Europe/Berlin", Window.LATE),
        (RESTED, "2027-01-21 12:00 Europe/Berlin", Window.LATE),
        (RESTED, "2027-01-22 15:00 Europe/Berlin", Window.CLOSED),
    ],
)
def test_a_week_is_open_then_late_then_closed(calendar: Run, moment: str, expected: Window) -> None:
    assert window(calendar, 1, at(moment)) is expected


@pytest.mark.parametrize(
    ("where", "late", "resting", "expected"),
    [
        (Window.OPEN, None, False, True),
        (Window.OPEN, False, False, True),
        (Window.LATE, None, False, True),
        (Window.LATE, True, False, True),
        pytest.param(Window.LATE, False, False, False, id="what was said on time is settled"),
        pytest.param(Window.LATE, False, True, True, id="while the cohort rests a word may be added"),
        (Window.AHEAD, None, True, False),
        (Window.CLOSED, None, True, False),
        (Window.CLOSED, True, False, False),
    ],
)
def test_what_takes_words(where: Window, late: bool | None, resting: bool, expected: bool) -> None:
    assert takes(where, late, resting) is expected


@given(st.integers(1, 27))
def test_the_windows_of_a_week_follow_each_other(week: int) -> None:
    edges = [run.prompt(RUN, week).due, run.closing(RUN, week).due, run.lapse(RUN, week)]

    assert [window(RUN, week, edge) for edge in edges] == [Window.OPEN, Window.LATE, Window.CLOSED]
