"""The roadmap: where somebody is, any week of it, and the whole of it at a glance."""

from bot.cards import roadmap as cards
from bot.cards import roadmap_map
from bot.domain import run
from bot.errors import NoSuchWeek, NotSaved
from bot.features import seating
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Form
from bot.messages.text import Moment, line
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts

feature = Feature()


@feature.command("roadmap", role=Role.MEMBER, summary="Where you are, and your next step", example="/roadmap")
def show_where_i_am(ctx: Context, answers: Answers) -> Reply:
    """Show this week; before the first one what is coming, after the last one what is behind."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    roadmap, seat = roadmap_of(ctx.library, cohort), seating.seat(ctx, member, cohort)
    if seat.week == 0:
        begins = run.prompt(cohorts.run(cohort, len(roadmap.weeks)), 1).due
        return Reply(card=cards.opening(roadmap, line(f"{cohort.name} begins ", Moment(begins), "."), cohort.id))
    if seat.week > len(roadmap.weeks):
        return Reply(card=cards.over(roadmap, seat))
    return Reply(card=cards.week(roadmap, seat.week, seat))


@feature.command(
    "roadmap week",
    role=Role.MEMBER,
    summary="Any week of the roadmap",
    example="/roadmap week 3",
    options=(Option(name="number", summary="Which week, from 1", kind=OptionKind.WHOLE, required=True),),
)
def show_week(ctx: Context, answers: Answers) -> Reply:
    """Show the week they name, past or to come; without a number, ask for it."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    if not answers["number"]:
        return Reply(form=_which(ctx, cohort))
    return _week(ctx, member, cohort, answers["number"])


@feature.form("roadmap.which", role=Role.MEMBER)
def which_week(ctx: Context, answers: Answers) -> Form:
    """Ask for the number of a week."""
    return _which(ctx, cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1])


@feature.submission("roadmap.which", role=Role.MEMBER)
def show_which(ctx: Context, answers: Answers) -> Reply:
    """Show the week they name."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    try:
        return _week(ctx, member, cohort, answers["number"])
    except NoSuchWeek as none:
        raise NotSaved({"number": none.step}) from None


@feature.click("roadmap.week", role=Role.MEMBER)
def open_week(ctx: Context, answers: Answers) -> Reply:
    """Show the week of the button, or the one chosen from its menu."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    return _week(ctx, member, cohort, answers.word(1) or answers["choice"], everything=answers.word(2) == "all")


@feature.command(
    "roadmap map", role=Role.MEMBER, summary="All phases at a glance, and a way into any week", example="/roadmap map"
)
def show_map(ctx: Context, answers: Answers) -> Reply:
    """Show the whole roadmap with what they did of it."""
    return _map(ctx, *cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel))


@feature.click("roadmap.map", role=Role.MEMBER)
def open_map(ctx: Context, answers: Answers) -> Reply:
    """Show the whole roadmap of the cohort of the button."""
    return _map(ctx, *cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0)))


def _map(ctx: Context, member: Member, cohort: Cohort) -> Reply:
    return Reply(card=roadmap_map.overview(roadmap_of(ctx.library, cohort), seating.seat(ctx, member, cohort)))


def _which(ctx: Context, cohort: Cohort) -> Form:
    """The form for the number of a week, with the one that runs in it."""
    roadmap = roadmap_of(ctx.library, cohort)
    week = run.week_at(cohorts.run(cohort, len(roadmap.weeks)), ctx.now)
    return cards.which(cohort.id, len(roadmap.weeks), min(max(week, 1), len(roadmap.weeks)))


def _week(ctx: Context, member: Member, cohort: Cohort, said: str, everything: bool = False) -> Reply:
    roadmap = roadmap_of(ctx.library, cohort)
    number = seating.number(roadmap, said)
    return Reply(card=cards.week(roadmap, number, seating.seat(ctx, member, cohort), everything))
