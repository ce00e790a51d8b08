"""How well two people fit, in whole points from 0 to 1000. What is not told counts half, never nothing."""

from typing import TypeAlias

from bot.domain.matching import hours
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.matching.weights import BuddyWeights, MentorWeights

#: Roles that border on each other, each two of them once.
Neighbours: TypeAlias = frozenset[frozenset[str]]

FULL = 1000
#: What a part counts when somebody left it open.
OPEN = 0.5
#: Hours of a week beyond which more make no meeting easier to find.
ENOUGH_HOURS = 10
#: First sessions that nobody had, which draw a mentor's feedback towards none.
PRIOR = 5
#: How much it counts that a mentor is so many levels ahead.
_AHEAD = {1: 0.7, 2: 1.0, 3: 1.0, 4: 0.7}
_NEIGHBOUR = 0.4
#: Levels apart at which closeness is gone.
_FAR = 3


def mentor(
    learner: Learner,
    mentor: Mentor,
    weights: MentorWeights,
    neighbours: Neighbours = frozenset(),
    *,
    before: bool = False,
) -> int:
    """How well this mentor fits what this learner needs."""
    mine, theirs = learner.traits, mentor.traits
    points = (
        weights.interests * _needs(mine.interests, theirs.interests)
        + weights.role * _known(mine.role, mentor.roles, neighbours)
        + weights.route * _meets(mine.routes, mentor.routes)
        + weights.hours * _hours(mine, theirs)
        + weights.seniority * _seniority(mine.level, theirs.level, peer=mentor.peer)
        + weights.feedback * (mentor.glad / (mentor.met + PRIOR))
        + weights.preferred * _named(learner, mentor)
        + weights.before * before
        + weights.load * mentor.taken
    )
    return _within(points)


def buddies(one: Traits, other: Traits, weights: BuddyWeights, neighbours: Neighbours = frozenset()) -> int:
    """How well these two learners go together; the same whoever is first."""
    points = (
        weights.interests * _alike(one.interests, other.interests)
        + weights.hours * _hours(one, other)
        + weights.route * _meets(one.routes, other.routes)
        + weights.role * _known(one.role, frozenset({other.role}) if other.role else frozenset(), neighbours)
        + weights.closeness * _closeness(one.level, other.level)
    )
    return _within(points)


def _needs(wanted: frozenset[str], had: frozenset[str]) -> float:
    return OPEN if not wanted or not had else len(wanted & had) / len(wanted)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return OPEN if not one or not other else len(one & other) / len(one | other)


def _meets(one: frozenset[str], other: frozenset[str]) -> float:
    return OPEN if not one or not other else not one.isdisjoint(other)


def _named(learner: Learner, mentor: Mentor) -> float:
    if mentor.number not in learner.prefers:
        return 0.0
    return 0.5 ** learner.prefers.index(mentor.number)


def _known(wanted: str, roles: frozenset[str], neighbours: Neighbours) -> float:
    if not wanted or not roles:
        return OPEN
    if wanted in roles:
        return 1.0
    return _NEIGHBOUR if any(frozenset({wanted, role}) in neighbours for role in roles) else 0.0


def _hours(one: Traits, other: Traits) -> float:
    return OPEN if not one.free or not other.free else min(hours.hours(one.free & other.free) / ENOUGH_HOURS, 1.0)


def _seniority(mine: int | None, theirs: int | None, *, peer: bool) -> float:
    """Somebody who declared to be a peer is judged by nothing of it."""
    return OPEN if mine is None or theirs is None or peer else _AHEAD.get(theirs - mine, 0.0)


def _closeness(one: int | None, other: int | None) -> float:
    return OPEN if one is None or other is None else max(0.0, 1 - abs(one - other) / _FAR)


def _within(points: float) -> int:
    return max(0, min(FULL, round(points)))
