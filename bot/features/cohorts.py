"""Cohorts: start one, join, see who is there."""

from datetime import timedelta

from bot.cards import cohorts as cards
from bot.cards import settings as settings_cards
from bot.cards.cohorts import Listing, Participant
from bot.domain import calendar, run
from bot.domain.rhythm import first
from bot.domain.schedule import PROMPT
from bot.errors import NoSuchCohort, Refusal, WhichCohort
from bot.features import accompaniment, habits, starting
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.features.pairing import rounds
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import CohortChannels, Post, Reply
from bot.requests import Option, Role
from bot.store.models import Cohort, Member, WhoStarts
from bot.store.queries import cohorts, people

feature = Feature()

NAME = Option(name="cohort", summary="The name of the cohort", suggests=True)


@feature.command("cohort", role=Role.ANYONE, summary="The cohorts of this community", example="/cohort")
def list_cohorts(ctx: Context, answers: Answers) -> Reply:
    """Show every running cohort, with a way in."""
    theirs = {cohort.id for _, cohort in cohorts.memberships(ctx.session, ctx.person)}
    shown = [listing(ctx, cohort, cohort.id in theirs) for cohort in cohorts.running(ctx.session, ctx.person)]
    everybody = people.community_of(ctx.session, ctx.person).who_starts is WhoStarts.EVERYONE
    ways = (settings_cards.who_starts(everybody),) if ctx.actor.administers else ()
    return Reply(card=cards.here(shown, ways))


@feature.command(
    "cohort start",
    role=Role.STARTER,
    summary="Start a cohort that speaks in this channel",
    example="/cohort start Spring",
    options=(
        Option(name="name", summary="What people will call it"),
        Option(name="roadmap", summary="Which roadmap, where there are several", suggests=True),
    ),
)
def ask_for_start(ctx: Context, answers: Answers) -> Reply:
    """Open the form that starts a cohort; before it ask which roadmap, where there are several."""
    _require_free_channel(ctx)
    roadmaps = ctx.library.roadmaps
    meant = starting.roadmap_meant(ctx, answers["roadmap"])
    if meant is None:
        return Reply(card=cards.which_roadmap([(one.slug, one.title) for one in roadmaps.values()], answers["name"]))
    return Reply(form=_form(ctx, answers["name"], meant if meant != ctx.library.default.slug else ""))


@feature.form("cohort.start", role=Role.STARTER)
def start_form(ctx: Context, answers: Answers) -> Form:
    """The form of a roadmap, or a refusal where no cohort can speak."""
    _require_free_channel(ctx)
    return _form(ctx, answers.word(1), answers.word(0))


@feature.submission("cohort.start", role=Role.STARTER)
def start_cohort(ctx: Context, answers: Answers) -> Reply:
    """Start the cohort in this channel, with whoever started it as its organiser, and tell the channel."""
    _require_free_channel(ctx)
    plan = starting.read(ctx, answers)
    cohort = starting.begin(ctx, plan)
    begins = run.prompt(cohorts.run(cohort, len(roadmap_of(ctx.library, cohort).weeks)), 1).due
    # A first prompt whose hour has passed today is due, too: it comes after the word that there is a cohort.
    news = Post(kind="cohort-opened", audience=CohortChannels(cohort.id), subject="", due=min(ctx.now, begins))
    clock = settings_cards.clock(cohort.zone, ctx.now)
    return Reply(card=cards.started(listing(ctx, cohort, joined=False), clock), posts=(news,))


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
    """Show who is in the cohort of the button, and which page of them."""
    return _people(ctx, cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1], answers.number(1) or 1)


@feature.suggestion("cohort")
def suggest_cohorts(ctx: Context, typed: str) -> tuple[str, ...]:
    """The names that contain what is typed."""
    names = (cohort.name for cohort in cohorts.running(ctx.session, ctx.person))
    return tuple(name for name in names if typed.casefold() in name.casefold())


@feature.suggestion("roadmap")
def suggest_roadmaps(ctx: Context, typed: str) -> tuple[str, ...]:
    """The titles that contain what is typed."""
    titles = (roadmap.title for roadmap in ctx.library.roadmaps.values())
    return tuple(title for title in titles if typed.casefold() in title.casefold())


def listing(ctx: Context, cohort: Cohort, joined: bool) -> Listing:
    """A cohort as somebody who may join it sees it."""
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    return Listing(number=cohort.id, name=cohort.name, run=cohorts.run(cohort, weeks), joined=joined)


def _form(ctx: Context, name: str, roadmap: str) -> Form:
    zone = ctx.person.zone or ""
    tomorrow = calendar.local_day(ctx.now, zone or "UTC") + timedelta(days=1)
    return cards.start(name, first(PROMPT, tomorrow).isoformat(), zone, roadmap)


def _join(ctx: Context, cohort: Cohort) -> Reply:
    member = cohorts.membership(ctx.session, ctx.person, cohort)
    again = member is not None and member.learns and member.left_at is None
    member = member or cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now)
    member.learns, member.left_at, member.leaving_at = True, None, None
    if not again:
        accompaniment.accompany(ctx, cohort)
        rounds.welcome(ctx.session, cohort, ctx.now)
    shown = listing(ctx, cohort, joined=True)
    week = run.week_at(shown.run, ctx.now)
    late = week if week <= shown.run.weeks else 0
    asks, zone = not ctx.account.takes_notes, habits.unconfirmed(ctx)
    return Reply(card=cards.joined(shown, again, asks=asks, week=late, zone=zone))


def _people(ctx: Context, cohort: Cohort, page: int = 1) -> Reply:
    found = [_participant(person.name, member) for member, person in cohorts.people(ctx.session, cohort)]
    return Reply(card=cards.people(cohort.name, found, cohort.id, page), replaces=page > 1)


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


def _participant(name: str, member: Member) -> Participant:
    held = (("organises", member.organises), ("mentors", member.mentors), ("learns", member.learns))
    return Participant(name=name, roles=tuple(role for role, holds in held if holds))
