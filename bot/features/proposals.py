"""Changes of a cohort's schedule as they travel in a button, and what each would make of the cohort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from bot.cards.resting import NAME, named
from bot.cards.settings import clock
from bot.domain import calendar, changing, reading, slots
from bot.domain.rhythm import DAYS, Rhythm
from bot.domain.run import Run
from bot.domain.schedule import RestKind, Schedule, Timetable
from bot.errors import NotUnderstood, Refusal
from bot.features import organising
from bot.features.feature import Context
from bot.store.models import Cohort

#: How far ahead a cohort can be planned, and how long it can pause.
AHEAD, LONGEST_PAUSE = timedelta(days=730), timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a change would make of a cohort, in words and in values."""

    says: str
    schedule: Schedule
    reserve: int
    quiet_until: datetime | None


Words: TypeAlias = Sequence[str]
Proposer: TypeAlias = Callable[[Context, Cohort, Run, Words], Proposal]


def propose(ctx: Context, cohort: Cohort, kind: str, words: Words) -> Proposal:
    """What this change would make of the cohort. Raises a `Refusal` where it cannot be, or can no longer be."""
    proposer = _PROPOSERS.get(kind)
    if proposer is None:
        raise NotUnderstood("such change any more", "")
    return proposer(ctx, cohort, organising.run_of(ctx, cohort), words)


def packed(*rhythms: Rhythm) -> tuple[str, ...]:
    """Rhythms as a button carries them: 0-0900."""
    return tuple(f"{one.weekday}-{one.at:%H%M}" for one in rhythms)


def _plain(cohort: Cohort, says: str, schedule: Schedule | None) -> Proposal:
    if schedule is None:
        raise Refusal(
            "That does not fit between the weeks.", "Choose another day or hour; /cohort preview shows them."
        )
    return Proposal(says=says, schedule=schedule, reserve=cohort.reserve, quiet_until=cohort.quiet_until)


def _rhythm(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    hours = [_unpacked(word) for word in words[:4]]
    if len(hours) < 4:
        raise NotUnderstood("such change any more", "")
    prompt, checkin, closing, digest = hours
    if prompt == checkin:
        raise Refusal("The check-in would open with the next prompt.", "Give it a day or an hour of its own.")
    wanted = replace(run.schedule.latest, prompt=prompt, checkin=checkin, closing=closing, digest=digest)
    says = f"{prompt} prompt, {checkin} check-in, closes {closing}, digest {digest}"
    return _plain(cohort, says, _retimed(ctx, cohort, run, wanted))


def _zone(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    zone = reading.zone(_word(words, 0))
    if zone is None:
        raise NotUnderstood("such change any more", "")
    wanted = replace(run.schedule.latest, zone=zone)
    return _plain(cohort, f"{clock(zone, ctx.now)}: is that right?", _retimed(ctx, cohort, run, wanted))


def _starts(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    starts = _day(words, 0)
    today = calendar.local_day(ctx.now, cohort.zone)
    if not today <= starts <= today + AHEAD:
        raise Refusal("That day is not ahead.", "Choose one within the next two years.")
    schedule = changing.restarted(run, starts, ctx.now)
    if schedule is None:
        raise Refusal(f"{cohort.name} has begun.", "Its rhythm can still change, and it can rest.")
    return _plain(cohort, f"First day: {named(starts)}", schedule)


def _pace(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    wanted = changing.reserve(run.weeks) if _word(words, 0) == "extended" else 0
    reserve = max(wanted, cohort.schedule.spent)
    left = reserve - cohort.schedule.spent
    says = (
        f"{run.weeks} weeks and a reserve: {left} of {reserve} buffer weeks left" if reserve else f"{run.weeks} weeks"
    )
    return Proposal(says=says, schedule=cohort.schedule, reserve=reserve, quiet_until=cohort.quiet_until)


def _buffer(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    day = _day(words, 0)
    left = cohort.reserve - cohort.schedule.spent
    schedule = changing.resting(run, day, day, RestKind.BUFFER, "", ctx.now)
    if schedule == cohort.schedule:
        return _plain(cohort, "", schedule)
    if left <= 0:
        raise Refusal("Every buffer week is spent.", "A holiday rests too, and does not touch the reserve.")
    says = f"A buffer week from {named(day)}: {left - 1} of {cohort.reserve} left"
    return _plain(cohort, says, schedule)


def _holiday(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    since, until = _day(words, 0), _day(words, 1)
    name = _word(words, 2)[:NAME] or "Holiday"
    days = named(since) if since == until else f"{named(since)} to {named(until)}"
    schedule = changing.resting(run, since, until, RestKind.HOLIDAY, name, ctx.now)
    return _plain(cohort, f"{name}, {days}", schedule)


def _unrest(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    day = _day(words, 0)
    schedule = changing.unrested(run, day, ctx.now)
    known = any(rest.day == day for rest in cohort.schedule.rests)
    if known and schedule == cohort.schedule:
        raise Refusal("That rest has begun.", "The next week comes when it is over.")
    begins = next((slot.day for slot in slots.ahead(run, ctx.now) if slot.rest and slot.rest.day == day), day)
    return _plain(cohort, f"No rest in the week of {named(begins)}", schedule)


def _pause(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    back, today = _day(words, 0), calendar.local_day(ctx.now, cohort.zone)
    if not today < back <= today + LONGEST_PAUSE:
        raise Refusal("A pause ends on a day to come, within a year.", "Choose the day you are all back.")
    until = calendar.moment(back, time(), cohort.zone)
    if until == cohort.quiet_until:
        return _plain(cohort, "", cohort.schedule)
    schedule = changing.paused(run, back, ctx.now)
    says = f"A pause until {named(back)}"
    return Proposal(says=says, schedule=schedule, reserve=cohort.reserve, quiet_until=until)


def _resume(ctx: Context, cohort: Cohort, run: Run, words: Words) -> Proposal:
    if not organising.paused(ctx, cohort):
        return _plain(cohort, "", cohort.schedule)
    schedule = changing.resumed(run, ctx.now)
    return Proposal(says="The pause ends now", schedule=schedule, reserve=cohort.reserve, quiet_until=None)


_PROPOSERS: Mapping[str, Proposer] = {
    "rhythm": _rhythm,
    "zone": _zone,
    "starts": _starts,
    "pace": _pace,
    "buffer": _buffer,
    "holiday": _holiday,
    "unrest": _unrest,
    "pause": _pause,
    "resume": _resume,
}


def _retimed(ctx: Context, cohort: Cohort, run: Run, wanted: Timetable) -> Schedule | None:
    latest = run.schedule.latest
    if replace(wanted, since=latest.since, starts=latest.starts) == latest:
        return cohort.schedule
    return changing.retimed(run, wanted, ctx.now)


def _unpacked(word: str) -> Rhythm:
    weekday, _, hour = word.partition("-")
    at = reading.hour(f"{hour[:2]}:{hour[2:]}")
    if weekday not in {str(number) for number in range(len(DAYS))} or at is None:
        raise NotUnderstood("such change any more", "")
    return Rhythm(int(weekday), at)


def _day(words: Words, place: int) -> date:
    day = reading.day(_word(words, place))
    if day is None or not date(2000, 1, 1) <= day <= date(2200, 1, 1):
        raise NotUnderstood("such day", "")
    return day


def _word(words: Words, place: int) -> str:
    return words[place] if place < len(words) else ""
