"""Why these two: up to three facts that are true of both, the one that says most first. Never a number of fit.

Each is a value, for cards to put into words; each reader sees the hours on their own clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.matching.buddies import Peer, trade
from bot.domain.matching.people import Learner, Mentor, Traits

#: More than this nobody reads.
MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Traded:
    """Each can teach what the other wants to learn: the first gives `gives`, the other `gets`."""

    gives: str
    gets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The learner asked for this mentor by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WentThere:
    """The mentor has gone the route that the learner chose."""

    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksThere:
    """The mentor works where the learner wants to go."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAim:
    """Both learn towards one role, or by one route."""

    role: str = ""
    route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameField:
    """Both know this business domain."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Liked:
    """What both are interested in, in alphabetical order."""

    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """The half hours both are free in the week of the round."""

    both: int


Reason = Named | Traded | WentThere | WorksThere | SameAim | SameField | Liked | Free


def mentoring(learner: Learner, mentor: Mentor) -> tuple[Reason, ...]:
    """Why this mentor, for both of them."""
    return tuple(_of_mentor(learner, mentor))[:MOST]


def buddying(one: Peer, other: Peer) -> tuple[Reason, ...]:
    """Why these two, as the first of them reads it."""
    return tuple(_of_buddies(one, other))[:MOST]


def _of_mentor(learner: Learner, mentor: Mentor) -> Iterator[Reason]:
    mine, theirs = learner.traits, mentor.traits
    if mentor.number in learner.prefers:
        yield Named()
    if gone := mine.routes & mentor.routes:
        yield WentThere(route=min(gone))
    if mine.role and mine.role in mentor.roles:
        yield WorksThere(role=mine.role)
    yield from _shared(mine, theirs)


def _of_buddies(one: Peer, other: Peer) -> Iterator[Reason]:
    if traded := trade(one, other):
        yield Traded(gives=traded[0], gets=traded[1])
    if known := one.traits.fields & other.traits.fields:
        yield SameField(field=min(known))
    yield from _shared(one.traits, other.traits)
    role = one.traits.role if one.traits.role == other.traits.role else ""
    route = min(one.traits.routes & other.traits.routes, default="")
    if role or route:
        yield SameAim(role=role, route=route)


def _shared(one: Traits, other: Traits) -> Iterator[Reason]:
    if both := one.interests & other.interests:
        yield Liked(interests=tuple(sorted(both)))
    if free := one.free & other.free:
        yield Free(both=free)
