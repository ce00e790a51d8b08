"""A thousand cohorts of 10 to 500 people, each of which lives through a season and is held to every promise."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter

from bot.domain.matching import mentors
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds
from tests.support import cohorts, communities, others

COHORTS, AT_ONCE = 1000, 20


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """Twenty cohorts at a time; a promise that is broken ends the run and names the cohort."""
    for first in range(1, COHORTS + 1, AT_ONCE):
        seeds = range(first, first + AT_ONCE)
        yield Contest(
            name=f"cohorts {seeds[0]} to {seeds[-1]} kept every promise, time of one",
            unit=Unit.SECONDS,
            ours=partial(_lived, seeds),
            against="the greatest flow of one round of so many (SciPy)",
            baseline=partial(_flowed, seeds),
            rounds=1,
            warms=False,
        )


def _lived(seeds: range) -> float:
    begun = perf_counter()
    for seed in seeds:
        try:
            cohorts.play(seed, cohorts.habits(seed))
        except AssertionError as broken:
            broken.add_note(f"cohort {seed}: {cohorts.habits(seed)}")
            raise
    return (perf_counter() - begun) / len(seeds)


def _flowed(seeds: range) -> float:
    rounds = [communities.community(cohorts.habits(seed).people, seed) for seed in seeds]
    allowed = [(mentors.fitting(one), {other.number: other.seats for other in one.mentors}) for one in rounds]
    begun = perf_counter()
    for pairs, seats in allowed:
        others.most_served(pairs, seats)
    return (perf_counter() - begun) / len(seeds)
