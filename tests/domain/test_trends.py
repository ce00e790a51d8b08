"""Where somebody's own figures go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trends import LATELY, Direction, direction, trend


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2, 2, 4, 4], Direction.UP),
        ([4, 4, 2, 2], Direction.DOWN),
        ([3, 3, 3, 3], Direction.STEADY),
        pytest.param([3, 4, 3, 4, 3, 4], Direction.STEADY, id="a third of a point is little"),
        pytest.param([1, 5, 3], None, id="three weeks tell nothing"),
        ([], None),
    ],
)
def test_energy_goes_up_or_down_or_neither(values: list[int], expected: Direction | None) -> None:
    assert direction(values) is expected


def test_a_trend_counts_the_last_weeks_without_pauses() -> None:
    found = trend({1, 2, 3, 9, 10}, {4, 5}, {1: 1, 2: 1, 3: 3, 9: 3, 10: 4}, range(1, 11))

    assert (found.kept, found.weeks, found.energy) == (3, 6, None)


@given(
    kept=st.frozensets(st.integers(1, 30)),
    away=st.frozensets(st.integers(1, 30)),
    last=st.integers(0, 30),
)
def test_nobody_keeps_more_weeks_than_there_were(kept: frozenset[int], away: frozenset[int], last: int) -> None:
    found = trend(kept, away, {}, range(1, last + 1))

    assert 0 <= found.kept <= found.weeks <= min(LATELY, last)
