"""The solver finds the best there is: held against every plan where they are few, and against another way."""

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import solver
from tests.support import flows

POINTS = st.integers(-1000, 1000)
ASKED = st.dictionaries(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("vwxyz")), POINTS, max_size=24)
SEATS = st.fixed_dictionaries({right: st.lists(st.integers(-9, 9), max_size=3) for right in "vwxyz"})
PEERS = st.dictionaries(st.sampled_from([*combinations("abcdefghi", 2)]), POINTS, max_size=30)


@given(worths=ASKED, seats=SEATS)
def test_as_many_as_can_be_served_for_the_greatest_worth(
    worths: dict[tuple[str, str], int], seats: dict[str, list[int]]
) -> None:
    found = solver.seated(worths, seats)

    assert (len(found), _worth(found, worths, seats)) == flows.best(worths, seats)


def test_so_it_is_with_many_people_and_few_seats() -> None:
    chance = Random(7)
    pairs = [(f"l{left}", f"r{right}") for left in range(60) for right in chance.sample(range(15), 5)]
    worths = {pair: chance.randrange(1 << 90) for pair in pairs}
    seats = {f"r{right}": [-load for load in range(chance.randint(1, 4))] for right in range(15)}
    found = solver.seated(worths, seats)

    assert (len(found), _worth(found, worths, seats)) == flows.best(worths, seats)


@given(worths=ASKED, seats=SEATS)
def test_a_plan_holds_only_what_may_be(worths: dict[tuple[str, str], int], seats: dict[str, list[int]]) -> None:
    found = solver.seated(worths, seats)

    assert found.items() <= worths.keys()
    assert all(list(found.values()).count(right) <= len(seats[right]) for right in found.values())


@given(worths=ASKED, seats=SEATS, chance=st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_told_does_not_matter(
    worths: dict[tuple[str, str], int], seats: dict[str, list[int]], chance: Random
) -> None:
    shuffled, turned = list(worths.items()), list(seats.items())
    chance.shuffle(shuffled)
    chance.shuffle(turned)

    assert solver.seated(dict(shuffled), dict(turned)) == solver.seated(worths, seats)


@given(worths=PEERS)
def test_peers_are_paired_as_no_other_way_pairs_them_better(worths: dict[tuple[str, str], int]) -> None:
    found = solver.paired(worths)
    people = [one for pair in found for one in pair]

    assert len(set(people)) == len(people)
    assert (len(found), sum(worths[pair] for pair in found)) == _best_of_all(worths)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="120 bits"):
        solver.seated({("a", "v"): solver.MOST + 1}, {"v": [0]})
    with pytest.raises(ValueError, match="120 bits"):
        solver.paired({("a", "b"): -solver.MOST - 1})


def test_nobody_is_paired_with_themselves_and_a_pair_is_told_once() -> None:
    with pytest.raises(ValueError, match="two different people"):
        solver.paired({("a", "a"): 1})
    with pytest.raises(ValueError, match="there once"):
        solver.paired({("a", "b"): 1, ("b", "a"): 2})


def test_the_largest_numbers_are_counted_exactly() -> None:
    near = solver.MOST - 1
    worths = {("a", "v"): near, ("a", "w"): near + 1, ("b", "v"): near - 1, ("b", "w"): near + 1}

    assert solver.seated(worths, {"v": [0], "w": [0]}) == {"a": "v", "b": "w"}


def test_nobody_and_nothing_is_an_empty_plan() -> None:
    assert solver.seated({}, {}) == {}
    assert solver.seated({("a", "v"): 1}, {}) == {}
    assert solver.paired({}) == frozenset()


def _worth(found: Mapping[str, str], worths: Mapping[tuple[str, str], int], seats: Mapping[str, list[int]]) -> int:
    """What a plan is worth, with the best of the seats that it takes."""
    pairs = sum(worths[pair] for pair in found.items())
    taken = {right: list(found.values()).count(right) for right in seats}
    return pairs + sum(sum(sorted(seats[right], reverse=True)[:count]) for right, count in taken.items())


def _best_of_all(worths: Mapping[tuple[str, str], int]) -> tuple[int, int]:
    """The best of every way to pair them: whoever comes first stays alone, or goes with each of the others."""
    both = {**worths, **{(other, one): worth for (one, other), worth in worths.items()}}

    @cache
    def best(left: tuple[str, ...]) -> tuple[int, int]:
        if not left:
            return 0, 0
        ways = [best(left[1:])]
        for other in left[1:]:
            if (left[0], other) in both:
                pairs, worth = best(tuple(one for one in left[1:] if one != other))
                ways.append((pairs + 1, worth + both[left[0], other]))
        return max(ways)

    return best(tuple(sorted({one for pair in worths for one in pair})))
