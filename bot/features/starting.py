"""Starting a cohort: reading the form, and writing down everything a cohort begins with."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.domain import calendar, reading
from bot.domain.run import CHECKIN
from bot.domain.words import listed
from bot.errors import NotSaved
from bot.features import rituals
from bot.features.feature import Answers, Context
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


def read(ctx: Context, answers: Answers) -> Plan:
    """The plan. Raises `NotSaved` with a sentence for each field that needs another look."""
    zone, starts, at = reading.zone(answers["zone"]), reading.day(answers["starts"]), reading.hour(answers["at"])
    weekday = reading.whole(answers["weekday"])
    problems = {
        "name": _name_problem(ctx, answers["name"]),
        "starts": _day_problem(ctx, starts, zone or "UTC"),
        "zone": "" if zone else _zone_problem(answers["zone"]),
        "weekday": "" if weekday is not None and weekday < 7 else "Choose a day of the week.",
        "at": "" if at else "Write the hour as in 09:00.",
    }
    wrong = {key: sentence for key, sentence in problems.items() if sentence}
    if wrong or zone is None or starts is None or at is None or weekday is None:
        raise NotSaved(wrong)
    return Plan(name=answers["name"], starts=starts, zone=zone, weekday=weekday, at=at)


def begin(ctx: Context, plan: Plan) -> Cohort:
    """Write down the cohort, its channel, its organiser and the first time of each of its rituals."""
    cohort = Cohort(
        community_id=ctx.person.community_id,
        name=plan.name,
        name_key=plan.name.casefold(),
        roadmap=ctx.library.default.slug,
        starts=plan.starts,
        zone=plan.zone,
        prompt_weekday=plan.weekday,
        prompt_at=plan.at,
        checkin_weekday=(plan.weekday + CHECKIN_AFTER) % 7,
        checkin_at=CHECKIN.at,
    )
    ctx.session.add(cohort)
    ctx.session.flush()
    _furnish(ctx, cohort)
    rituals.plan_first(ctx.session, cohort, len(ctx.library.default.weeks))
    return cohort


def _furnish(ctx: Context, cohort: Cohort) -> None:
    cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now).organises = True
    if ctx.place.channel is not None:
        cohorts.speak_in(ctx.session, cohort, ctx.account, ctx.place.channel)


def _name_problem(ctx: Context, name: str) -> str:
    if not name:
        return "Give it a name."
    taken = {cohort.name.casefold() for cohort in cohorts.running(ctx.session, ctx.person)}
    return "A cohort of that name runs here already." if name.casefold() in taken else ""


def _day_problem(ctx: Context, starts: date | None, zone: str) -> str:
    today = calendar.local_day(ctx.now, zone)
    if starts is None:
        return f"Write the day as in {today.isoformat()}."
    if starts < today:
        return "That day has passed. Choose today or a later one."
    return "Choose a day within the next two years." if starts - today > AHEAD else ""


def _zone_problem(typed: str) -> str:
    like = calendar.zones_like(typed)[:3] if typed else ()
    if like:
        return f"Which one: {listed(like, 'or')}?"
    return "Write a city as in Europe/Berlin."
