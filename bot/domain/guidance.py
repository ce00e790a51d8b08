"""What accompanies the weeks of a roadmap: themes, stories, reminders, milestones, facts and answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A dial of the compass beside the study plan; a week names the one it is about."""

    slug: str
    title: str
    idea: str
    questions: tuple[str, ...]
    actions: tuple[str, ...]
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happened to somebody once, told in a few lines; `theme` is a theme's slug, or a subject of its own."""

    slug: str
    title: str
    text: str
    theme: str
    reviewed: date
    sources: tuple[str, ...] = ()


class Trigger(StrEnum):
    """What makes a reminder worth saying."""

    NO_FIRST_TASK = "no-first-task"
    LOW_ENERGY = "low-energy"
    TWO_MISSED = "two-missed"
    MONTHLY_EVIDENCE = "monthly-evidence"
    MONTHLY_MANAGER = "monthly-manager"
    COURSES_OUTRUN = "courses-outrun"
    REJECTION = "rejection"
    HUNT_STALLED = "hunt-stalled"
    DIGEST = "digest"
    MENTOR_SILENT = "mentor-silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A private word for one situation."""

    slug: str
    trigger: Trigger
    text: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What is said when a phase is done (its slug), or with no phase when the role has changed."""

    slug: str
    phase: str | None = None
    text: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFact:
    """A figure about the market; never shown without its caveat."""

    slug: str
    text: str
    caveat: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question that many ask, and the answer to it."""

    slug: str
    question: str
    answer: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WinCategory:
    """A kind of win; the order is that of the file, work first."""

    slug: str
    title: str
    example: str
    reviewed: date
    sources: tuple[str, ...] = ()
