"""The weekly digest: who is told in full and who by name, so that nobody with something to celebrate is forgotten."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, takewhile

#: Characters for the wins told in full and for names, in the first card and in one that carries on: whatever people
#: are called and write, marks that platforms escape take at most twice as much (Discord has room for 4,000).
ROOM, NAMES, MORE = 900, 450, 1500
#: Wins in full in one digest: more are not read.
MOST = 12
#: Somebody told by name alone can still be told in full in so many digests.
PATIENCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A shared win that no digest has told in full. `fresh`: no digest has told it at all."""

    win: int
    person: int
    length: int
    impact: bool
    since: datetime
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a digest tells: these wins in full, and the authors of those by name."""

    full: tuple[int, ...]
    named: tuple[int, ...]


def chosen(candidates: Sequence[Candidate], told: Mapping[int, int]) -> Chosen:
    """Everybody with a fresh win is told of; who waited longest to be told in full comes first.

    `told` has the week in which each person was last told in full. Nobody is told in full twice before everybody was
    once.
    """
    full = _fitting(list(_in_turn(candidates, told)))
    heard = {one.person for one in full}
    named = {one.person: one.win for one in candidates if one.fresh and one.person not in heard}
    return Chosen(full=tuple(one.win for one in full), named=tuple(named.values()))


def pages(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The names, as many on each card as it has room for; the first one is the digest's own, and may be empty."""
    shelves: list[list[str]] = [[]]
    left = NAMES
    for name in names:
        left -= len(name) + 2
        if left < 0:
            shelves.append([])
            left = MORE - len(name) - 2
        shelves[-1].append(name)
    return tuple(tuple(shelf) for shelf in shelves)


def per_week(shared: Iterable[datetime], digests: Sequence[datetime]) -> tuple[int, ...]:
    """How many were shared before each of these digests, and after the one before it."""
    weeks = Counter(bisect_left(digests, moment) for moment in shared)
    return tuple(weeks[place] for place in range(len(digests)))


def _in_turn(candidates: Sequence[Candidate], told: Mapping[int, int]) -> Iterator[Candidate]:
    """One win of each person, then the second ones: impact leads, then the oldest."""
    theirs: dict[int, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda one: (not one.impact, one.since, one.win)):
        theirs.setdefault(one.person, []).append(one)
    waiting = sorted(theirs, key=lambda person: (told.get(person, 0), min(one.since for one in theirs[person])))
    for turn in range(max(map(len, theirs.values()), default=0)):
        yield from (theirs[person][turn] for person in waiting if turn < len(theirs[person]))


def _fitting(queue: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those from the head of the queue that there is room for."""
    lengths = accumulate(one.length for one in queue)
    return queue[: min(MOST, sum(1 for _ in takewhile(lambda length: length <= ROOM, lengths)))]
