"""Skipping ahead by what somebody knows, for late joiners and anybody else, at any time."""

from bot.cards import skipping as cards
from bot.domain import knowledge
from bot.features import seating
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Form, chosen
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, tasks

feature = Feature()


@feature.command(
    "roadmap skip",
    role=Role.MEMBER,
    summary="Skip the weeks you know already",
    example="/roadmap skip",
)
def ask_what_they_know(ctx: Context, answers: Answers) -> Reply:
    """Ask which weeks they know, with what they said before."""
    return Reply(form=_form(ctx, *cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)))


@feature.form("roadmap.skip", role=Role.MEMBER)
def skip_form(ctx: Context, answers: Answers) -> Form:
    """The form of the cohort of the button."""
    return _form(ctx, *cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0)))


@feature.submission("roadmap.skip", role=Role.MEMBER)
def skip_known_weeks(ctx: Context, answers: Answers) -> Reply:
    """Skip what they had not begun of the weeks they know, and no longer what they took back."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    roadmap = roadmap_of(ctx.library, cohort)
    said = (chosen(answers[f"from-{group.weeks[0]}"]) for group in knowledge.groups(roadmap))
    return _keep(ctx, member, cohort, frozenset(int(week) for weeks in said for week in weeks))


@feature.click("roadmap.unskip", role=Role.MEMBER)
def take_knowledge_back(ctx: Context, answers: Answers) -> Reply:
    """Undo everything that was skipped because they knew it."""
    return _keep(ctx, *cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0)), frozenset())


def _form(ctx: Context, member: Member, cohort: Cohort) -> Form:
    roadmap = roadmap_of(ctx.library, cohort)
    return cards.form(roadmap, cohort.id, knowledge.known(roadmap, tasks.marks(ctx.session, member)))


def _keep(ctx: Context, member: Member, cohort: Cohort, weeks: frozenset[int]) -> Reply:
    roadmap = roadmap_of(ctx.library, cohort)
    for slug, mark in knowledge.changes(roadmap, tasks.marks(ctx.session, member), weeks).items():
        tasks.keep(ctx.session, member, slug, mark, ctx.now)
    ctx.session.flush()
    seat = seating.seat(ctx, member, cohort)
    steps = knowledge.small_steps(roadmap, seat.marks, before=seat.week)
    return Reply(card=cards.skipped(roadmap, seat, weeks, steps), replaces=not weeks)
