"""Another exact way to assign: successive shortest paths (Ford and Fulkerson), slow, and simple enough to believe."""

from collections.abc import Mapping, Sequence
from math import inf

SOURCE, SINK = ("source", ""), ("sink", "")


def best(worths: Mapping[tuple[str, str], int], seats: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    """How many on the left can have a seat, and the greatest worth of all who then do."""
    cost, room = _network(worths, seats)
    served = total = 0
    while path := _cheapest(cost, room):
        for step in path:
            room[step] -= 1
            room[step[::-1]] += 1
            total -= cost[step]
        served += 1
    return served, total


def _network(
    worths: Mapping[tuple[str, str], int], seats: Mapping[str, Sequence[int]]
) -> tuple[dict[tuple[object, object], int], dict[tuple[object, object], int]]:
    cost: dict[tuple[object, object], int] = {}
    for (left, right), worth in worths.items():
        cost[SOURCE, ("left", left)] = 0
        cost[("left", left), ("right", right)] = -worth
    for right, bonuses in seats.items():
        for number, bonus in enumerate(bonuses):
            cost[("right", right), ("seat", right, number)] = -bonus
            cost[("seat", right, number), SINK] = 0
    room = dict.fromkeys(cost, 1) | {step[::-1]: 0 for step in cost}
    return cost | {step[::-1]: -price for step, price in cost.items()}, room


def _cheapest(
    cost: Mapping[tuple[object, object], int], room: Mapping[tuple[object, object], int]
) -> list[tuple[object, object]]:
    """The cheapest way for one more, by Bellman and Ford; empty when there is none."""
    far: dict[object, float] = {SOURCE: 0}
    came: dict[object, object] = {}
    changed = True
    while changed:
        changed = False
        for (here, there), left in room.items():
            if left and here in far and far[here] + cost[here, there] < far.get(there, inf):
                far[there], came[there], changed = far[here] + cost[here, there], here, True
    path: list[tuple[object, object]] = []
    at: object = SINK
    while at in came:
        path.append((came[at], at))
        at = came[at]
    return path
