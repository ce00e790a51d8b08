"""Mentors and buddies for 20 to 2,000 people in all: scoring and solving apart, beside networkx and SciPy.

Before anything is measured, theirs and ours must have found the same optimum.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.domain.matching import buddies, lots, mentors, scores, solver
from bot.domain.matching.mentors import Round
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds, timed
from tests.support import communities, others

SIZES = (20, 200, 500, 2000)
#: More than this takes networkx minutes; SciPy has no matching in general graphs, which is what buddies need.
NETWORKX = 500
#: A round of so many people in all has a promise: seconds for scoring and solving.
PROMISED, WITHIN = 500, 1

Pair = tuple[int, int]


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """Each size: scoring, solving, and the whole round as it is asked for."""
    for people in SIZES:
        yield from _mentors(people)
        yield from _buddies(people)


def _mentors(people: int) -> Iterator[Contest]:
    given = communities.community(people)
    fits = mentors.fitting(given)
    solving = partial(mentors.assigned, given, fits)
    seats = {one.number: one.seats for one in given.mentors}
    worths = _worths(given, fits)
    name = f"{len(given.learners)} learners, {len(given.mentors)} mentors, {len(fits)} pairs that may be"
    plan, theirs = solving(), others.assigned(worths, seats, others.EXACT // 4)
    assert _told(given, fits, plan) == _told(given, fits, theirs), "SciPy found another optimum"
    yield _scoring(name, partial(mentors.fitting, given), len(given.learners) * len(given.mentors))
    scipy = partial(others.assigned, worths, seats, others.EXACT // 4)
    yield _solving(name, solving, "SciPy, without load and lots", scipy, people)
    if people <= NETWORKX:
        exact = {pair: (worth << lots.BITS) + lots.drawn(given.seed, pair) for pair, worth in worths.items()}
        chairs = {one: (0,) * many for one, many in seats.items()}
        ours = solver.seated(exact, chairs)
        assert (len(ours), sum(exact[pair] for pair in ours.items())) == others.seated(exact, chairs)
        networkx = partial(others.seated, exact, chairs)
        yield _solving(name, partial(solver.seated, exact, chairs), "networkx", networkx, people)
    yield _whole(f"{people} people, mentors in all", partial(mentors.plan, given), scipy, "SciPy's solving", people)


def _buddies(people: int) -> Iterator[Contest]:
    circle = communities.circle(people)
    worths = buddies.worths(circle)
    name = f"{people} peers, {len(worths)} pairs that may be"
    yield _scoring(name, partial(buddies.worths, circle), people * (people - 1) // 2)
    solving = partial(solver.paired, worths)
    if people <= NETWORKX:
        found = solving()
        assert (len(found), sum(worths[pair] for pair in found)) == others.paired(worths), "networkx found another"
        yield _solving(name, solving, "networkx", partial(others.paired, worths), people)
    whole = partial(buddies.groups, circle)
    yield _whole(f"{people} people, buddies in all", whole, solving, "pairing them without trios", people)


def _scoring(name: str, work: Callable[[], object], pairs: int) -> Contest:
    return Contest(
        name=f"scoring, {name}",
        unit=Unit.MILLISECONDS,
        ours=lambda: timed(work),
        against="counting the pairs one by one",
        baseline=lambda: timed(lambda: sum(1 for _ in range(pairs))),
        rounds=5,
    )


def _solving(
    name: str, ours: Callable[[], object], against: str, theirs: Callable[[], object], people: int
) -> Contest:
    quick = people < PROMISED
    return Contest(
        name=f"solving, {name}",
        unit=Unit.MILLISECONDS,
        ours=lambda: timed(ours),
        against=against,
        baseline=lambda: timed(theirs),
        rounds=5 if quick else 1,
        warms=quick,
    )


def _whole(name: str, ours: Callable[[], object], theirs: Callable[[], object], against: str, people: int) -> Contest:
    return Contest(
        name=name,
        unit=Unit.SECONDS,
        ours=lambda: timed(ours),
        against=against,
        baseline=lambda: timed(theirs),
        within=WITHIN if people == PROMISED else None,
        rounds=5 if people <= PROMISED else 1,
        warms=people <= PROMISED,
    )


def _worths(given: Round, fits: Mapping[Pair, int]) -> dict[Pair, int]:
    """The first goals as one number that a float holds: who waited longest, then the fit."""
    waited = {one.number: one.waited for one in given.learners}
    ranks = {wait: rank for rank, wait in enumerate(sorted(set(waited.values())))}
    weight = len(waited) * scores.FULL**2 + 1
    return {pair: weight * ranks[waited[pair[0]]] - (scores.FULL - fit) ** 2 for pair, fit in fits.items()}


def _told(given: Round, fits: Mapping[Pair, int], plan: Mapping[int, int]) -> tuple[int, int]:
    worths = _worths(given, fits)
    return len(plan), sum(worths[pair] for pair in plan.items())
