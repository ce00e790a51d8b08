"""A round as it is solved: values go in, values come out, and nothing is asked of anybody meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from bot.domain.matching import barriers, buddies, mentors, record
from bot.domain.pairing.states import Cause

#: In a mentor round: the learner, then the mentor.
Group: TypeAlias = tuple[int, ...]
Given: TypeAlias = mentors.Round | buddies.Circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """A round to be solved: its number and cause, everything it is decided by, and what its weights are called.

    `standing`: groups of buddies that stay, and that others may join.
    """

    round: int
    cause: Cause
    given: Given
    weights: str
    standing: tuple[Group, ...] = ()

    @property
    def people(self) -> int:
        """How many it is about."""
        given = self.given
        return len(given.peers) if isinstance(given, buddies.Circle) else len(given.learners) + len(given.mentors)

    @property
    def asking(self) -> frozenset[int]:
        """Whoever it is to find somebody for."""
        given = self.given
        if isinstance(given, buddies.Circle):
            grouped = frozenset(one for group in self.standing for one in group)
            return frozenset(peer.number for peer in given.peers) - grouped
        return frozenset(learner.number for learner in given.learners)

    def solved(self) -> "Solution":
        """The best plan; the same puzzle has the same. Slow for many people: call it outside of any transaction."""
        return solved(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What came out; `digest` tells whether the same went in again."""

    puzzle: Puzzle
    groups: tuple[Group, ...]
    digest: str

    @property
    def fresh(self) -> tuple[Group, ...]:
        """The groups that did not stand before."""
        return tuple(group for group in self.groups if group not in self.puzzle.standing)

    def base(self, group: Group) -> Group:
        """The group that stood before and that somebody joins in this one; empty for one that is all new."""
        return next((one for one in self.puzzle.standing if set(one) < set(group)), ())

    @property
    def divided(self) -> tuple[Group, ...]:
        """The groups that stood before and stand no more: trios of which two pairs were made."""
        kept = {*self.groups, *map(self.base, self.groups)}
        return tuple(group for group in self.puzzle.standing if group not in kept)

    def still(self, now: Puzzle) -> tuple[Group, ...]:
        """What of it may be by what is known now: people leave, pause and answer while a round is solved."""
        given = now.given
        if isinstance(given, buddies.Circle):
            met = (self._left(group, given, now) for group in self.fresh)
            return tuple(group for group in met if group)
        return tuple(_pairs(self.groups, given))

    def _left(self, group: Group, circle: buddies.Circle, now: Puzzle) -> Group:
        base = self.base(group)
        if base and base not in now.standing:
            return ()
        freed = {one for trio in self.divided if trio in now.standing for one in trio}
        left = tuple(one for one in group if one in base or one in now.asking | freed)
        apart = any(pair in circle.apart for pair in combinations(sorted(left), 2))
        return () if apart or len(left) <= max(1, len(base)) else left


def solved(puzzle: Puzzle) -> Solution:
    """The best plan of a round; a function by itself, so that another process can be asked for it."""
    given = puzzle.given
    if isinstance(given, buddies.Circle):
        groups = buddies.joined(given, puzzle.standing) if puzzle.standing else buddies.groups(given)
    else:
        groups = tuple(sorted(mentors.plan(given).items()))
    return Solution(puzzle=puzzle, groups=groups, digest=record.digest(given))


def _pairs(groups: Iterable[Group], given: mentors.Round) -> Iterator[Group]:
    learners = {learner.number: learner for learner in given.learners}
    answering = {mentor.number: mentor for mentor in given.mentors}
    seats = {number: mentor.seats for number, mentor in answering.items()}
    for learner, mentor in groups:
        if learner not in learners or seats.get(mentor, 0) < 1:
            continue
        if barriers.between(learners[learner], answering[mentor], given.past, given.week) is None:
            seats[mentor] -= 1
            yield learner, mentor
