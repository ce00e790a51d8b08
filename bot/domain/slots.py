"""The weeks of the calendar that a cohort has not begun: each holds a week of the roadmap, or rests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import calendar, run
from bot.domain.rhythm import WEEK, first
from bot.domain.run import Run
from bot.domain.schedule import Rest, Timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A week of the calendar from the day of its prompt on: `rest` if the cohort rests in it, else its `week`."""

    day: date
    due: datetime
    week: int
    rest: Rest | None = None

    def meets(self, since: date, until: date) -> bool:
        """Whether it holds one of these days, the last one included."""
        return since < self.day + WEEK and self.day <= until


def ahead(of: Run, now: datetime) -> Iterator[Slot]:
    """What has not begun, until the last week of the roadmap. A rest carries the week that waits behind it."""
    week = run.week_at(of, now) + 1
    table = of.schedule.table(week)
    day = _next(table, now)
    while week <= of.weeks:
        rest = resting(of, table, day)
        yield Slot(day=day, due=calendar.moment(day, table.prompt.at, table.zone), week=week, rest=rest)
        week, day = week + (rest is None), day + WEEK


def resting(of: Run, table: Timetable, day: date) -> Rest | None:
    """The rest in the week that begins on this day of a table's prompt."""
    return next((rest for rest in of.schedule.rests_of(table) if timedelta(0) <= rest.day - day < WEEK), None)


def _next(table: Timetable, now: datetime) -> date:
    """The first day of its prompt that is still to come."""
    day = max(table.begun, first(table.prompt, calendar.local_day(now, table.zone) - timedelta(days=1)))
    while calendar.moment(day, table.prompt.at, table.zone) <= now:
        day += WEEK
    return day
