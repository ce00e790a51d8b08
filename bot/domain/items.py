"""Everything of a library that somebody can ask about: by its slug, its number or words of its title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from operator import attrgetter
from typing import Protocol

from bot.domain.guide import Guide
from bot.domain.roadmap import Roadmap
from bot.domain.sources import Article, Finding
from bot.domain.words import shortened

#: What is offered as somebody types may be so long.
OFFERED = 100

_WEEK = re.compile(r"(?:week\s*)?(\d{1,4})", re.ASCII)
#: What a guide holds, what one of it is called, and what its title is.
_GUIDE = (
    ("compass", "compass theme", "title"),
    ("routes", "route", "title"),
    ("checklists", "checklist", "title"),
    ("action_plans", "action plan", "title"),
    ("certificates", "certificate", "named"),
    ("answers", "question", "question"),
    ("mentor_sessions", "mentor session", "title"),
    ("meetings", "way to meet people", "title"),
    ("tracks", "track", "title"),
    ("exports", "document", "title"),
    ("chat_kits", "chat kit", "title"),
    ("roles", "role", "title"),
    ("paces", "pace", "title"),
    ("stories", "story", "title"),
    ("passages", "text", "title"),
    ("market", "market fact", "text"),
    ("win_categories", "kind of win", "title"),
    ("hunt_tags", "tag", "title"),
    ("milestones", "milestone", "text"),
    ("plan_rules", "plan rule", "says"),
    ("route_rules", "route rule", "says"),
    ("hunt_hints", "hint", "text"),
    ("reminders", "reminder", "text"),
    ("monthly_questions", "question of the month", "text"),
)
#: What those hold in turn.
_WITHIN = (
    ("routes", "tasks", "task of a route", "title"),
    ("checklists", "items", "line of a checklist", "text"),
    ("action_plans", "items", "step of an action plan", "text"),
    ("onboarding", "questions", "question of the profile", "text"),
)


class Reviewed(Protocol):
    """What every part of a library is: named, dated and with its sources."""

    @property
    def slug(self) -> str:
        """Its identity."""

    @property
    def reviewed(self) -> date:
        """The day of its last review."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The findings it carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One part of a library. `week`: where it stands on the roadmap; `opened`: whether the page of a resource was."""

    slug: str
    kind: str
    title: str
    reviewed: date
    sources: tuple[str, ...] = ()
    week: int | None = None
    opened: bool | None = None

    @property
    def hides(self) -> bool:
        """Whether a roadmap can do without it for a while: weeks and phases keep their place."""
        return self.kind not in {"week", "phase"}

    @property
    def offered(self) -> str:
        """Its title, short enough to be offered."""
        return shortened(self.title, OFFERED)


def catalogue(roadmap: Roadmap) -> tuple[Item, ...]:
    """All of them: weeks, tasks, resources and phases first, then the guide."""
    return (*_weeks(roadmap), *_tasks(roadmap), *_resources(roadmap), *_phases(roadmap), *_guide(roadmap.guide))


def item(roadmap: Roadmap, slug: str) -> Item | None:
    """The one with this slug, if there is one."""
    return next((one for one in catalogue(roadmap) if one.slug == slug), None)


def search(roadmap: Roadmap, typed: str) -> tuple[Item, ...]:
    """What may be meant: the one that is named exactly, else all with these words in the title, in any order."""
    wanted, items = _plain(typed), catalogue(roadmap)
    if numbered := _WEEK.fullmatch(wanted):
        return tuple(one for one in items if one.kind == "week" and one.week == int(numbered[1]))
    exact = next((one for one in items if one.slug == wanted), None) or next(
        (one for one in items if wanted in {_plain(one.title), _plain(one.offered)}), None
    )
    return (exact,) if exact is not None else _with_words(items, wanted)


def nearest(roadmap: Roadmap, typed: str) -> tuple[str, ...]:
    """Up to three titles that are like it."""
    titles = {_plain(one.title): one.offered for one in catalogue(roadmap)}
    return tuple(titles[close] for close in get_close_matches(_plain(typed), titles, n=3, cutoff=0.5))


def findings(roadmap: Roadmap, sources: Iterable[str]) -> tuple[tuple[Finding, Article], ...]:
    """What the sources say of it, each with its article; a source that is not in the library is left out."""
    known = {found.slug: (found, article) for article in roadmap.guide.articles for found in article.findings}
    return tuple(known[source] for source in sources if source in known)


def _with_words(items: Sequence[Item], wanted: str) -> tuple[Item, ...]:
    together = tuple(one for one in items if wanted and wanted in _plain(one.title))
    words = wanted.split()
    return together or tuple(one for one in items if words and all(word in _plain(one.title) for word in words))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _weeks(roadmap: Roadmap) -> Iterator[Item]:
    for number, week in enumerate(roadmap.weeks, start=1):
        yield _made(week, "week", week.title, number)


def _tasks(roadmap: Roadmap) -> Iterator[Item]:
    for number, week in enumerate(roadmap.weeks, start=1):
        for task in week.tasks:
            yield _made(task, "task", task.title, number)


def _resources(roadmap: Roadmap) -> Iterator[Item]:
    for one in roadmap.shown.values():
        yield _made(one, "resource", one.title, opened=one.opened)


def _phases(roadmap: Roadmap) -> Iterator[Item]:
    for phase in roadmap.phases:
        yield _made(phase, "phase", phase.title)


def _guide(guide: Guide) -> Iterator[Item]:
    for place, kind, title in _GUIDE:
        for one in attrgetter(place)(guide):
            yield _made(one, kind, attrgetter(title)(one))
    for place, within, kind, title in _WITHIN:
        for holder in attrgetter(place)(guide):
            for one in attrgetter(within)(holder):
                yield _made(one, kind, attrgetter(title)(one))


def _made(one: Reviewed, kind: str, title: str, week: int | None = None, opened: bool | None = None) -> Item:
    return Item(
        slug=one.slug,
        kind=kind,
        title=title,
        reviewed=one.reviewed,
        sources=one.sources,
        week=week,
        opened=opened,
    )
