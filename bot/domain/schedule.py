"""When a cohort meets: its rhythms, since which week they hold, and the weeks it rests.

A change of rhythm holds from a week that has not begun; what was said before keeps its dates.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from bot.domain.rhythm import Rhythm, first

PROMPT = Rhythm(0, time(9))
CHECKIN = Rhythm(4, time(15))
CLOSING = Rhythm(0, time(9))
DIGEST = Rhythm(1, time(12))


class RestKind(StrEnum):
    """Why a cohort rests for a week: a week of its reserve, a holiday, or because its organiser paused it."""

    BUFFER = "buffer"
    HOLIDAY = "holiday"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A week without a prompt: the one that holds `day` (local). `name` is what people call it, if anything."""

    day: date
    kind: RestKind = RestKind.BUFFER
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The rhythms from week `since` on, which begins with the first prompt from `starts` on (local, in `zone`)."""

    starts: date
    zone: str
    since: int = 1
    prompt: Rhythm = PROMPT
    checkin: Rhythm = CHECKIN
    closing: Rhythm = CLOSING
    digest: Rhythm = DIGEST

    @property
    def begun(self) -> date:
        """The first day of its prompt."""
        return first(self.prompt, self.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Timetables in the order of their weeks, the first one from week 1 on; and the rests, by day.

    `pauses`: the first and last local days on which nothing was to be asked, whatever week they fall in.
    """

    timetables: tuple[Timetable, ...]
    rests: tuple[Rest, ...] = ()
    pauses: tuple[tuple[date, date], ...] = ()

    def table(self, week: int) -> Timetable:
        """The timetable that holds in this week; before the first week, the first one."""
        return next((one for one in reversed(self.timetables) if one.since <= week), self.timetables[0])

    def rests_of(self, table: Timetable) -> tuple[Rest, ...]:
        """The rests that fall into the time of a timetable: from its first day until the next one takes over."""
        later = (one.begun for one in self.timetables if one.since > table.since)
        ends = min(later, default=date.max)
        return tuple(rest for rest in self.rests if table.begun <= rest.day < ends)

    @property
    def spent(self) -> int:
        """How many weeks of the reserve are used or planned."""
        return sum(rest.kind is RestKind.BUFFER for rest in self.rests)

    @property
    def latest(self) -> Timetable:
        """The timetable that holds in the end."""
        return self.timetables[-1]


def steady(timetable: Timetable) -> Schedule:
    """One rhythm from the first week to the last, without a rest."""
    return Schedule(timetables=(timetable,))


def changed(schedule: Schedule, timetable: Timetable) -> Schedule:
    """The schedule with this timetable from its week `since` on; later ones give way to it."""
    earlier = tuple(one for one in schedule.timetables if one.since < timetable.since)
    return replace(schedule, timetables=(*earlier, timetable))


def rested(schedule: Schedule, *rests: Rest) -> Schedule:
    """The schedule with these rests too; one a day, the newer one counts."""
    days = {rest.day: rest for rest in (*schedule.rests, *rests)}
    return replace(schedule, rests=tuple(days[day] for day in sorted(days)))
