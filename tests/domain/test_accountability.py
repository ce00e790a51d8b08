"""Streaks: weeks in a row, which an open week does not break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accountability import streak

WEEKS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("kept", "week", "expected"),
    [
        pytest.param({1, 2, 3}, 3, 3, id="every week so far"),
        pytest.param({1, 2, 3}, 4, 3, id="this week is still open"),
        pytest.param({1, 2, 3}, 5, 0, id="a week was missed"),
        pytest.param({1, 3, 4}, 4, 2, id="a gap before it"),
        pytest.param({5}, 4, 0, id="only a week to come"),
        pytest.param(set(), 1, 0, id="nothing yet"),
    ],
)
def test_a_streak_counts_back_from_this_week(kept: set[int], week: int, expected: int) -> None:
    assert streak(kept, week) == expected


@given(kept=st.frozensets(WEEKS), week=WEEKS)
def test_checking_in_never_shortens_a_streak(kept: frozenset[int], week: int) -> None:
    assert streak(kept | {week}, week) == 1 + streak(kept - {week}, week)


@given(kept=st.frozensets(WEEKS), week=WEEKS)
def test_a_streak_is_as_long_as_the_run_of_weeks_it_ends(kept: frozenset[int], week: int) -> None:
    length = streak(kept, week)

    last = week if week in kept else week - 1
    assert set(range(last - length + 1, last + 1)) <= kept
    assert last - length not in kept
