"""A larger circle, where not every trio is weighed, comes as near to the best as can be wished for."""

from dataclasses import replace

import pytest

from bot.domain.matching import buddies, trios
from bot.domain.matching.buddies import Circle
from tests.support import communities


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_plan_of_a_larger_circle_is_nearly_the_best(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = _circle(trios.EVERY + 7, seed)
    worths, plan = buddies.worths(circle), buddies.groups(circle)
    pairs = trios.filled([peer.number for peer in circle.peers], trios._paired(worths), worths)
    monkeypatch.setattr(trios, "EVERY", len(circle.peers))
    best = buddies.groups(circle)

    placed, worth = trios._merit(plan, worths)
    assert trios._merit(pairs, worths) < (placed, worth) <= trios._merit(best, worths)
    assert placed == len(circle.peers)
    assert abs(worth) < 1.02 * abs(trios._merit(best, worths)[1])


def _circle(people: int, seed: int) -> Circle:
    """Everybody may go with nearly everybody: hours are left open."""
    circle = communities.circle(people, seed)
    return replace(circle, peers=[replace(one, traits=replace(one.traits, free=0)) for one in circle.peers])
