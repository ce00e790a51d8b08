"""A cohort's run through a roadmap: which week it is, and when its rituals strike.

Week 1 begins with the first prompt on or after the start date; every week begins with its prompt, and the check-in
of a week opens between two prompts. A break stops the count and never skips a week of the roadmap.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain import calendar
from bot.domain.rhythm import WEEK, Rhythm, first

PROMPT = Rhythm(0, time(9))
CHECKIN = Rhythm(4, time(15))
REMINDER = time(18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """When a cohort runs: `starts` is a local date in `zone` (IANA), `weeks` the length of its roadmap."""

    starts: date
    zone: str
    weeks: int
    prompt: Rhythm = PROMPT
    checkin: Rhythm = CHECKIN


@dataclass(frozen=True, slots=True)
class Strike:
    """One time a ritual is due: its local date, the moment in UTC, and the week of the roadmap (from 1)."""

    day: date
    due: datetime
    week: int


def prompt(run: Run, week: int) -> Strike:
    """When the prompt of this week is due."""
    day = first(run.prompt, run.starts) + (week - 1) * WEEK
    return Strike(day, calendar.moment(day, run.prompt.at, run.zone), week)


def checkin(run: Run, week: int) -> Strike:
    """When the check-in of this week opens: the first time its rhythm strikes after the week's prompt."""
    opened = prompt(run, week)
    day = first(run.checkin, opened.day)
    due = calendar.moment(day, run.checkin.at, run.zone)
    if due <= opened.due:
        day += WEEK
        due = calendar.moment(day, run.checkin.at, run.zone)
    return Strike(day, due, week)


def reminder(run: Run, week: int, zone: str) -> datetime:
    """When somebody in `zone` is reminded of a week: on the evening before it ends, once its check-in is open.

    Far west of the cohort, where that evening comes too late, it is the one before; where the check-in opens after
    it, the moment it opens.
    """
    after = prompt(run, week + 1)
    day = after.day - timedelta(days=1)
    evening = calendar.moment(day, REMINDER, zone)
    if evening >= after.due:
        evening = calendar.moment(day - timedelta(days=1), REMINDER, zone)
    return max(evening, checkin(run, week).due)


def week_at(run: Run, now: datetime) -> int:
    """The week of the roadmap at this moment: 0 before the first prompt, `run.weeks + 1` once it is over."""
    begun = first(run.prompt, run.starts)
    guess = (calendar.local_day(now, run.zone) - begun).days // 7 + 1
    if guess >= 1 and prompt(run, guess).due > now:
        guess -= 1
    return max(0, min(guess, run.weeks + 1))
