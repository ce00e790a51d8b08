"""Exact methods of others, to hold ours against: SciPy's flows and assignments, networkx's matching."""

from collections.abc import Collection, Mapping, Sequence

import networkx
import numpy
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, maximum_flow

Pair = tuple[int, int]

#: Below this, a float is exact for every whole number, and for the sums that an assignment makes of them.
EXACT = 2**50


def most_served(pairs: Collection[Pair], seats: Mapping[int, int]) -> int:
    """How many on the left can have a seat on the right, by the greatest flow (SciPy)."""
    lefts, rights = sorted({left for left, _ in pairs}), sorted({right for _, right in pairs})
    if not lefts:
        return 0
    at = {("left", one): place for place, one in enumerate(lefts, start=1)}
    at |= {("right", one): place for place, one in enumerate(rights, start=len(lefts) + 1)}
    source, sink = 0, len(at) + 1
    steps = [(source, at["left", one], 1) for one in lefts]
    steps += [(at["left", one], at["right", other], 1) for one, other in pairs]
    steps += [(at["right", one], sink, seats[one]) for one in rights]
    here, there, room = (numpy.array(column, dtype=numpy.int32) for column in zip(*steps, strict=True))
    return int(maximum_flow(csr_array((room, (here, there)), shape=(sink + 1, sink + 1)), source, sink).flow_value)


def assigned(worths: Mapping[Pair, int], seats: Mapping[int, int], unserved: int) -> dict[int, int]:
    """Who gets which seat for the greatest worth in all, where nobody costs more than `unserved` (SciPy).

    Raises `OverflowError` for numbers that floats do not hold.
    """
    lefts = sorted({left for left, _ in worths})
    chairs = [right for right in sorted(seats) for _ in range(seats[right])]
    if unserved >= EXACT or any(abs(worth) >= unserved for worth in worths.values()):
        raise OverflowError
    table = numpy.full((len(lefts), len(chairs) + len(lefts)), -float(unserved))
    columns: dict[int, list[int]] = {}
    for column, right in enumerate(chairs):
        columns.setdefault(right, []).append(column)
    for row, left in enumerate(lefts):
        for right, places in columns.items():
            if (left, right) in worths:
                table[row, places] = worths[left, right]
    rows, found = linear_sum_assignment(table, maximize=True)
    sat = zip(rows.tolist(), found.tolist(), strict=True)
    return {
        lefts[row]: chairs[column]
        for row, column in sat
        if column < len(chairs) and (lefts[row], chairs[column]) in worths
    }


def seated(worths: Mapping[Pair, int], seats: Mapping[int, Sequence[int]]) -> tuple[int, int]:
    """How many can be served, and the greatest worth of all who then are, in whole numbers (networkx)."""
    graph = networkx.Graph()
    for (left, right), worth in worths.items():
        for number, more in enumerate(seats[right]):
            graph.add_edge(("left", left), ("right", right, number), weight=worth + more)
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    return len(found), sum(graph.edges[pair]["weight"] for pair in found)


def paired(worths: Mapping[Pair, int]) -> tuple[int, int]:
    """How many pairs there can be, and the greatest worth of so many, in whole numbers (networkx)."""
    graph = networkx.Graph()
    graph.add_weighted_edges_from((one, other, worth) for (one, other), worth in worths.items())
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    return len(found), sum(graph.edges[pair]["weight"] for pair in found)


def at_most_grouped(pairs: Collection[Pair], parts: Collection[Pair]) -> int:
    """No more people than this can be in pairs of these and in one trio for each part: soon told (SciPy).

    Taken twice, once on either side, people in pairs are as many matches; a trio adds one person at the most.
    """
    whole, these = networkx.Graph(parts), networkx.Graph(pairs)
    return sum(_bound(these.subgraph(part)) for part in networkx.connected_components(whole))


def _bound(graph: networkx.Graph) -> int:
    with_somebody = sum(1 for one in graph if graph.degree(one))
    if not with_somebody:
        return 0
    found = maximum_bipartite_matching(networkx.to_scipy_sparse_array(graph, format="csr"), perm_type="column")
    return min(with_somebody, int((found >= 0).sum()) + 1)


def most_grouped(pairs: Collection[Pair], parts: Collection[Pair]) -> int:
    """How many people can be in pairs of these and in one trio for each part (SciPy).

    Parts are what hangs together by `parts`, which has all of `pairs`.
    """
    whole, these = networkx.Graph(parts), networkx.Graph(pairs)
    return sum(_grouped(these.subgraph(part)) for part in networkx.connected_components(whole))


def _grouped(graph: networkx.Graph) -> int:
    """As a program in whole numbers: everybody in at most one group, at most one of which is a trio."""
    near = {one: {other for other in graph[one] if other > one} for one in graph}
    pairs = [(one, other) for one in near for other in near[one]]
    groups = [*pairs, *((one, other, third) for one, other in pairs for third in near[one] & near[other])]
    if not groups:
        return 0
    row = {one: place for place, one in enumerate(graph)}
    cells = [(row[one], column) for column, group in enumerate(groups) for one in group]
    cells += [(len(row), column) for column in range(len(pairs), len(groups))]
    here, there = (numpy.array(line) for line in zip(*cells, strict=True))
    table = csr_array((numpy.ones(len(cells)), (here, there)), shape=(len(row) + 1, len(groups)))
    worth = [-len(group) for group in groups]
    found = milp(worth, constraints=LinearConstraint(table, ub=1), integrality=numpy.ones(len(groups)), bounds=(0, 1))
    return -round(float(found.fun))
