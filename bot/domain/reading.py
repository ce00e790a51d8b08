"""What people type, read generously: days, hours and zones. What cannot be read is `None`, never a guess."""

import re
from datetime import date, time
from functools import lru_cache
from zoneinfo import available_timezones

from bot.domain import calendar

#: Names that time zone databases hold and that are no place: a clock nobody has set, and this machine's own.
NOWHERE = frozenset({"Factory", "localtime", "posixrules"})

_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.ASCII | re.IGNORECASE)


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


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Every name of a zone; finding them means reading hundreds of files."""
    return frozenset(available_timezones() - NOWHERE)
