"""Starting a cohort: reading the form, and writing down everything a cohort begins with."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.domain import calendar, cities, dates, reading
from bot.domain.rhythm import Rhythm
from bot.domain.schedule import CHECKIN, DIGEST, Timetable, steady
from bot.domain.words import listed
from bot.errors import NotSaved
from bot.features import timing
from bot.features.feature import Answers, Context, roadmap_of
from bot.store.models import Cohort
from bot.store.queries import cohorts

#: The check-in opens so many days after the prompt: Friday after Monday.
CHECKIN_AFTER = 4
#: How far ahead a cohort can be planned.
AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the form that starts a cohort says, once it can be read."""

    name: str
    starts: date
    zone: str
    weekday: int
    at: time
    roadmap: str


def read(ctx: Context, answers: Answers) -> Plan:
    """The plan. Raises `NotSaved` with a sentence for each field that needs another look."""
    zone, at = reading.zone(answers["zone"]), reading.hour(answers["at"])
    starts, unclear = day_meant(ctx, answers["starts"], zone or "UTC")
    weekday, roadmap = reading.whole(answers["weekday"]), ctx.library.roadmaps.get(answers.word(0))
    problems = {
        "name": name_problem(ctx, answers["name"]),
        "starts": unclear,
        "zone": "" if zone else zone_problem(answers["zone"]),
        "weekday": "" if weekday is not None and weekday < 7 else "Choose a day of the week.",
        "at": "" if at else "Write the hour as in 09:00.",
    }
    wrong = {key: sentence for key, sentence in problems.items() if sentence}
    if wrong or zone is None or starts is None or at is None or weekday is None:
        raise NotSaved(wrong)
    slug = (roadmap or ctx.library.default).slug
    return Plan(name=answers["name"], starts=starts, zone=zone, weekday=weekday, at=at, roadmap=slug)


def begin(ctx: Context, plan: Plan) -> Cohort:
    """Write down the cohort, its channel, its organiser and the first time of each of its rituals."""
    cohort = Cohort(
        community_id=ctx.person.community_id,
        name=plan.name,
        name_key=plan.name.casefold(),
        roadmap=plan.roadmap,
        schedule=steady(_timetable(plan)),
    )
    ctx.session.add(cohort)
    ctx.session.flush()
    _furnish(ctx, cohort)
    timing.plan_first(ctx.session, ctx.rituals, roadmap_of(ctx.library, cohort), cohort)
    return cohort


def _timetable(plan: Plan) -> Timetable:
    """The usual week around the prompt: it closes with the next one, and the digest comes a day later."""
    return Timetable(
        starts=plan.starts,
        zone=plan.zone,
        prompt=Rhythm(plan.weekday, plan.at),
        checkin=Rhythm((plan.weekday + CHECKIN_AFTER) % 7, CHECKIN.at),
        closing=Rhythm(plan.weekday, plan.at),
        digest=Rhythm((plan.weekday + 1) % 7, DIGEST.at),
    )


def _furnish(ctx: Context, cohort: Cohort) -> None:
    cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now).organises = True
    if ctx.place.channel is not None:
        cohorts.speak_in(ctx.session, cohort, ctx.account, ctx.place.channel, ctx.place.channel_name)


def name_problem(ctx: Context, name: str, cohort: Cohort | None = None) -> str:
    """What is wrong with a name for a new cohort, or for this one; empty when nothing is."""
    if not name:
        return "Give it a name."
    others = (one for one in cohorts.running(ctx.session, ctx.person) if cohort is None or one.id != cohort.id)
    taken = name.casefold() in {one.name_key for one in others}
    return "A cohort of that name runs here already." if taken else ""


def day_meant(ctx: Context, typed: str, zone: str) -> tuple[date | None, str]:
    """The day to come that is meant, if it is one, and what is wrong with what was typed; empty when nothing is."""
    today = calendar.local_day(ctx.now, zone)
    meant = dates.day(typed, today)
    if meant is None:
        return None, dates.problem(typed, today)
    if meant < today:
        return meant, "That day has passed. Choose today or a later one."
    return meant, "Choose a day within the next two years." if meant - today > AHEAD else ""


def zone_problem(typed: str) -> str:
    """What to do about a zone that is not clear."""
    like = cities.meant(typed)[:3]
    if len(like) == 1:
        return f"Did you mean {like[0]}?"
    if like:
        return f"Which one: {listed(like, 'or')}?"
    return "Write a city as in Europe/Berlin."


def roadmap_meant(ctx: Context, typed: str) -> str | None:
    """The slug of the roadmap somebody means, by slug or title, or of the only one; `None` when it is not clear."""
    known = ctx.library.roadmaps
    named = [one.slug for one in known.values() if typed.casefold() in {one.slug, one.title.casefold()}]
    return named[0] if named else ctx.library.default.slug if len(known) == 1 else None
