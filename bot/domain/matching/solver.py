"""The best assignment, exactly: as many as can be served, then the greatest worth in all.

Edmonds' matching in a general graph (https://doi.org/10.4153/CJM-1965-045-4), as rustworkx has it; with whole numbers
it rounds nothing. A seat is a node of its own, so whoever has several can take several. The order in which anything
is given does not matter; where several plans are best, which one comes out is settled by the numbers of the nodes.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol, Self, TypeVar

from rustworkx import PyGraph, max_weight_matching

#: rustworkx counts in 128 bits with a sign, and doubles what it is given.
MOST = 1 << 120


class Ordered(Hashable, Protocol):
    """What can be put in order: a number, a name."""

    def __lt__(self, other: Self, /) -> bool:
        """Whether it comes before."""
        ...


L = TypeVar("L", bound=Ordered)
R = TypeVar("R", bound=Ordered)


def seated(worths: Mapping[tuple[L, R], int], seats: Mapping[R, Sequence[int]]) -> dict[L, R]:
    """Give each on the left at most one seat on the right: as many as can have one, for the greatest worth in all.

    `worths` has the pairs that may be, in whole points; `seats` has the worth of each free seat by itself, as in
    `(0, -1)`: two, the second of which is taken rather less. Raises `ValueError` for a worth beyond ±2¹²⁰.
    """
    lefts = sorted({left for left, _ in worths})
    chairs = [(right, worth) for right in sorted(seats) for worth in seats[right]]
    at = {left: node for node, left in enumerate(lefts)}
    nodes: dict[R, list[int]] = {}
    for node, (right, _) in enumerate(chairs, start=len(lefts)):
        nodes.setdefault(right, []).append(node)
    edges = [
        (at[left], node, _within(worth + chairs[node - len(lefts)][1]))
        for (left, right), worth in sorted(worths.items())
        for node in nodes.get(right, ())
    ]
    found = _matched(len(lefts) + len(chairs), edges)
    return {lefts[left]: chairs[seat - len(lefts)][0] for left, seat in sorted(map(sorted, found))}


def paired(worths: Mapping[tuple[L, L], int]) -> frozenset[tuple[L, L]]:
    """Pairs of equals: as many as there can be, for the greatest worth in all; the smaller one of a pair is first.

    `worths` has the pairs that may be, each once, whichever comes first. Raises `ValueError` for somebody paired with
    themselves, for a pair that is there twice, and for a worth beyond ±2¹²⁰.
    """
    people = sorted({one for pair in worths for one in pair})
    at = {one: node for node, one in enumerate(people)}
    edges = sorted(
        (min(at[one], at[other]), max(at[one], at[other]), _within(worth)) for (one, other), worth in worths.items()
    )
    if any(one == other for one, other, _ in edges) or len({edge[:2] for edge in edges}) < len(edges):
        raise ValueError("a pair is of two different people, and there once")
    found = _matched(len(people), edges)
    return frozenset((people[min(pair)], people[max(pair)]) for pair in found)


def _matched(nodes: int, edges: Iterable[tuple[int, int, int]]) -> set[tuple[int, int]]:
    graph: PyGraph[None, int] = PyGraph(multigraph=False)
    graph.add_nodes_from([None] * nodes)
    graph.add_edges_from(list(edges))
    return max_weight_matching(graph, max_cardinality=True, weight_fn=lambda worth: worth)


def _within(worth: int) -> int:
    if not -MOST <= worth <= MOST:
        raise ValueError("a worth may have at most 120 bits")
    return worth
