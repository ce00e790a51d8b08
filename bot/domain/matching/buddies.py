"""A buddy round: pairs, and a trio where somebody would be left. Whoever met least goes together first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from bot.domain.matching import barriers, lots, scores, solver
from bot.domain.matching.barriers import Week
from bot.domain.matching.people import Traits
from bot.domain.matching.weights import BuddyWeights

#: In larger groups only these are tried as the one who makes a trio: those whose best pair is the weakest.
_TRIED, _ALL = 10, 60

Group: TypeAlias = tuple[int, ...]


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


def groups(circle: Circle) -> tuple[Group, ...]:
    """Pairs, and a trio where somebody would be left and three may go together; whoever may with none is in none."""
    worths = dict(_worths(circle))
    return tuple(sorted(group for part in _parts(circle, worths) for group in _best(part, worths)))


def trades(one: Peer, other: Peer) -> bool:
    """Whether each has a strength that the other lacks: teach one, learn one."""
    return bool(one.gives & other.seeks) and bool(other.gives & one.seeks)


def _worths(circle: Circle) -> Iterator[tuple[tuple[int, int], int]]:
    """How often they met, then fit, then a trade, then a lot: each outweighs all sums of what follows."""
    people = len(circle.peers) + 1
    trade = people << lots.BITS
    fit = 2 * trade * people
    met = fit * people * (scores.FULL**2 + 1)
    for one, other in combinations(sorted(circle.peers, key=lambda peer: peer.number), 2):
        pair = (one.number, other.number)
        if _may(circle, one, other):
            score = scores.buddies(one.traits, other.traits, circle.weights)
            points = -met * circle.met.get(pair, 0) - fit * (scores.FULL - score) ** 2
            yield pair, points + trade * trades(one, other) + lots.drawn(circle.seed, pair)


def _may(circle: Circle, one: Peer, other: Peer) -> bool:
    mine, theirs = one.traits, other.traits
    return (
        (one.number, other.number) not in circle.apart
        and barriers.speak(mine, theirs)
        and barriers.may_share_company(mine, theirs)
        and barriers.meet(mine.free, theirs.free, circle.week)
    )


def _parts(circle: Circle, worths: Mapping[tuple[int, int], int]) -> Iterator[frozenset[int]]:
    """The people, part by part: nobody may go with anybody of another part."""
    near: dict[int, set[int]] = {peer.number: set() for peer in circle.peers}
    for one, other in worths:
        near[one].add(other)
        near[other].add(one)
    left = set(near)
    while left:
        part, fresh = set(), {min(left)}
        while fresh:
            part |= fresh
            fresh = set().union(*(near[one] for one in fresh)) - part
        left -= part
        yield frozenset(part)


def _best(part: frozenset[int], worths: Mapping[tuple[int, int], int]) -> tuple[Group, ...]:
    pairs = _paired(part, worths)
    ways = [pairs]
    if len(part) % 2 and len(part) > 2:
        ways += [way for odd in _tried(part, worths) for way in _with_trio(part, odd, worths)]
    return _with_all(part, max(ways, key=lambda way: (sum(map(len, way)), _worth(way, worths))), worths)


def _with_all(
    part: frozenset[int], way: tuple[Group, ...], worths: Mapping[tuple[int, int], int]
) -> tuple[Group, ...]:
    """Whoever is still alone joins a pair, too, where all three may go together: better one more trio than nobody."""
    pairs = [group for group in way if len(group) == 2]
    joins = {
        (one, pair): _worth([(*pair, one)], worths)
        for one in part.difference(*way)
        for pair in pairs
        if all(tuple(sorted((one, other))) in worths for other in pair)
    }
    joined = {pair: one for one, pair in solver.seated(joins, dict.fromkeys(pairs, (0,))).items()}
    return tuple(tuple(sorted((*group, joined[group]))) if group in joined else group for group in way)


def _with_trio(part: frozenset[int], odd: int, worths: Mapping[tuple[int, int], int]) -> Iterator[tuple[Group, ...]]:
    """Every way to let somebody join one of the pairs that the others make."""
    pairs = _paired(part - {odd}, worths)
    for pair in pairs:
        trio = tuple(sorted((*pair, odd)))
        if all(two in worths for two in combinations(trio, 2)):
            yield (*(one for one in pairs if one != pair), trio)


def _tried(part: frozenset[int], worths: Mapping[tuple[int, int], int]) -> Iterable[int]:
    if len(part) <= _ALL:
        return sorted(part)
    best: dict[int, int] = {}
    for pair, worth in worths.items():
        for one in pair:
            best[one] = max(best.get(one, worth), worth)
    return sorted(part, key=lambda one: (best[one], one))[:_TRIED]


def _paired(part: frozenset[int], worths: Mapping[tuple[int, int], int]) -> tuple[Group, ...]:
    return tuple(solver.paired({pair: worth for pair, worth in worths.items() if part.issuperset(pair)}))


def _worth(way: Iterable[Group], worths: Mapping[tuple[int, int], int]) -> int:
    return sum(worths[two] for group in way for two in combinations(sorted(group), 2))
