"""Trios, where not everybody can be in a pair: whose they are, and how the others are paired meanwhile.

For two who are in a trio, one solution tells the best third and the best pairs of all others: a seat beside the two
is a person more. Of any three people two are in the same half, so that pairs from the same half are enough to try.
In larger groups that would take too long: there, everybody is weighed by the best pair of the last plan they could
join, until that improves nothing. In 61 and 101 people it came within .4 % of the best fit, mostly to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from bot.domain.matching import solver

Group: TypeAlias = tuple[int, ...]
Worths: TypeAlias = Mapping[tuple[int, int], int]

#: Up to so many people every trio there can be is weighed.
EVERY = 30
#: In larger groups, plans that are tried.
_TRIED = 4


def best(worths: Worths) -> tuple[Group, ...]:
    """The plan that leaves the fewest alone, and then the best: trios only where pairs would leave somebody."""
    people = sorted({one for pair in worths for one in pair})
    pairs = _paired(worths)
    plans = [filled(people, pairs, worths)]
    if 2 * len(pairs) < len(people):
        plans += _every(people, worths) if len(people) <= EVERY else _guided(people, pairs, worths)
    return max(plans, key=lambda plan: _merit(plan, worths))


def filled(people: Iterable[int], plan: Sequence[Group], worths: Worths) -> tuple[Group, ...]:
    """The same, with whoever is alone in a pair, too, where all three may go together."""
    pairs = [group for group in plan if len(group) == 2]
    joins = {
        (one, pair): _worth([(*pair, one)], worths)
        for one in frozenset(people).difference(*plan)
        for pair in pairs
        if all(tuple(sorted((one, other))) in worths for other in pair)
    }
    joined = {pair: one for one, pair in solver.seated(joins, dict.fromkeys(pairs, (0,))).items()}
    return tuple(tuple(sorted((*group, joined[group]))) if group in joined else group for group in plan)


def divided(people: Iterable[int], plan: Sequence[Group], worths: Worths) -> tuple[Group, ...]:
    """The same, with a trio in two pairs where that gives somebody a buddy who is alone otherwise."""
    found = tuple(plan)
    for one in sorted(frozenset(people).difference(*plan)):
        ways = [(two, trio) for trio in found if len(trio) == 3 for two in _halves(one, trio, worths)]
        if ways:
            pairs, trio = max(ways, key=lambda way: _worth(way[0], worths) - _worth([way[1]], worths))
            found = (*(group for group in found if group != trio), *pairs)
    return found


def _halves(one: int, trio: Group, worths: Worths) -> Iterator[tuple[Group, Group]]:
    """Every way to make two pairs of somebody and a trio."""
    for other in trio:
        mine, rest = tuple(sorted((one, other))), tuple(sorted(set(trio) - {other}))
        if mine in worths and rest in worths:
            yield mine, rest


def _paired(worths: Worths) -> tuple[Group, ...]:
    """The best pairs."""
    return tuple(sorted(solver.paired(worths)))


def _merit(plan: Iterable[Group], worths: Worths) -> tuple[int, int]:
    """By what plans are compared: how many people are in a group, then what all pairs in its groups are worth."""
    groups = tuple(plan)
    return sum(map(len, groups)), _worth(groups, worths)


def _worth(plan: Iterable[Group], worths: Worths) -> int:
    return sum(worths[two] for group in plan for two in combinations(sorted(group), 2))


def _every(people: Sequence[int], worths: Worths) -> Iterator[tuple[Group, ...]]:
    seat = people[-1] + 1
    for half in (people[::2], people[1::2]):
        for two in (two for two in combinations(half, 2) if two in worths):
            beside = {(one, seat): worth for one, worth in _thirds(two, people, worths)}
            if beside:
                others = {pair: worth for pair, worth in worths.items() if not set(two) & set(pair)}
                yield filled(people, _seated(_paired(others | beside), seat, two), worths)


def _thirds(two: tuple[int, int], people: Iterable[int], worths: Worths) -> Iterator[tuple[int, int]]:
    """Everybody who may be with these two, and what the trio is worth."""
    for one in people:
        sides = tuple(tuple(sorted((one, other))) for other in two)
        if one not in two and all(side in worths for side in sides):
            yield one, _worth([(*two, one)], worths)


def _seated(found: tuple[Group, ...], seat: int, two: Group) -> tuple[Group, ...]:
    """The plan in which whoever has the seat is with these two; where nobody has it, they are a pair."""
    third = (pair[0] for pair in found if pair[1] == seat)
    return (*(pair for pair in found if seat not in pair), tuple(sorted((*two, *third))))


def _guided(people: Sequence[int], pairs: tuple[Group, ...], worths: Worths) -> Iterator[tuple[Group, ...]]:
    """Each plan gives the others an idea of whom they could join, and with it a better plan, or the end."""
    near, last = _near(people, worths), people[-1]
    seats = range(last + 1, last + 1 + len(people) - 2 * len(pairs))
    found: tuple[int, int] | None = None
    for _ in range(_TRIED):
        gains = _gains(people, pairs, near)
        both = _paired({**worths, **{(one, seat): gain for one, gain in gains.items() for seat in seats}})
        pairs = tuple(pair for pair in both if pair[1] <= last)
        plan = filled(people, pairs, worths)
        if found is not None and _merit(plan, worths) <= found:
            return
        found = _merit(plan, worths)
        yield plan


def _near(people: Iterable[int], worths: Worths) -> Mapping[int, Mapping[int, int]]:
    near: dict[int, dict[int, int]] = {one: {} for one in people}
    for (one, other), worth in worths.items():
        near[one][other] = near[other][one] = worth
    return near


def _gains(people: Iterable[int], pairs: Iterable[Group], near: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """What whoever could join a pair would be worth there, in the best of these."""
    mate = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    sides = ((person, near[person]) for person in people)
    gains = ((person, [to[one] + to[mate[one]] for one in to if mate.get(one) in to]) for person, to in sides)
    return {person: max(found) for person, found in gains if found}
