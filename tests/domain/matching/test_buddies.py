"""Buddy rounds: nobody is left who could go with somebody, and nobody is repeated while that can be avoided."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.matching import buddies, trios
from bot.domain.matching.buddies import Circle, Group, Peer
from bot.domain.matching.people import Traits
from tests.support.rounds import WEEK, traits

ROUNDS = 19


@st.composite
def circles(draw: st.DrawFn, most: int = 9) -> Circle:
    """A small circle in which some have met and some keep apart."""
    numbers = range(1, 1 + draw(st.integers(0, most)))
    peers = [Peer(number=number, traits=draw(traits)) for number in numbers]
    pairs = [*combinations(numbers, 2)]
    if not pairs:
        return Circle(peers=peers, week=WEEK, seed="s")
    met = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 3), max_size=6))
    apart = draw(st.frozensets(st.sampled_from(pairs), max_size=4))
    return Circle(peers=peers, week=WEEK, seed="s", met=met, apart=apart)


@given(circle=circles())
def test_everybody_is_in_one_group_of_two_or_three_that_may_be(circle: Circle) -> None:
    groups = buddies.groups(circle)
    placed = [one for group in groups for one in group]

    assert len(set(placed)) == len(placed)
    assert {len(group) for group in groups} <= {2, 3}
    assert not any(two in circle.apart for group in groups for two in combinations(group, 2))


@given(circle=circles())
def test_whoever_is_left_could_go_with_nobody_who_is_left(circle: Circle) -> None:
    placed = {one for group in buddies.groups(circle) for one in group}
    left = [peer for peer in circle.peers if peer.number not in placed]

    assert buddies.groups(replace(circle, peers=left)) == ()


@given(circle=circles())
def test_the_order_of_people_does_not_matter_to_buddies(circle: Circle) -> None:
    assert buddies.groups(replace(circle, peers=circle.peers[::-1])) == buddies.groups(circle)


@given(circle=circles(most=7))
@settings(max_examples=60)
def test_no_other_way_places_more_or_repeats_less(circle: Circle) -> None:
    may = {pair for pair in combinations([peer.number for peer in circle.peers], 2) if _may(circle, pair)}
    ways = list(_ways(tuple(peer.number for peer in circle.peers), may))
    worths = buddies.worths(circle)

    assert _merit(buddies.groups(circle), circle.met) >= max(_merit(way, circle.met) for way in ways)
    assert _worth(buddies.groups(circle), worths) >= max(_worth(way, worths) for way in ways)


@pytest.mark.parametrize("people", [20, 12])
def test_an_even_circle_meets_everybody_before_anybody_twice(people: int) -> None:
    met: dict[tuple[int, int], int] = {}
    for round_ in range(people - 1):
        peers = [Peer(number=number) for number in range(people)]
        for pair in buddies.groups(Circle(peers=peers, week=WEEK, seed=str(round_), met=met)):
            assert len(pair) == 2
            met[pair[0], pair[1]] = met.get((pair[0], pair[1]), 0) + 1

    assert set(met.values()) == {1}
    assert len(met) == people * (people - 1) // 2


def test_an_odd_one_makes_a_trio() -> None:
    peers = [Peer(number=number) for number in range(5)]

    assert sorted(map(len, buddies.groups(Circle(peers=peers, week=WEEK, seed="")))) == [2, 3]


def test_three_odd_circles_around_one_person_leave_nobody() -> None:
    """Nobody of one circle may go with anybody of another, and person 0 knows one in each: one trio is not enough."""
    near = {(0, 1), (0, 4), (0, 7), *(two for first in (1, 4, 7) for two in combinations(range(first, first + 3), 2))}
    apart = frozenset(combinations(range(10), 2)) - near
    groups = buddies.groups(Circle(peers=[Peer(number=one) for one in range(10)], week=WEEK, seed="", apart=apart))

    assert sorted(one for group in groups for one in group) == [*range(10)]


@pytest.mark.parametrize("people", [trios.EVERY + 1, trios.EVERY + 11])
def test_in_larger_circles_nobody_is_alone_and_nobody_meets_again_either(people: int) -> None:
    circle = Circle(peers=[Peer(number=number) for number in range(people)], week=WEEK, seed="")
    for round_ in range(4):
        groups = buddies.groups(replace(circle, seed=str(round_)))
        pairs = [pair for group in groups for pair in combinations(group, 2)]

        assert sum(map(len, groups)) == people
        assert not circle.met.keys() & set(pairs)
        circle = replace(circle, met={**circle.met, **dict.fromkeys(pairs, 1)})


def test_a_field_that_both_know_decides_between_people_who_are_alike_in_all_else() -> None:
    known = ["payments", "games", "payments", "games"]
    peers = [Peer(number=at, traits=Traits(fields=frozenset({one}))) for at, one in enumerate(known)]

    assert buddies.groups(Circle(peers=peers, week=WEEK, seed="")) == ((0, 2), (1, 3))


def test_a_trade_decides_between_equals() -> None:
    peers = [
        Peer(number=1, gives=frozenset({"sql"}), seeks=frozenset({"testing"})),
        Peer(number=2),
        Peer(number=3),
        Peer(number=4, gives=frozenset({"testing"}), seeks=frozenset({"sql"})),
    ]

    assert buddies.groups(Circle(peers=peers, week=WEEK, seed="")) == ((1, 4), (2, 3))


def test_interests_that_are_shared_bring_people_together() -> None:
    liked = ["search", "vision", "search", "vision"]
    peers = [Peer(number=at, traits=Traits(interests=frozenset({one}))) for at, one in enumerate(liked)]

    assert buddies.groups(Circle(peers=peers, week=WEEK, seed="")) == ((0, 2), (1, 3))


def _may(circle: Circle, pair: tuple[int, int]) -> bool:
    two = [peer for peer in circle.peers if peer.number in pair]
    return bool(buddies.groups(replace(circle, peers=two)))


def _merit(groups: tuple[Group, ...], met: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    pairs = [two for group in groups for two in combinations(group, 2)]
    return sum(map(len, groups)), -sum(met.get(two, 0) for two in pairs)


def _worth(groups: tuple[Group, ...], worths: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    return sum(map(len, groups)), sum(worths[two] for group in groups for two in combinations(group, 2))


def _ways(
    left: tuple[int, ...], may: set[tuple[int, int]], trio: tuple[Group, ...] | None = None
) -> list[tuple[Group, ...]]:
    """Every way to put people into pairs that may be, with at most one trio."""
    if not left:
        return [trio or ()]
    first, rest = left[0], left[1:]
    found = _ways(rest, may, trio)
    for other in rest:
        if (first, other) in may:
            remaining = tuple(one for one in rest if one != other)
            found += [((first, other), *way) for way in _ways(remaining, may, trio)]
    if trio is None:
        for two in combinations(rest, 2):
            if {(first, two[0]), (first, two[1]), two} <= may:
                remaining = tuple(one for one in rest if one not in two)
                found += _ways(remaining, may, ((first, *two),))
    return found
