"""One private note a day: at the reader's hour, never in their quiet hours, the most urgent thing first.

A personal day ends at 04:00, not at midnight.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from bot.domain import calendar
from bot.domain.run import EVENING

#: When a personal day ends.
DAWN = time(4)
#: At most so many things in one note; the rest waits for the next one.
MOST = 4


class Urgency(IntEnum):
    """What comes first in a note."""

    #: Of something they did, which could not be said to them at once.
    ANSWER = 0
    REQUEST = 1
    CHECKIN = 2
    FOLLOW_UP = 3
    PLAN = 4
    WORD = 5


class Reminders(StrEnum):
    """How much somebody wants to hear unprompted; what they do is answered whatever they say."""

    ALL = "all"
    #: Requests, the check-in and follow-ups.
    NEEDED = "needed"
    NONE = "none"


WANTED = {
    Reminders.ALL: frozenset(Urgency),
    Reminders.NEEDED: frozenset({Urgency.ANSWER, Urgency.REQUEST, Urgency.CHECKIN, Urgency.FOLLOW_UP}),
    Reminders.NONE: frozenset({Urgency.ANSWER}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """When somebody wants their note: `at` in `zone` (IANA), or when quiet hours that hold it end."""

    zone: str
    at: time = EVENING
    quiet_from: time | None = None
    quiet_to: time | None = None

    @property
    def hour(self) -> time:
        """The hour of the note."""
        if self.quiet_from is None or self.quiet_to is None or not _within(self.at, self.quiet_from, self.quiet_to):
            return self.at
        return self.quiet_to


def personal_day(now: datetime, zone: str) -> date:
    """The day somebody would say it is."""
    local = now.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= DAWN else local.date() - timedelta(days=1)


def next_note(due: datetime, habits: Habits) -> datetime:
    """The first hour of a note at or after this moment."""
    day = personal_day(due, habits.zone)
    today = hour_of(day, habits)
    return today if today >= due else hour_of(day + timedelta(days=1), habits)


def hour_of(day: date, habits: Habits) -> datetime:
    """When the note of this personal day comes; an hour before its end at dawn belongs to the night after."""
    hour = habits.hour
    return calendar.moment(day if hour >= DAWN else day + timedelta(days=1), hour, habits.zone)


def end_of_day(now: datetime, zone: str) -> datetime:
    """When the personal day of this moment ends."""
    return calendar.moment(personal_day(now, zone) + timedelta(days=1), DAWN, zone)


def _within(at: time, start: time, end: time) -> bool:
    """Whether the hour lies in the span, which may run over midnight; an empty span holds nothing."""
    return start <= at < end if start <= end else at >= start or at < end
