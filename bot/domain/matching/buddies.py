"""A buddy round: pairs, and a trio where somebody would be left. Whoever met least goes together first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeAlias

from bot.domain.matching import barriers, lots, scores, trios
from bot.domain.matching.barriers import Barrier, Week
from bot.domain.matching.people import Traits
from bot.domain.matching.scores import Neighbours
from bot.domain.matching.weights import BuddyWeights

Group: TypeAlias = trios.Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Somebody who looks for a buddy; `gives` and `seeks` are strengths and gaps that can be traded."""

    number: int
    traits: Traits = field(default_factory=Traits)
    gives: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Everything a buddy round is decided by.

    `met`: how often two have been buddies; `apart`: who must not be now. In a pair, the smaller number is first.
    """

    peers: Sequence[Peer]
    week: Week
    seed: str
    met: Mapping[tuple[int, int], int] = field(default_factory=dict)
    apart: frozenset[tuple[int, int]] = frozenset()
    weights: BuddyWeights = field(default_factory=BuddyWeights)
    neighbours: Neighbours = frozenset()


def groups(circle: Circle) -> tuple[Group, ...]:
    """Pairs, and a trio where somebody would be left and three may go together; whoever may with none is in none."""
    return tuple(sorted(group for part in _parts(worths(circle)) for group in trios.best(part)))


def joined(circle: Circle, standing: Sequence[Group]) -> tuple[Group, ...]:
    """These groups as they stand; the others of the circle among themselves, or as the third of a pair.

    Where there are only trios to go to, one of them becomes two pairs.
    """
    grouped = frozenset(one for group in standing for one in group)
    rest = replace(circle, peers=tuple(peer for peer in circle.peers if peer.number not in grouped))
    people = frozenset(peer.number for peer in circle.peers) | grouped
    known = worths(circle)
    joining = trios.filled(people, (*standing, *groups(rest)), known)
    return tuple(sorted(trios.divided(people, joining, known)))


def trade(one: Peer, other: Peer) -> tuple[str, str] | None:
    """What each can show the other: the first gives one skill and gets another; nothing unless both do.

    Who says that they have a skill and seek it would trade it for itself: it counts as neither.
    """
    gives = (one.gives - one.seeks) & (other.seeks - other.gives)
    gets = (other.gives - other.seeks) & (one.seeks - one.gives)
    return (min(gives), min(gets)) if gives and gets else None


def kept_away(circle: Circle, number: int) -> Mapping[Barrier, int]:
    """How many others each rule keeps from somebody; what is between two people is counted nowhere."""
    mine = next((peer for peer in circle.peers if peer.number == number), None)
    others = [peer for peer in circle.peers if mine is not None and peer.number != number]
    free = (other for other in others if (min(number, other.number), max(number, other.number)) not in circle.apart)
    met = Counter(_barrier(circle, mine, other) for other in free if mine is not None)
    return {barrier: met[barrier] for barrier in Barrier if met[barrier]}


def worths(circle: Circle) -> dict[tuple[int, int], int]:
    """What each pair that may be is worth, the smaller number first."""
    return dict(_worths(circle))


def _worths(circle: Circle) -> Iterator[tuple[tuple[int, int], int]]:
    """How often they met, then fit, a trade, a field, and a lot: each outweighs all sums of what follows."""
    people = len(circle.peers) + 1
    tie = people << lots.BITS
    fit = 4 * tie * people
    met = fit * people * (scores.FULL**2 + 1)
    for one, other in combinations(sorted(circle.peers, key=lambda peer: peer.number), 2):
        if may(circle, one, other):
            pair = (one.number, other.number)
            score = scores.buddies(one.traits, other.traits, circle.weights, circle.neighbours)
            points = -met * circle.met.get(pair, 0) - fit * (scores.FULL - score) ** 2
            ties = 2 * (trade(one, other) is not None) + bool(one.traits.fields & other.traits.fields)
            yield pair, points + tie * ties + lots.drawn(circle.seed, pair)


def may(circle: Circle, one: Peer, other: Peer) -> bool:
    """Whether these two, the smaller number first, may be in one group."""
    return (one.number, other.number) not in circle.apart and _barrier(circle, one, other) is None


def _barrier(circle: Circle, one: Peer, other: Peer) -> Barrier | None:
    """The first rule that these two would break."""
    mine, theirs = one.traits, other.traits
    if not barriers.speak(mine, theirs):
        return Barrier.LANGUAGE
    if not barriers.may_share_company(mine, theirs):
        return Barrier.COMPANY
    return None if barriers.meet(mine.free, theirs.free, circle.week) else Barrier.HOURS


def _parts(whole: trios.Worths) -> Iterator[trios.Worths]:
    """What they are worth part by part: nobody may go with anybody of another part."""
    near: dict[int, set[int]] = {}
    for one, other in whole:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    left = set(near)
    while left:
        part, fresh = set[int](), {min(left)}
        while fresh:
            part |= fresh
            fresh = set().union(*(near[one] for one in fresh)) - part
        left -= part
        yield {pair: worth for pair, worth in whole.items() if pair[0] in part}
