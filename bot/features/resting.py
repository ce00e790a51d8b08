"""The rests of a cohort: buffer weeks of its reserve, and holidays."""

from itertools import islice

from bot.cards import resting as cards
from bot.cards.resting import NAME, Break, named
from bot.domain import calendar, dates, reading, slots
from bot.errors import NotSaved, Refusal
from bot.features import changes, organising, starting
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Form, Option
from bot.messages.wire import SEPARATOR
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort

feature = Feature()

#: So many weeks are offered to rest in.
OFFERED = 12


@feature.click("cohort.rests", role=Role.ORGANISER)
def show_rests(ctx: Context, answers: Answers) -> Reply:
    """Show what is planned, and the ways to change it."""
    cohort = organising.numbered(ctx, answers)
    left = max(0, cohort.reserve - cohort.schedule.spent)
    return Reply(card=cards.rests(cohort.id, cohort.name, _planned(ctx, cohort), left, cohort.reserve))


@feature.form("cohort.buffer", role=Role.ORGANISER)
def buffer_form(ctx: Context, answers: Answers) -> Form:
    """The next weeks, to rest in one. Refuses when no buffer week or no week is left."""
    cohort = organising.numbered(ctx, answers)
    left, weeks = cohort.reserve - cohort.schedule.spent, _offered(ctx, cohort)
    if left <= 0:
        raise Refusal("No buffer week is left.", "A holiday rests too; and Settings, Pace can add a reserve.")
    if not weeks:
        raise Refusal("No week is left to rest in.", "/cohort preview shows what comes.")
    return cards.spend(cohort.id, weeks, f"{left} of {cohort.reserve} buffer weeks left.")


@feature.submission("cohort.buffer", role=Role.ORGANISER)
def take_buffer(ctx: Context, answers: Answers) -> Reply:
    """Show what a buffer week moves."""
    cohort = organising.numbered(ctx, answers)
    day = reading.day(answers["week"])
    if day is None or day.isoformat() not in {week.value for week in _offered(ctx, cohort)}:
        raise NotSaved({"week": "That week has begun or rests already. Choose another one."})
    return changes.show(ctx, cohort, "buffer", (day.isoformat(),))


@feature.form("cohort.holiday", role=Role.ORGANISER)
def holiday_form(ctx: Context, answers: Answers) -> Form:
    """A date or a range, and a name."""
    return cards.holiday(organising.numbered(ctx, answers).id)


@feature.submission("cohort.holiday", role=Role.ORGANISER)
def take_holiday(ctx: Context, answers: Answers) -> Reply:
    """Show what a holiday moves; or that nothing is planned on its days."""
    cohort = organising.numbered(ctx, answers)
    today, name = calendar.local_day(ctx.now, cohort.zone), answers["name"].replace(SEPARATOR, "/")
    since, unclear = starting.day_meant(ctx, answers["since"], cohort.zone)
    until = dates.day(answers["until"], today) if answers["until"] else since
    problems = {
        "since": unclear,
        "until": dates.problem(answers["until"], today) if answers["until"] else "",
        "name": "Make it a little shorter." if len(name.encode("utf-16-le")) > 2 * NAME else "",
    }
    if since and until and until < since:
        problems["until"] = "The last day comes after the first."
    elif since and until and (until - since).days > 92:
        problems["until"] = "Keep it within three months. A pause can be longer: /cohort pause."
    if wrong := {key: sentence for key, sentence in problems.items() if sentence}:
        raise NotSaved(wrong)
    assert since is not None and until is not None  # noqa: S101, PT018  (both were read)
    return changes.show(ctx, cohort, "holiday", (since.isoformat(), until.isoformat(), name))


@feature.click("cohort.unrest", role=Role.ORGANISER)
def take_rest_back(ctx: Context, answers: Answers) -> Reply:
    """Show what comes sooner without the chosen rest."""
    cohort = organising.numbered(ctx, answers)
    day = reading.day(answers["choice"])
    if day is None:
        raise Refusal("That rest is gone.", "Open the rests once more.")
    return changes.show(ctx, cohort, "unrest", (day.isoformat(),))


def _planned(ctx: Context, cohort: Cohort) -> tuple[Break, ...]:
    ahead = slots.ahead(organising.run_of(ctx, cohort), ctx.now)
    return tuple(
        Break(begins=slot.day, day=slot.rest.day, kind=slot.rest.kind, name=slot.rest.name)
        for slot in ahead
        if slot.rest
    )


def _offered(ctx: Context, cohort: Cohort) -> tuple[Option, ...]:
    ahead = (slot for slot in slots.ahead(organising.run_of(ctx, cohort), ctx.now) if slot.rest is None)
    return tuple(
        Option(slot.day.isoformat(), f"The week of {named(slot.day)}; week {slot.week} waits")
        for slot in islice(ahead, OFFERED)
    )
