"""Cohorts that live through a season keep every promise; `make bench ARGS=cohorts` asks a thousand of them."""

import pytest

from tests.support import cohorts
from tests.support.cohorts import Habits

SMALL, MOST = 40, 60


@pytest.mark.parametrize("seed", range(1, SMALL + 1))
def test_a_small_cohort_is_served_as_well_as_can_be(seed: int) -> None:
    told = cohorts.play(seed, cohorts.habits(seed, MOST))

    assert told.first <= told.names
    assert told.rounds >= cohorts.WEEKS


@pytest.mark.parametrize("scarce", [True, False])
def test_so_is_a_large_one(scarce: bool) -> None:
    told = cohorts.play(7, Habits(people=240, scarce=scarce, declines=0.5, silence=0.1))

    assert told.declined > 0
    assert told.expired > 0
    assert told.names > told.first > 0
