"""Whom a round is about, as far as matching may know them: no name, no gender, not since when they are here."""

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.domain.matching.hours import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What somebody told for pairing. Everything may be left open; what is open never counts against anybody.

    `level` counts up from 0, junior. `own_company`: they would also go with somebody of their own company. `routes`
    are those they would like to go, and `fields` the business domains they know.
    """

    languages: frozenset[str] = frozenset()
    level: int | None = None
    company: str = ""
    own_company: bool = False
    free: Week = 0
    interests: frozenset[str] = frozenset()
    role: str = ""
    routes: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Somebody who asks for a mentor. `waited`: for how many whole days; `prefers`: whom they named, in order."""

    number: int
    traits: Traits = field(default_factory=Traits)
    waited: int = 0
    prefers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """Somebody who answers: how many more they take, and how many they have.

    `roles` and `routes` are what they know from having gone there. `peer`: they said so, one phase ahead is enough.
    `glad` of `met` first sessions were a good fit.
    """

    number: int
    seats: int
    taken: int = 0
    traits: Traits = field(default_factory=Traits)
    roles: frozenset[str] = frozenset()
    routes: frozenset[str] = frozenset()
    peer: bool = False
    glad: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was between learners and mentors, each pair as (learner, mentor).

    `blocked`: for ever, and nobody hears of it. `declined`: within the last six rounds, by either. `current`: they
    are a pair, or have been asked. `before`: they were a pair once.
    """

    blocked: Collection[tuple[int, int]] = frozenset()
    declined: Collection[tuple[int, int]] = frozenset()
    current: Collection[tuple[int, int]] = frozenset()
    before: Collection[tuple[int, int]] = frozenset()
