"""A cohort that waits because it can be heard nowhere: no week passes meanwhile, and one nobody heard comes anew."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from bot.domain import calendar, changing, run
from bot.domain.run import Run
from bot.domain.schedule import Rest, RestKind, Schedule, changed, rested

#: A wait ends by itself after so long.
LONGEST = timedelta(weeks=26)


class Wait(NamedTuple):
    """The schedule of a cohort that waits, and the end of its wait at the latest."""

    schedule: Schedule
    until: datetime


def begun(of: Run, now: datetime) -> Wait:
    """The wait that begins now."""
    zone = of.schedule.latest.zone
    back = calendar.local_day(now, zone) + LONGEST
    return Wait(changing.paused(of, back, now), calendar.moment(back, time(), zone))


def ended(of: Run, now: datetime) -> Run:
    """The calendar once the wait is over: the next week comes at the next hour of its prompt."""
    return replace(of, schedule=changing.resumed(of, now))


def anew(of: Run, week: int) -> Run:
    """The calendar with this week, which runs and was not heard, in the place of the one after it.

    Where other hours hold from the next week on, they hold from this one.
    """
    later = [table for table in of.schedule.timetables if table.since > week]
    if later:
        return replace(of, schedule=changed(of.schedule, replace(later[0], since=week)))
    rest = Rest(day=run.prompt(of, week).day, kind=RestKind.PAUSE)
    return replace(of, schedule=rested(of.schedule, rest))


def newer(at: datetime, heard: datetime | None, *, good: bool) -> bool:
    """Whether news of a moment are newer than what was heard; of two of one moment, the good ones count.

    Bad news that were wrong are proven wrong by nothing: what is lost is not tried.
    """
    return heard is None or heard < at or (heard == at and good)
