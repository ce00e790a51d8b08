"""Streaks: weeks in a row, which neither an open week nor a pause breaks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accountability import excused, missed, streak
from bot.domain.run import Run
from bot.domain.schedule import Timetable, steady

WEEKS = st.integers(1, 40)
SETS = st.frozensets(WEEKS)
RUN = Run(schedule=steady(Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")), weeks=27)


@pytest.mark.parametrize(
    ("kept", "away", "week", "expected"),
    [
        pytest.param({1, 2, 3}, set(), 3, 3, id="every week so far"),
        pytest.param({1, 2, 3}, set(), 4, 3, id="this week is still open"),
        pytest.param({1, 2, 3}, set(), 5, 0, id="a week was missed"),
        pytest.param({1, 3, 4}, set(), 4, 2, id="a gap before it"),
        pytest.param({5}, set(), 4, 0, id="only a week to come"),
        pytest.param(set(), set(), 1, 0, id="nothing yet"),
        pytest.param({1, 2, 5}, {3, 4}, 5, 3, id="a pause in between joins up"),
        pytest.param({1, 2}, {3, 4}, 5, 2, id="back from a pause, not asked yet"),
        pytest.param({1, 3}, {3}, 3, 1, id="kept in a pause, after a missed week"),
        pytest.param(set(), {1, 2}, 3, 0, id="nothing but a pause"),
    ],
)
def test_a_streak_counts_back_from_this_week(kept: set[int], away: set[int], week: int, expected: int) -> None:
    assert streak(kept, away, week) == expected


@given(kept=SETS, away=SETS, week=WEEKS)
def test_checking_in_never_shortens_a_streak(kept: frozenset[int], away: frozenset[int], week: int) -> None:
    assert streak(kept | {week}, away, week) == 1 + streak(kept - {week}, away, week)


@given(kept=SETS, away=SETS, week=WEEKS)
def test_a_pause_never_shortens_a_streak(kept: frozenset[int], away: frozenset[int], week: int) -> None:
    assert streak(kept, away, week) >= streak(kept, (), week)


@given(kept=SETS, away=SETS, week=WEEKS)
def test_a_streak_is_what_was_kept_since_the_last_missed_week(
    kept: frozenset[int], away: frozenset[int], week: int
) -> None:
    over = range(1, week + (week in kept))
    gaps = [one for one in over if one not in kept and one not in away]

    assert streak(kept, away, week) == len([one for one in over if one in kept and one > max(gaps, default=0)])


@pytest.mark.parametrize(
    ("kept", "away", "weeks", "expected"),
    [
        pytest.param({1, 2}, set(), range(1, 3), 0, id="none"),
        pytest.param({1}, set(), range(1, 4), 2, id="two"),
        pytest.param(set(), set(), range(1, 4), 3, id="never there"),
        pytest.param({1}, {3}, range(1, 5), 2, id="with a pause in between"),
        pytest.param({1}, {4}, range(1, 5), 0, id="the last one is a pause"),
        pytest.param(set(), set(), range(3, 3), 0, id="no week counts yet"),
    ],
)
def test_missed_weeks_are_counted_up_to_the_last_one(
    kept: set[int], away: set[int], weeks: range, expected: int
) -> None:
    assert missed(kept, away, weeks) == expected


@pytest.mark.parametrize(
    ("since", "until", "weeks"),
    [
        pytest.param(date(2027, 1, 4), date(2027, 1, 7), set(), id="back before the check-in opens on Friday"),
        pytest.param(date(2027, 1, 6), date(2027, 1, 8), {1}, id="over the Friday"),
        pytest.param(date(2027, 1, 10), date(2027, 1, 10), {1}, id="the eve of the closing"),
        pytest.param(date(2027, 1, 11), date(2027, 1, 14), set(), id="the morning of the closing is not asked"),
        pytest.param(date(2027, 1, 10), date(2027, 1, 22), {1, 2, 3}, id="three weeks"),
        pytest.param(date(2026, 1, 1), date(2026, 12, 31), set(), id="before it all"),
    ],
)
def test_a_week_is_excused_when_its_check_in_was_open_in_a_pause(since: date, until: date, weeks: set[int]) -> None:
    assert excused(RUN, [(since, until)]) == weeks


def test_a_pause_of_the_cohort_excuses_as_well() -> None:
    paused = replace(RUN.schedule, pauses=((date(2027, 1, 13), date(2027, 1, 31)),))

    assert excused(Run(schedule=paused, weeks=27), [(date(2027, 2, 27), date(2027, 2, 27))]) == {2, 3, 4, 8}
