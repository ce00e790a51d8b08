"""Routes: the ways into the new role that somebody can take beside the weeks of a roadmap."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.evidence import Evidence
from bot.domain.onboarding import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTask:
    """One thing to do on a route."""

    slug: str
    title: str
    evidence: Evidence
    done_when: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where somebody on a route would like to be by a week of the roadmap, counted from 1."""

    week: int
    text: str


@dataclass(frozen=True, slots=True)
class Starters:
    """Small first projects for people of one background (an option's slug of the `work` question)."""

    background: str
    ideas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way into the role. Several may run at once; one leads."""

    slug: str
    title: str
    pitch: str
    fits_when: str
    advantages: tuple[str, ...]
    tasks: tuple[RouteTask, ...]
    checkpoints: tuple[Checkpoint, ...]
    warnings: tuple[str, ...]
    reviewed: date
    starters: tuple[Starters, ...] = ()
    story: str = ""
    resources: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Turn(StrEnum):
    """What happens on the way that may open or close a route, apart from somebody's answers."""

    NO_MANAGER_ACTION = "no-manager-action"
    SEVERAL_ROUTES = "several-routes"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """When the answer is such, or the turn is taken: routes to put first, in this order, and routes to leave out.

    Exactly one of `when` and `turn` is set. `says` tells the member why, in one sentence or two.
    """

    slug: str
    says: str
    reviewed: date
    when: Condition | None = None
    turn: Turn | None = None
    first: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Something that runs beside the weeks, in the background, with a step for some of them."""

    slug: str
    title: str
    intro: str
    checkpoints: tuple[Checkpoint, ...]
    reviewed: date
    sources: tuple[str, ...] = ()


class HuntSign(StrEnum):
    """What somebody's own job hunt shows."""

    FEW_REPLIES = "few-replies"
    NO_OFFERS = "no-offers"
    ONLY_STRETCHES = "only-stretches"
    REQUIREMENT_MISSING = "requirement-missing"
    TWO_OFFERS = "two-offers"


@dataclass(frozen=True, slots=True, kw_only=True)
class HuntHint:
    """A private word about what the job hunt shows."""

    slug: str
    sign: HuntSign
    text: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HuntTag:
    """How far a wished-for job is from today's proof."""

    slug: str
    title: str
    text: str
    reviewed: date
    sources: tuple[str, ...] = ()
