"""A pause of a whole cohort, its early end, and the end of the cohort; the channel hears of each once."""

from datetime import date, datetime, timedelta

from bot.cards import pausing as cards
from bot.cards.pausing import Harvest
from bot.domain import calendar, dates, run, slots
from bot.domain.aggregates import LEAST
from bot.errors import NotSaved, Refusal
from bot.features import changes, organising
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.pairing import ending
from bot.messages.elements import Card, Form, filled
from bot.ports import Skipped
from bot.replies import CohortChannels, Post, Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort, CohortState
from bot.store.queries import cohorts
from bot.store.queries import organising as queries
from bot.store.queries.organising import Reached

feature = Feature()

#: What the form proposes.
USUAL = timedelta(days=14)
UNTIL = Option(
    name="until", summary="The day you are all back, or how long: 2027-02-01, 2 weeks", kind=OptionKind.DATE
)


@feature.command(
    "cohort pause",
    role=Role.ORGANISER,
    summary="Be silent until a day; it ends by itself",
    example="/cohort pause 2 weeks",
    options=(UNTIL, organising.NAME),
)
def ask_to_pause(ctx: Context, answers: Answers) -> Reply:
    """Show what a pause moves; without one day that is meant, open the form."""
    cohort, until = organising.named(ctx, answers), answers["until"]
    back = dates.day(until, today := calendar.local_day(ctx.now, cohort.zone))
    if back is None or back <= today:
        form = _form(ctx, cohort, until)
        return Reply(form=filled(form, {}, {"until": _problem(until, today)}) if until else form)
    return changes.show(ctx, cohort, "pause", (back.isoformat(),))


@feature.form("cohort.pause", role=Role.ORGANISER)
def pause_form(ctx: Context, answers: Answers) -> Form:
    """Until when."""
    return _form(ctx, organising.numbered(ctx, answers), "")


@feature.submission("cohort.pause", role=Role.ORGANISER)
def take_pause(ctx: Context, answers: Answers) -> Reply:
    """Show what the pause moves."""
    cohort = organising.numbered(ctx, answers)
    back = dates.day(answers["until"], today := calendar.local_day(ctx.now, cohort.zone))
    if back is None or back <= today:
        raise NotSaved({"until": _problem(answers["until"], today)})
    return changes.show(ctx, cohort, "pause", (back.isoformat(),))


@feature.command(
    "cohort resume",
    role=Role.ORGANISER,
    summary="End a pause sooner",
    example="/cohort resume",
    options=(organising.NAME,),
)
def ask_to_resume(ctx: Context, answers: Answers) -> Reply:
    """Show what comes sooner."""
    return _resume(ctx, organising.named(ctx, answers))


@feature.click("cohort.resume", role=Role.ORGANISER)
def resume_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show what comes sooner in the cohort of the button."""
    return _resume(ctx, organising.numbered(ctx, answers))


@feature.command(
    "cohort end",
    role=Role.ORGANISER,
    summary="End a cohort, with a last word to its channel",
    example="/cohort end Spring",
    options=(organising.NAME,),
)
def ask_to_end(ctx: Context, answers: Answers) -> Reply:
    """Say what the end means, before it is one."""
    cohort = organising.named(ctx, answers)
    return Reply(card=cards.ask_to_end(cohort.id, cohort.name))


@feature.click("cohort.end", role=Role.ORGANISER)
def end_pressed(ctx: Context, answers: Answers) -> Reply:
    """Say what the end of the button's cohort means."""
    cohort = organising.numbered(ctx, answers)
    return Reply(card=cards.ask_to_end(cohort.id, cohort.name))


@feature.click("cohort.finish", role=Role.ORGANISER)
def finish(ctx: Context, answers: Answers) -> Reply:
    """End it: nothing is said any more but one last word."""
    cohort = organising.numbered(ctx, answers)
    week = run.week_at(organising.run_of(ctx, cohort), ctx.now)
    cohort.state = CohortState.ENDED
    ending.finish(ctx.session, ctx.now, cohort)
    farewell = Post(kind="cohort-ended", audience=CohortChannels(cohort.id), subject=str(week))
    return Reply(card=cards.ended(cohort.name), posts=(farewell,), replaces=True)


@feature.saying("cohort-paused")
def tell_of_pause(telling: Telling) -> Card | Skipped:
    """Tell the channel until when nothing is asked; nothing once the pause is over."""
    until = telling.cohort.quiet_until
    if until is None or until <= telling.now:
        return Skipped("the pause is over")
    week, due = _next(telling)
    return cards.paused(telling.cohort.name, calendar.local_day(until, telling.cohort.zone), week, due)


@feature.saying("cohort-resumed")
def tell_of_return(telling: Telling) -> Card | Skipped:
    """Tell the channel that it goes on."""
    if telling.cohort.quiet_until is not None:
        return Skipped("it pauses again")
    return cards.resumed(telling.cohort.name, *_next(telling))


@feature.saying("cohort-ended")
def say_farewell(telling: Telling) -> Card | Skipped:
    """The last word, with what was reached together where enough people stand behind a figure."""
    session, cohort = telling.session, telling.cohort
    harvest = Harvest(
        people=queries.took_part(session, cohort),
        weeks=min(int(telling.subject), len(telling.roadmap.weeks)),
        checkins=_figure(queries.weeks_kept(session, cohort)),
        tasks=_figure(queries.tasks_done(session, cohort)),
        wins=_figure(queries.wins_shared(session, cohort)),
    )
    return cards.farewell(cohort.name, harvest)


def _resume(ctx: Context, cohort: Cohort) -> Reply:
    if not organising.paused(ctx, cohort):
        return Reply(card=cards.not_paused(cohort.id))
    if cohort.waits_since is not None:
        here = "Open /cohort settings in a channel where it should speak, or bring the lost one back."
        raise Refusal(f"{cohort.name} waits until segue can reach a channel of it.", here)
    return changes.show(ctx, cohort, "resume", ())


def _form(ctx: Context, cohort: Cohort, typed: str) -> Form:
    usual = calendar.local_day(ctx.now, cohort.zone) + USUAL
    return cards.pause(cohort.id, typed[:40] or usual.isoformat())


def _problem(until: str, today: date) -> str:
    return dates.problem(until, today) or "A pause ends on a day to come. Write one as in 2027-02-01, or 2 weeks."


def _next(telling: Telling) -> tuple[int, datetime | None]:
    """The next week of the roadmap, and when it comes; no moment when none is left."""
    of = cohorts.run(telling.cohort, len(telling.roadmap.weeks))
    coming = next((slot for slot in slots.ahead(of, telling.now) if slot.rest is None), None)
    return (coming.week, coming.due) if coming else (of.weeks, None)


def _figure(reached: Reached) -> int | None:
    return reached.amount if reached.people >= LEAST else None
