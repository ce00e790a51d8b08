"""Shared hours: one actual week as 336 half hours in UTC, a bit each, so that an overlap is one `&`.

People state their hours on their own clocks; the week decides what those are in UTC. New York and London from nine to
five share 20 hours in the week of 9 March 2026, and 15 in the week of 30 March.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

#: A week: bit 0 is Monday 00:00 to 00:30 UTC.
HALF_HOURS = 7 * 48
_SLOT = timedelta(minutes=30)
_DAY = 24 * 60

Week: TypeAlias = int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Free on a weekday (0: Monday) from `since` to `until` on the own clock; 00:00 at the end is midnight."""

    weekday: int
    since: time
    until: time


@lru_cache(4096)
def week(spans: frozenset[Span], zone: str, monday: date) -> Week:
    """The half hours somebody is free in the week from that Monday (UTC) on, in whatever zone their clocks are."""
    free = 0
    for span in spans:
        free |= _bits(span, zone, monday)
    return free


@lru_cache(8192)
def _bits(span: Span, zone: str, monday: date) -> Week:
    """The half hours that lie in a span as a whole."""
    since, until = _minutes(span.since), _minutes(span.until) or _DAY
    bits = (
        1 << slot
        for slot, (weekday, begins, ends) in enumerate(_clock(zone, monday))
        if weekday == span.weekday and since <= begins and ends <= until
    )
    return sum(bits)


@lru_cache(1024)
def _clock(zone: str, monday: date) -> tuple[tuple[int, int, int], ...]:
    """The weekday of each half hour on a local clock, and when it begins and ends, in minutes of that day."""
    shown = [*starts((1 << HALF_HOURS) - 1, zone, monday)]
    following = [*shown[1:], (shown[-1].astimezone(UTC) + _SLOT).astimezone(ZoneInfo(zone))]
    return tuple(
        (begins.weekday(), _minutes(begins.time()), _minutes(ends.time()) + _DAY * (ends.date() != begins.date()))
        for begins, ends in zip(shown, following, strict=True)
    )


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def hours(free: Week) -> float:
    """How many hours of a week these are."""
    return free.bit_count() / 2


def days(free: Week, zone: str, monday: date, least: int = 2) -> int:
    """On how many days of a reader's calendar at least so many half hours lie."""
    return sum(1 for day in _days(zone, monday) if (free & day).bit_count() >= least)


def starts(free: Week, zone: str, monday: date) -> Iterator[datetime]:
    """When each of these half hours begins, on a reader's clock."""
    start = datetime.combine(monday, time.min, tzinfo=UTC)
    return ((start + slot * _SLOT).astimezone(ZoneInfo(zone)) for slot in range(HALF_HOURS) if free >> slot & 1)


@lru_cache(1024)
def _days(zone: str, monday: date) -> tuple[Week, ...]:
    """The half hours of each day of a reader's calendar: eight days, where theirs begin at another moment."""
    found: dict[date, Week] = {}
    for slot, begins in enumerate(starts((1 << HALF_HOURS) - 1, zone, monday)):
        found[begins.date()] = found.get(begins.date(), 0) | 1 << slot
    return tuple(found.values())


def widened(free: Week, by: int) -> Week:
    """The same, begun and ended so many hours earlier and later."""
    wide = free
    for slot in range(1, 2 * by + 1):
        wide |= free << slot | free >> slot
    return wide & ((1 << HALF_HOURS) - 1)


def working(since: time, until: time) -> frozenset[Span]:
    """From Monday to Friday between these hours."""
    return frozenset(Span(weekday=day, since=since, until=until) for day in range(5))


def stretches(free: Week, zone: str, monday: date) -> Iterator[tuple[datetime, datetime]]:
    """The unbroken stretches of it, on a reader's clock."""
    begun = ended = None
    for begins in starts(free, zone, monday):
        if ended is None or begins != ended:
            yield from _stretch(begun, ended)
            begun = begins
        ended = begins + _SLOT
    yield from _stretch(begun, ended)


def _stretch(begun: datetime | None, ended: datetime | None) -> Iterable[tuple[datetime, datetime]]:
    return () if begun is None or ended is None else ((begun, ended),)
