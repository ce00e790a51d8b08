"""What people type, read generously: days, hours, zones, endings. What cannot be read is `None`, never a guess."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from bot.domain import calendar
from bot.domain.rhythm import DAYS, Rhythm

#: Names that time zone databases hold and that are no place: a clock nobody has set, and this machine's own.
NOWHERE = frozenset({"Factory", "localtime", "posixrules"})

_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.ASCII | re.IGNORECASE)

_RHYTHM = re.compile(r"(?P<day>[a-z]{2,10})\.?,?\s+(?:at\s+)?(?P<hour>.+)", re.ASCII | re.IGNORECASE)
#: Words that say there is nothing to say.
NOTHING = frozenset({"", "-", "–", "—", "no", "nope", "none", "nothing", "n/a", "na", "not now", "nothing yet"})
_UNTIL = re.compile(r"\b(?:until|till|til)\s+(?:on\s+)?(?P<day>[\w-]+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that runs until a day: the words it was told in, and the day."""

    words: str
    day: date


def nothing(typed: str) -> bool:
    """Whether somebody says that there is nothing."""
    return typed.strip().rstrip(".").casefold() in NOTHING


def ending(typed: str, today: date) -> Ending | None:
    """What runs until when, as in “training until Thursday”: the last day that an “until” names."""
    named = [found for told in _UNTIL.finditer(typed) if (found := day_ahead(told["day"], today))]
    return Ending(typed.strip(), named[-1]) if named else None


def day_ahead(typed: str, today: date) -> date | None:
    """A day that is today or to come: 2027-01-14, today, tomorrow, or the next day of that name after today."""
    said = typed.strip().rstrip(".").casefold()
    near = {"today": 0, "tonight": 0, "tomorrow": 1}
    if said in near:
        return _later(today, near[said])
    names = [place for place, name in enumerate(DAYS) if said in {name.casefold(), name[:3].casefold()}]
    if names:
        return _later(today, (names[0] - today.weekday() - 1) % 7 + 1)
    exact = day(said)
    return exact if exact is not None and exact >= today else None


def day(typed: str) -> date | None:
    """A date written as 2027-01-04."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def hour(typed: str) -> time | None:
    """A wall-clock time: 9, 09:00, 9.30, 4pm."""
    read = _HOUR.fullmatch(typed.strip())
    if read is None:
        return None
    hours, minutes, half = int(read["hour"]), int(read["minute"] or 0), (read["half"] or "").lower()
    if half and not 1 <= hours <= 12:
        return None
    hours = hours % 12 + (12 if half == "pm" else 0) if half else hours
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def rhythm(typed: str) -> Rhythm | None:
    """A day of the week and an hour: Monday 09:00, Mon 9, friday 3pm, Thu at 18.30."""
    read = _RHYTHM.fullmatch(typed.strip())
    named = [] if read is None else [at for at, name in enumerate(DAYS) if _short_for(read["day"], name)]
    at = hour(read["hour"]) if read else None
    return Rhythm(named[0], at) if len(named) == 1 and at is not None else None


def zone(typed: str) -> str | None:
    """An IANA zone: by its exact name without regard to case, or by a city that only one zone is called after."""
    wanted = typed.strip().replace(" ", "_").casefold()
    exact = [name for name in _names() if name.casefold() == wanted]
    cities = [name for name in calendar.zones() if name.casefold().rpartition("/")[2] == wanted]
    return next((found[0] for found in (exact, cities) if len(found) == 1), None)


def whole(typed: str) -> int | None:
    """A whole number of at most four digits."""
    digits = re.fullmatch(r"\d{1,4}", typed.strip(), re.ASCII)
    return int(digits[0]) if digits else None


def _short_for(typed: str, name: str) -> bool:
    """Whether this is the beginning of a day's name, or another way to write it: mon, thurs, weds, fridays."""
    said, full = typed.casefold(), name.casefold()
    return full.startswith(said) or said in {f"{full}s", f"{full[:3]}s"}


def _later(today: date, days: int) -> date | None:
    """So many days after today, while calendars have such a day."""
    return today + timedelta(days=days) if date.max - today >= timedelta(days=days) else None


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Every name of a zone; finding them means reading hundreds of files."""
    return frozenset(available_timezones() - NOWHERE)
