"""How a cohort's schedule changes: what has struck stays, no week is skipped, and none comes twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import calendar, run, slots
from bot.domain.rhythm import WEEK
from bot.domain.run import Run, Strike
from bot.domain.schedule import Rest, RestKind, Schedule, Timetable, changed, rested

#: A week that takes up a new rhythm lasts so many days at least, so that nobody gets two prompts at once.
SHORTEST = timedelta(days=4)


def retimed(of: Run, wanted: Timetable, now: datetime) -> Schedule | None:
    """The schedule with this rhythm and zone from the next week that has not begun; `None` when none is left.

    That week begins as near as can be to where it would have, so the one before it lasts four to ten days, and up to
    thirteen where its check-in would not fit. The running week takes over the new hours while its check-in is ahead.
    """
    week = run.week_at(of, now) + 1
    if week == 1:
        return _ahead(of, replace(wanted, since=1, starts=of.schedule.timetables[0].starts), now)
    if week > of.weeks + 1:
        return None
    usual = run.prompt(_until(of, week), week).day
    near = usual + timedelta(days=(wanted.prompt.weekday - usual.weekday() + 3) % 7 - 3)
    options = (
        changed(running, replace(wanted, since=week, starts=day))
        for day in (near, near + WEEK)
        for running in _running(of, wanted, week, now)
    )
    return next((after for after in options if _holds(of, after, week, now)), None)


def restarted(of: Run, starts: date, now: datetime) -> Schedule | None:
    """The schedule from another first day on; `None` once the first week has begun."""
    if run.week_at(of, now) > 0:
        return None
    return _ahead(of, replace(of.schedule.latest, since=1, starts=starts), now)


def resting(of: Run, since: date, until: date, kind: RestKind, name: str, now: datetime) -> Schedule:
    """The schedule with a rest in every week that has not begun and would begin or ask on one of these days.

    Where nothing falls on them, the first week that holds one of them rests.
    """
    held = [slot for slot in _before(of, until, now) if slot.meets(since, until) and slot.rest is None]
    struck = [slot for slot in held if since <= slot.day or since <= run.checkin(of, slot.week).day <= until]
    meant = struck or held[:1]
    return rested(of.schedule, *(Rest(day=max(slot.day, since), kind=kind, name=name) for slot in meant))


def unrested(of: Run, day: date, now: datetime) -> Schedule:
    """The schedule without the rest of that day; one whose week has begun stays."""
    begun = next(slots.ahead(of, now), None)
    if begun is None or day < begun.day:
        return of.schedule
    return replace(of.schedule, rests=tuple(rest for rest in of.schedule.rests if rest.day != day))


def paused(of: Run, back: date, now: datetime) -> Schedule:
    """The schedule that is silent until the day they are back: every week that would begin meanwhile rests.

    A pause takes the place of one that is on, or that was planned.
    """
    again = replace(of, schedule=resumed(of, now))
    today = calendar.local_day(now, of.schedule.latest.zone)
    eve = back - timedelta(days=1)
    meant = [slot for slot in _before(_longer(again, eve - today, now), eve, now) if slot.rest is None]
    schedule = rested(again.schedule, *(Rest(day=slot.day, kind=RestKind.PAUSE) for slot in meant))
    return replace(schedule, pauses=(*schedule.pauses, (today, eve)))


def resumed(of: Run, now: datetime) -> Schedule:
    """The schedule without what a pause has not used up."""
    today = calendar.local_day(now, of.schedule.latest.zone)
    next_day = min((slot.day for slot in slots.ahead(of, now)), default=date.max)
    yesterday = today - timedelta(days=1)
    kept = ((since, min(until, yesterday)) for since, until in of.schedule.pauses)
    return replace(
        of.schedule,
        rests=tuple(rest for rest in of.schedule.rests if rest.kind is not RestKind.PAUSE or rest.day < next_day),
        pauses=tuple((since, until) for since, until in kept if since <= until),
    )


def reserve(weeks: int) -> int:
    """How many buffer weeks the slower pace of a roadmap has: twelve for its 27 weeks, and so in proportion."""
    return -(-weeks * 12 // 27)


def fits(before: Run, after: Run, now: datetime) -> bool:
    """Whether a change leaves what has struck, and keeps the rituals of neighbouring weeks apart and in order."""
    running = run.week_at(before, now)
    return (
        all(_unmoved(before, after, week, now) for week in range(max(1, running - 1), running + 1))
        and run.prompt(after, running + 1).due > now
        and all(_ordered(after, week) for week in range(max(1, running - 1), running + 2))
    )


def _holds(of: Run, after: Schedule, week: int, now: datetime) -> bool:
    """Whether it fits, and will also when the rests from this week on are taken back."""
    rests = tuple(rest for rest in after.rests if rest.day < after.table(week).starts)
    bare = replace(after, rests=rests)
    return all(fits(of, replace(of, schedule=one), now) for one in (after, bare))


def _ahead(of: Run, table: Timetable, now: datetime) -> Schedule | None:
    """The schedule of a cohort that has not begun: from the first day of this table whose prompt is to come."""
    tomorrow = calendar.local_day(now, table.zone) + timedelta(days=1)
    for starts in (table.starts, tomorrow):
        after = changed(of.schedule, replace(table, starts=starts))
        if run.prompt(replace(of, schedule=after), 1).due > now:
            return after
    return None


def _until(of: Run, week: int) -> Run:
    """The run as it would be without what was changed from this week on."""
    kept = tuple(table for table in of.schedule.timetables if table.since < week)
    return replace(of, schedule=replace(of.schedule, timetables=kept))


def _running(of: Run, wanted: Timetable, week: int, now: datetime) -> Iterator[Schedule]:
    """The schedule up to this week: with the new hours in the running one, if its check-in is ahead; and as it is."""
    before = _until(of, week)
    table = before.schedule.latest
    if wanted.zone == table.zone and run.checkin(of, week - 1).due > now:
        begun = run.prompt(of, week - 1).day
        yield changed(before.schedule, replace(wanted, since=week - 1, starts=begun, prompt=table.prompt))
    yield before.schedule


def _unmoved(before: Run, after: Run, week: int, now: datetime) -> bool:
    """A week that has begun keeps its prompt; and all of it, once its check-in is open."""
    if run.prompt(before, week) != run.prompt(after, week):
        return False
    if run.checkin(before, week).due > now:
        return run.checkin(after, week).due > now
    return all(strikes(before, week) == strikes(after, week) for strikes in (run.checkin, run.closing, run.digest))


def _ordered(after: Run, week: int) -> bool:
    """A check-in opens before the next prompt, and no ritual strikes twice on a day or out of turn."""
    strikes: tuple[Callable[[Run, int], Strike], ...] = (run.prompt, run.checkin, run.closing, run.digest)
    pairs = [(of(after, week), of(after, week + 1)) for of in strikes]
    apart = run.prompt(after, week + 1).day - run.prompt(after, week).day >= SHORTEST
    in_turn = all(one.day < other.day and one.due < other.due for one, other in pairs)
    return apart and in_turn and run.checkin(after, week).due < run.prompt(after, week + 1).due


def _longer(of: Run, pause: timedelta, now: datetime) -> Run:
    """The run with as many weeks more as a pause may hold, which can be more than are left; none after the last."""
    left = run.week_at(of, now) < of.weeks
    return replace(of, weeks=of.weeks + pause // WEEK + 1) if left else of


def _before(of: Run, until: date, now: datetime) -> Iterator[slots.Slot]:
    """The weeks ahead that begin by that day."""
    for slot in slots.ahead(of, now):
        if slot.day > until:
            return
        yield slot
