"""Wins: what somebody is glad of, told in their own words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.guidance import WinCategory
from bot.domain.guide import Guide
from bot.domain.words import shortened

#: Characters of a win, and of its impact line: some lines, so that several fit into one message.
WORDS, IMPACT = 280, 100
#: Characters that the form takes: more than a win may have, so that nothing typed is lost before it is made shorter.
TYPED = 2000
#: The same words within so short a time are one win, sent twice.
TWICE = timedelta(minutes=10)
#: The kind of every win where a pack names none.
PLAIN = WinCategory(slug="win", title="A win", example="Anything you are glad of", reviewed=date(2026, 11, 21))

_ARROW = re.compile(r"\s*(?:[-=]+>|→|⇒|⟶)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a win. `impact` may be empty; `public`: shared with the cohort."""

    words: str
    category: str
    impact: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Win:
    """A win that stands, whose it is, and how many are glad of it with them."""

    number: int
    person: int
    author: str
    said: Said
    cohort: int
    week: int
    shared_at: datetime
    kudos: int = 0


def categories(guide: Guide) -> tuple[WinCategory, ...]:
    """The kinds of win there are to choose from, at least one."""
    return guide.win_categories or (PLAIN,)


def category(guide: Guide, slug: str) -> WinCategory:
    """The kind of this slug; the plain one when the pack has it no more."""
    return next((one for one in guide.win_categories if one.slug == slug), PLAIN)


def impact(typed: str) -> str:
    """What was typed on one line, with an arrow between before and after: p95 latency 900 ms → 300 ms."""
    return shortened(_ARROW.sub(" → ", " ".join(typed.split())).strip(), IMPACT)
