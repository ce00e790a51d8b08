"""How far somebody wants to turn the clock. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from adapters.web import limits, moments
from adapters.web.people import Player

_A_MINUTE = timedelta(minutes=1)


def target(asked: Mapping[str, str], viewer: Player, *, now: datetime, due: datetime | None) -> datetime | str:
    """The moment (UTC, not before `now`) to turn to, or which of the page's notes says why there is none.

    A day and a week keep the time on this person's wall clock, also over the change to or from summer time.
    """
    match asked.get("by", ""):
        case "hour":
            return now + timedelta(hours=1)
        case "day":
            return moments.later(now, 1, viewer.clock)
        case "week":
            return moments.later(now, 7, viewer.clock)
        case "next":
            return max(due, now) if due else "calm"
        case _:
            return _exactly(asked.get("to", ""), viewer, now)


def _exactly(typed: str, viewer: Player, now: datetime) -> datetime | str:
    """What was typed, in this person's zone; the minute that is running now counts as now."""
    moment = moments.typed(typed, viewer.clock)
    if moment is None:
        return "unread"
    if moment <= now - _A_MINUTE:
        return "past"
    return "far" if moment > now + limits.TURN else max(moment, now)
