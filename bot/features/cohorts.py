"""Cohorts: start one, join, leave, see who is there."""

from datetime import timedelta

from bot.cards import cohorts as cards
from bot.cards.cohorts import Listing, Participant
from bot.domain import calendar, run
from bot.domain.rhythm import Rhythm, first
from bot.errors import NoSuchCohort, Refusal, WhichCohort
from bot.features import starting
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import CohortChannels, Post, Reply
from bot.requests import Option, Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts

feature = Feature()

NAME = Option(name="cohort", summary="The name of the cohort", suggests=True)


@feature.command("cohort", role=Role.ANYONE, summary="The cohorts of this community", example="/cohort")
def list_cohorts(ctx: Context, answers: Answers) -> Reply:
    """Show every running cohort, with a way in."""
    theirs = {cohort.id for _, cohort in cohorts.memberships(ctx.session, ctx.person)}
    shown = [_listing(ctx, cohort, cohort.id in theirs) for cohort in cohorts.running(ctx.session, ctx.person)]
    return Reply(card=cards.here(shown))


@feature.command(
    "cohort start",
    role=Role.STARTER,
    summary="Start a cohort that speaks in this channel",
    example="/cohort start Spring",
    options=(Option(name="name", summary="What people will call it"),),
)
def ask_for_start(ctx: Context, answers: Answers) -> Reply:
    """Open the form that starts a cohort, with sensible answers in it."""
    return Reply(form=start_form(ctx, answers))


@feature.form("cohort.start", role=Role.STARTER)
def start_form(ctx: Context, answers: Answers) -> Form:
    """The form, or a refusal where no cohort can speak."""
    _require_free_channel(ctx)
    zone = ctx.person.zone or ""
    tomorrow = calendar.local_day(ctx.now, zone or "UTC") + timedelta(days=1)
    return cards.start(answers["name"], first(Rhythm(0, run.PROMPT.at), tomorrow).isoformat(), zone)


@feature.submission("cohort.start", role=Role.STARTER)
def start_cohort(ctx: Context, answers: Answers) -> Reply:
    """Start the cohort in this channel, with whoever started it as its organiser, and tell the channel."""
    _require_free_channel(ctx)
    plan = starting.read(ctx, answers)
    cohort = starting.begin(ctx, plan)
    news = Post(kind="cohort-opened", audience=CohortChannels(cohort.id), subject="")
    return Reply(card=cards.started(_listing(ctx, cohort, joined=False)), posts=(news,))


@feature.saying("cohort-opened")
def tell_of_cohort(telling: Telling) -> Card | Skipped:
    """Tell the channel that there is a cohort to join."""
    roadmap, cohort = telling.roadmap, telling.cohort
    calendar_of = cohorts.run(cohort, len(roadmap.weeks))
    shown = Listing(number=cohort.id, name=cohort.name, run=calendar_of, joined=False)
    return cards.opened(shown, roadmap.title, len(roadmap.weeks))


@feature.command(
    "cohort join",
    role=Role.ANYONE,
    summary="Join a cohort; without a name, this channel's",
    example="/cohort join Spring",
    options=(NAME,),
)
def join_named(ctx: Context, answers: Answers) -> Reply:
    """Join the cohort they name, this channel's, or the only one there is."""
    return _join(ctx, _meant(ctx, answers["cohort"]))


@feature.click("cohort.join", role=Role.ANYONE)
def join_pressed(ctx: Context, answers: Answers) -> Reply:
    """Join the cohort of the button."""
    return _join(ctx, cohorts.numbered(ctx.session, ctx.person, answers.number(0)))


@feature.command(
    "cohort leave",
    role=Role.MEMBER,
    summary="Leave a cohort; you can come back",
    example="/cohort leave",
    options=(NAME,),
)
def leave_cohort(ctx: Context, answers: Answers) -> Reply:
    """Leave; what they did is kept. An organiser stops learning and goes on organising."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel, answers["cohort"])
    member.learns = False
    if not member.organises:
        member.left_at = ctx.now
    return Reply(card=cards.left(_listing(ctx, cohort, joined=False), member.organises))


@feature.command(
    "cohort people",
    role=Role.MEMBER,
    summary="Who is in the cohort",
    example="/cohort people",
    options=(NAME,),
)
def list_people(ctx: Context, answers: Answers) -> Reply:
    """Show who is in their cohort and what they do there."""
    return _people(ctx, cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel, answers["cohort"])[1])


@feature.click("cohort.people", role=Role.MEMBER)
def people_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show who is in the cohort of the button."""
    return _people(ctx, cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1])


@feature.suggestion("cohort")
def suggest_cohorts(ctx: Context, typed: str) -> tuple[str, ...]:
    """The names that contain what is typed."""
    names = (cohort.name for cohort in cohorts.running(ctx.session, ctx.person))
    return tuple(name for name in names if typed.casefold() in name.casefold())


def _join(ctx: Context, cohort: Cohort) -> Reply:
    member = cohorts.membership(ctx.session, ctx.person, cohort)
    if member is None:
        cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now).learns = True
        return Reply(card=cards.joined(_listing(ctx, cohort, joined=True), again=False))
    again = member.learns and member.left_at is None
    member.learns, member.left_at = True, None
    return Reply(card=cards.joined(_listing(ctx, cohort, joined=True), again))


def _people(ctx: Context, cohort: Cohort) -> Reply:
    found = cohorts.people(ctx.session, cohort)
    return Reply(card=cards.people(cohort.name, [_participant(person.name, member) for member, person in found]))


def _meant(ctx: Context, name: str) -> Cohort:
    """The cohort somebody wants to join."""
    if name:
        return cohorts.named(ctx.session, ctx.person, name)
    here = cohorts.here(ctx.session, ctx.account, ctx.place.channel)
    running = cohorts.running(ctx.session, ctx.person)
    if here is None and not running:
        raise NoSuchCohort("", ())
    if here is None and len(running) > 1:
        raise WhichCohort(tuple(cohort.name for cohort in running))
    return here or running[0]


def _require_free_channel(ctx: Context) -> None:
    if ctx.place.channel is None:
        raise Refusal("A cohort speaks in a channel.", "Run /cohort start in the channel where it should speak.")
    there = cohorts.here(ctx.session, ctx.account, ctx.place.channel)
    if there is not None:
        raise Refusal(f"{there.name} speaks in this channel already.", "Start the next one in a channel of its own.")


def _listing(ctx: Context, cohort: Cohort, joined: bool) -> Listing:
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    return Listing(number=cohort.id, name=cohort.name, run=cohorts.run(cohort, weeks), joined=joined)


def _participant(name: str, member: Member) -> Participant:
    held = (("organises", member.organises), ("mentors", member.mentors), ("learns", member.learns))
    return Participant(name=name, roles=tuple(role for role, holds in held if holds))
