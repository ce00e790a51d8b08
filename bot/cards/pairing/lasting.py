"""How long people wait for a mentor, in words, as it truly is."""

from datetime import timedelta

from bot.domain.words import counted
from bot.messages.text import Line, line

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def wait(median: timedelta | None) -> Line:
    """The honest median; that it cannot be told yet where too few have asked, or most still wait."""
    if median is None:
        return line("How long it takes cannot be told yet: too few have asked here, or most of them still wait.")
    return line(f"Half of all who asked here had a mentor within {lasting(median)}; the others waited longer.")


def lasting(wait: timedelta) -> str:
    """A length of time in whole hours up to two days, then in days, rounded up."""
    if wait <= 2 * _DAY:
        return counted(max(1, -(-wait // _HOUR)), "hour")
    return counted(-(-wait // _DAY), "day")
