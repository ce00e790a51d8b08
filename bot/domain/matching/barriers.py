"""The hard rules: a pair that breaks one is never scored. What is not told breaks none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.matching import hours
from bot.domain.matching.people import Learner, Mentor, Past, Traits


class Barrier(StrEnum):
    """Which rule keeps two people apart, the one that nothing changes first."""

    #: One of them blocked, declined or already has the other: nobody is told which.
    PAST = "past"
    LANGUAGE = "language"
    COMPANY = "company"
    LEVEL = "level"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The actual week that hours are compared in, on whose calendar its days are counted, and what is enough.

    An organiser may ask for less: `days` on which at least `half_hours` are shared.
    """

    monday: date
    zone: str = "UTC"
    days: int = 2
    half_hours: int = 2


def between(learner: Learner, mentor: Mentor, past: Past, week: Week) -> Barrier | None:
    """The first rule that this pair would break; none when they may be one."""
    pair, mine, theirs = (learner.number, mentor.number), learner.traits, mentor.traits
    if learner.number == mentor.number or pair in past.declined or pair in past.current or pair in past.blocked:
        return Barrier.PAST
    if not speak(mine, theirs):
        return Barrier.LANGUAGE
    if not may_share_company(mine, theirs):
        return Barrier.COMPANY
    if not mentor.peer and mine.level is not None and theirs.level is not None and theirs.level <= mine.level:
        return Barrier.LEVEL
    return None if meet(mine.free, theirs.free, week) else Barrier.HOURS


def speak(one: Traits, other: Traits) -> bool:
    """Whether they have a language in common."""
    return not one.languages or not other.languages or bool(one.languages & other.languages)


def may_share_company(one: Traits, other: Traits) -> bool:
    """Whether they are of different companies, or both do not mind."""
    same = bool(one.company) and one.company.casefold() == other.company.casefold()
    return not same or (one.own_company and other.own_company)


def meet(one: hours.Week, other: hours.Week, week: Week) -> bool:
    """Whether they share enough hours on enough days."""
    if not one or not other:
        return True
    return hours.days(one & other, week.zone, week.monday, week.half_hours) >= week.days
