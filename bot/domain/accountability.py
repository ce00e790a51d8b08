"""Promises kept: streaks that nobody can lose money or face over. A week of a planned pause is no part of them."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain import run
from bot.domain.run import Run


def streak(kept: Collection[int], excused: Collection[int], week: int) -> int:
    """How many weeks in a row have a check-in, up to `week`; a week that is still open does not break it.

    An excused week is neither kept nor missed: the weeks before and after it join up.
    """
    length, at = 0, week if week in kept else week - 1
    while at in kept or (at in excused and at > 0):
        length += at in kept
        at -= 1
    return length


def missed(kept: Collection[int], excused: Collection[int], weeks: range) -> int:
    """How many of these weeks were missed in a row up to the last one; none when the last one was not."""
    if weeks and weeks[-1] in excused:
        return 0
    counted = [week for week in reversed(weeks) if week not in excused or week in kept]
    return next((length for length, week in enumerate(counted) if week in kept), len(counted))


def excused(calendar: Run, pauses: Collection[tuple[date, date]]) -> frozenset[int]:
    """The weeks whose check-in was open, from its day to the eve of its closing, on a day of a pause.

    Pauses of the whole cohort count too.
    """
    away = (*pauses, *calendar.schedule.pauses)
    return frozenset(
        week
        for week in (range(1, calendar.weeks + 1) if away else ())
        for first, last in [_asked(calendar, week)]
        if any(since <= last and first <= until for since, until in away)
    )


def _asked(calendar: Run, week: int) -> tuple[date, date]:
    opens, closes = run.checkin(calendar, week).day, run.closing(calendar, week).day
    return opens, max(opens, closes - timedelta(days=1))
