"""How long two people have been quiet: days on which their cohort went on, so that a rest is no silence."""

from datetime import date, datetime, time, timedelta

from bot.domain import calendar, run
from bot.domain.run import Run

DAY = timedelta(days=1)
#: The hour by which a day belongs to a rest or not.
NOON = time(12)


def days(of: Run, since: datetime, now: datetime) -> int:
    """How many days after that one have gone by in which the cohort did not rest."""
    zone = of.schedule.latest.zone
    first, last = calendar.local_day(since, zone), calendar.local_day(now, zone)
    return sum(not rests_on(of, first + DAY * place) for place in range(1, (last - first).days + 1))


def rests_on(of: Run, day: date) -> bool:
    """Whether the cohort rests on a day of its own zone: in a week without a prompt, or in a pause."""
    if any(since <= day <= until for since, until in of.schedule.pauses):
        return True
    return run.rest_at(of, calendar.moment(day, NOON, of.schedule.latest.zone)) is not None


def over(of: Run, now: datetime) -> bool:
    """Whether the roadmap is over."""
    return run.week_at(of, now) > of.weeks
