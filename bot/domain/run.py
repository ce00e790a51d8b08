"""A cohort's run through a roadmap: which week it is, and when its rituals strike.

Week 1 begins with the first prompt on or after the start date; every week begins with its prompt, and the check-in
of a week opens between two prompts. A rest stops the count and never skips a week of the roadmap.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain import calendar
from bot.domain.rhythm import WEEK, Rhythm, first
from bot.domain.schedule import Rest, Schedule, Timetable

#: The hour of somebody's private note, where they have not chosen another one.
EVENING = time(18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """When a cohort runs: its schedule, over a roadmap of so many weeks."""

    schedule: Schedule
    weeks: int


@dataclass(frozen=True, slots=True)
class Strike:
    """One time a ritual is due: its local date, the moment in UTC, and the week of the roadmap (from 1)."""

    day: date
    due: datetime
    week: int


def prompt(run: Run, week: int) -> Strike:
    """When the prompt of this week is due."""
    table = run.schedule.table(week)
    return _strike(table, _day(table, run.schedule.rests_of(table), week), table.prompt, week)


def checkin(run: Run, week: int) -> Strike:
    """When the check-in of this week opens: the first time its rhythm strikes after the week's prompt."""
    return _after(run, prompt(run, week), run.schedule.table(week).checkin)


def closing(run: Run, week: int) -> Strike:
    """Until when a check-in of this week is on time, and can be edited."""
    return _after(run, checkin(run, week), run.schedule.table(week).closing)


def digest(run: Run, week: int) -> Strike:
    """When the digest of this week is due: the first time its rhythm strikes after the week was closed."""
    return _after(run, closing(run, week), run.schedule.table(week).digest)


def lapse(run: Run, week: int) -> datetime:
    """Until when a late answer for this week is taken: when the next check-in opens."""
    return max(checkin(run, week + 1).due, closing(run, week).due)


def reminder(run: Run, week: int, zone: str, at: time = EVENING) -> datetime:
    """When somebody in `zone` is reminded of a week: at their hour on the day before it closes, once it is open.

    Far west of the cohort, where that hour comes too late, it is the one before; where the check-in opens after it,
    the moment it opens.
    """
    closes = closing(run, week)
    day = closes.day - timedelta(days=1)
    hour = calendar.moment(day, at, zone)
    if hour >= closes.due:
        hour = calendar.moment(day - timedelta(days=1), at, zone)
    return max(hour, checkin(run, week).due)


def week_at(run: Run, now: datetime) -> int:
    """The week of the roadmap at this moment: 0 before the first prompt, `run.weeks + 1` once it is over."""
    return bisect_right(range(1, run.weeks + 2), now, key=lambda week: prompt(run, week).due)


def rest_at(run: Run, now: datetime) -> Rest | None:
    """The rest the cohort takes at this moment, if it takes one."""
    for table in reversed(run.schedule.timetables):
        day = calendar.local_day(now, table.zone)
        if table.begun <= day:
            this = (day - table.begun) // WEEK
            held = run.schedule.rests_of(table)
            return next((rest for rest in held if (rest.day - table.begun) // WEEK == this), None)
    return None


def _day(table: Timetable, rests: tuple[Rest, ...], week: int) -> date:
    """The day of the week's prompt: so many weeks after the table's first one, not counting those of a rest."""
    place = week - table.since
    for resting in sorted({(rest.day - table.begun) // WEEK for rest in rests}):
        place += resting <= place
    return table.begun + place * WEEK


def _after(run: Run, strike: Strike, rhythm: Rhythm) -> Strike:
    """The first time this rhythm strikes after that."""
    table = run.schedule.table(strike.week)
    struck = _strike(table, first(rhythm, strike.day), rhythm, strike.week)
    return struck if struck.due > strike.due else _strike(table, struck.day + WEEK, rhythm, strike.week)


def _strike(table: Timetable, day: date, rhythm: Rhythm, week: int) -> Strike:
    return Strike(day, calendar.moment(day, rhythm.at, table.zone), week)
