"""The weekly check-in: one form, kept or edited, for the owner's eyes alone."""

from bot.cards import checkins as cards
from bot.domain import accountability, reading, run
from bot.domain.checkin import Week
from bot.domain.run import Run
from bot.errors import NoSuchWeek, NothingYet, NotSaved
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, progress

feature = Feature()

ENERGY = frozenset({"", "1", "2", "3", "4", "5"})


@feature.command("checkin", role=Role.MEMBER, summary="Check in for this week", example="/checkin")
def ask_about_week(ctx: Context, answers: Answers) -> Reply:
    """Open this week's form, with what they said already."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    return Reply(form=_form(ctx, member, cohort, run.week_at(_run(ctx, cohort), ctx.now)))


@feature.command(
    "checkin edit", role=Role.MEMBER, summary="Change what you said of this week", example="/checkin edit"
)
def ask_again(ctx: Context, answers: Answers) -> Reply:
    """Open this week's form again: the same one, since a check-in is edited in place."""
    return ask_about_week(ctx, answers)


@feature.form("checkin", role=Role.MEMBER)
def checkin_form(ctx: Context, answers: Answers) -> Form:
    """The form of the week of the button."""
    member, cohort, week = _meant(ctx, answers)
    return _form(ctx, member, cohort, week)


@feature.submission("checkin", role=Role.MEMBER)
def record_checkin(ctx: Context, answers: Answers) -> Reply:
    """Keep this week's check-in, or its edit, and show the member what it changed."""
    member, cohort, week = _meant(ctx, answers)
    said = _read(answers)
    _require_open(_run(ctx, cohort), week, ctx)
    streak = accountability.streak(progress.weeks_kept(ctx.session, member) | {week}, week)
    progress.keep_week(ctx.session, member, week, said, ctx.now)
    return Reply(card=cards.noted(cohort.id, week, streak, said))


def _form(ctx: Context, member: Member, cohort: Cohort, week: int) -> Form:
    _require_open(_run(ctx, cohort), week, ctx)
    focus = roadmap_of(ctx.library, cohort).weeks[week - 1].checkin_focus
    return cards.form(cohort.id, week, focus, progress.week(ctx.session, member, week))


def _read(answers: Answers) -> Week:
    problems = {}
    if not answers["done"]:
        problems["done"] = "One line is enough, and “a small week” is one too."
    if not answers["next_step"]:
        problems["next_step"] = "Name one small step and a day for it."
    if answers["energy"] not in ENERGY:
        problems["energy"] = "Choose one from 1 to 5, or leave it open."
    if problems:
        raise NotSaved(problems)
    said = {name: answers[name] for name in ("done", "obstacle", "next_step", "energy")}
    return Week(**said)


def _meant(ctx: Context, answers: Answers) -> tuple[Member, Cohort, int]:
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    week = reading.whole(answers.word(1))
    if week is None or not 1 <= week <= weeks:
        raise NoSuchWeek(answers.word(1), weeks)
    return member, cohort, week


def _require_open(calendar: Run, week: int, ctx: Context) -> None:
    """A week can be checked in for from its prompt until the next week's check-in opens."""
    if week == 0 or run.prompt(calendar, max(week, 1)).due > ctx.now:
        raise NothingYet("That week has not begun.", "Its prompt comes to the channel, with a button to check in.")
    if week > calendar.weeks:
        raise NothingYet("The last week is over.", "/roadmap shows everything you did.")
    if run.checkin(calendar, week + 1).due <= ctx.now:
        raise NothingYet(f"Week {week} is closed by now.", "This week is open: /checkin.")


def _run(ctx: Context, cohort: Cohort) -> Run:
    return cohorts.run(cohort, len(roadmap_of(ctx.library, cohort).weeks))
