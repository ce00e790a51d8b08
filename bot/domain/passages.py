"""Passages: short texts of a guide that are shown in one place, such as the welcome."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Spot(StrEnum):
    """Where a passage is shown."""

    #: When somebody joins, before anything is asked.
    WELCOME = "welcome"
    #: What the house holds to; shown with the privacy page.
    PRINCIPLES = "principles"
    #: After the questions of joining.
    FIRST_STEPS = "first-steps"
    #: Above the personal plan.
    PLAN = "plan"
    #: Above the choice of a pace.
    PACE = "pace"
    #: Above the compass.
    COMPASS = "compass"
    #: Under every story.
    STORY = "story"
    #: Above the market facts.
    MARKET = "market"
    #: What a mentor is for, above the sessions.
    MENTORS = "mentors"
    #: Above the routes.
    ROUTES = "routes"
    #: The rule that holds on every route.
    MARATHON = "marathon"
    #: Above somebody's own job hunt.
    HUNT = "hunt"
    #: Above the certificates.
    CERTIFICATES = "certificates"
    #: Above the networking plan.
    NETWORK = "network"
    #: Optional depth beside the weeks.
    SHELF = "shelf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text with its title, then its points, then what to read on (slugs of resources)."""

    slug: str
    spot: Spot
    title: str
    text: str
    points: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    reviewed: date
    sources: tuple[str, ...] = ()
