"""Wall-clock time made exact: a local date and time in a zone, as one moment in UTC.

Twice a year a zone skips or repeats some minutes. A time inside the gap becomes the first valid minute after it; of
a time that comes twice, the first one counts.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


#: A cohort asks for the same few moments in every answer.
@lru_cache(maxsize=4096)
def moment(day: date, at: time, zone: str) -> datetime:
    """The moment (aware, UTC) when clocks in `zone` first show `at` on `day`, or first show a time after it."""
    place = ZoneInfo(zone)
    wall = datetime.combine(day, at).replace(tzinfo=place, fold=0)
    exact = wall.astimezone(UTC)
    if exact.astimezone(place).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return exact
    return _end_of_gap(wall, place)


def local_day(now: datetime, zone: str) -> date:
    """The date that a calendar on the wall shows in `zone`."""
    return now.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Every place a person can live in, by IANA name; not the historical aliases without a place."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def zones_like(typed: str) -> tuple[str, ...]:
    """Zones whose name contains what was typed, city names first."""
    wanted = typed.strip().lower().replace(" ", "_")
    found = [name for name in zones() if wanted in name.lower()]
    return tuple(sorted(found, key=lambda name: (not name.lower().rpartition("/")[2].startswith(wanted), name)))


def _end_of_gap(wall: datetime, place: ZoneInfo) -> datetime:
    """The first moment whose wall clock is past the gap that `wall` lies in.

    Python reads a time in a gap with the offset from before it, which lands past the gap by as much as the wall time
    lay inside; the later reading (fold=1) lands as far before the gap. Between the two, the offset changes once.
    """
    late = wall.astimezone(UTC)
    early = wall.replace(fold=1).astimezone(UTC)
    before = early.astimezone(place).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(place).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
