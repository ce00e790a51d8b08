"""From what somebody types of the place they live in to a time zone."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from bot.domain import calendar, reading

#: So many zones are offered to choose from: what a menu holds.
OFFERED = 25


def meant(typed: str) -> tuple[str, ...]:
    """The zones somebody may mean: one when it is clear, several to choose from, none when nothing is like it."""
    exact = reading.zone(typed)
    if exact is not None:
        return (exact,)
    if len(typed.strip()) < 2:
        return ()
    return calendar.zones_like(typed.strip()[:80])[:OFFERED] or _nearly(typed)


def _nearly(typed: str) -> tuple[str, ...]:
    """The zones of cities that are spelled nearly so."""
    cities = _cities()
    close = get_close_matches(typed.strip().casefold()[:80], cities, n=5, cutoff=0.75)
    return tuple(dict.fromkeys(zone for city in close for zone in cities[city]))


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, tuple[str, ...]]:
    """The zones by the city they are called after."""
    found: dict[str, tuple[str, ...]] = {}
    for zone in calendar.zones():
        city = zone.rpartition("/")[2].replace("_", " ").casefold()
        found[city] = (*found.get(city, ()), zone)
    return found
