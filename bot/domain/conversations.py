"""Conversations: what to talk about with a mentor or with somebody in the field, and where to meet people."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One part of a session and how long it may take."""

    minutes: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorSession:
    """A kind of session with a mentor. `weeks`: when it fits, counted from 1; none means at any time."""

    slug: str
    title: str
    purpose: str
    questions: tuple[str, ...]
    reviewed: date
    agenda: tuple[AgendaPoint, ...] = ()
    weeks: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatKit:
    """What to ask somebody about their work, and how to be a good guest."""

    slug: str
    title: str
    intro: str
    questions: tuple[str, ...]
    manners: tuple[str, ...]
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A way to meet people where one lives, with its twin for who cannot be there. `task`: a task's slug."""

    slug: str
    title: str
    local: str
    remote: str
    reviewed: date
    task: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyQuestion:
    """A question that a check-in asks once a month; `theme` is the theme's slug it belongs to."""

    slug: str
    text: str
    reviewed: date
    theme: str | None = None
    sources: tuple[str, ...] = ()
