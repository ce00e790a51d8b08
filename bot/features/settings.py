"""A cohort's settings: everything on one card, and forms whose answers are shown with what they move."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.cards import settings as cards
from bot.cards.resting import KINDS, named
from bot.cards.settings import Settings
from bot.domain import changing, reading, slots
from bot.domain.onboarding import Pace
from bot.domain.words import listed
from bot.errors import NotAllowed, NotSaved
from bot.features import changes, organising, proposals, starting, whereabouts
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Form, Option
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Channel, Cohort, WhoStarts
from bot.store.queries import cohorts, people

feature = Feature()


@feature.command(
    "cohort settings",
    role=Role.ORGANISER,
    summary="Everything an organiser can set",
    example="/cohort settings Spring",
    options=(organising.NAME,),
)
def show_settings(ctx: Context, answers: Answers) -> Reply:
    """Show everything about a cohort they organise."""
    return _overview(ctx, organising.named(ctx, answers))


@feature.click("cohort.settings", role=Role.ORGANISER)
def settings_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show everything about the cohort of the button."""
    reply = _overview(ctx, organising.numbered(ctx, answers))
    return replace(reply, replaces=answers.word(1) == cards.INSTEAD)


@feature.form("cohort.naming", role=Role.ORGANISER)
def naming_form(ctx: Context, answers: Answers) -> Form:
    """Its name and zone."""
    cohort = organising.numbered(ctx, answers)
    return cards.naming(cohort.id, cohort.name, cohort.zone)


@feature.submission("cohort.naming", role=Role.ORGANISER)
def take_naming(ctx: Context, answers: Answers) -> Reply:
    """Keep the name; show what another zone moves."""
    cohort = organising.numbered(ctx, answers)
    zone = reading.zone(answers["zone"])
    problems = {
        "name": starting.name_problem(ctx, answers["name"], cohort),
        "zone": "" if zone else starting.zone_problem(answers["zone"]),
    }
    wrong = {key: sentence for key, sentence in problems.items() if sentence}
    if wrong or zone is None:
        raise NotSaved(wrong)
    cohort.name, cohort.name_key = answers["name"], answers["name"].casefold()
    if zone != cohort.zone:
        return changes.show(ctx, cohort, "zone", (zone,))
    return _overview(ctx, cohort)


@feature.form("cohort.rhythm", role=Role.ORGANISER)
def rhythm_form(ctx: Context, answers: Answers) -> Form:
    """The four hours of its week."""
    cohort = organising.numbered(ctx, answers)
    return cards.rhythm(cohort.id, cohort.schedule.latest)


@feature.submission("cohort.rhythm", role=Role.ORGANISER)
def take_rhythm(ctx: Context, answers: Answers) -> Reply:
    """Show what another rhythm moves."""
    cohort = organising.numbered(ctx, answers)
    read = {key: reading.rhythm(answers[key]) for key in ("prompt", "checkin", "closing", "digest")}
    wrong = {key: "Write a day and an hour, as in Monday 09:00." for key, rhythm in read.items() if rhythm is None}
    if not wrong and read["prompt"] == read["checkin"]:
        wrong = {"checkin": "The check-in needs a day or an hour of its own."}
    if wrong:
        raise NotSaved(wrong)
    return changes.show(ctx, cohort, "rhythm", proposals.packed(*(one for one in read.values() if one is not None)))


@feature.form("cohort.starts", role=Role.ORGANISER)
def first_day_form(ctx: Context, answers: Answers) -> Form:
    """Its first day."""
    cohort = organising.numbered(ctx, answers)
    return cards.first_day(cohort.id, cohort.schedule.timetables[0].starts)


@feature.submission("cohort.starts", role=Role.ORGANISER)
def take_first_day(ctx: Context, answers: Answers) -> Reply:
    """Show what another first day moves; only before the first prompt."""
    cohort = organising.numbered(ctx, answers)
    starts, problem = starting.day_meant(ctx, answers["starts"], cohort.zone)
    if starts is None or problem:
        raise NotSaved({"starts": problem})
    return changes.show(ctx, cohort, "starts", (starts.isoformat(),))


@feature.form("cohort.pace", role=Role.ORGANISER)
def pace_form(ctx: Context, answers: Answers) -> Form:
    """With or without a reserve."""
    cohort = organising.numbered(ctx, answers)
    roadmap = roadmap_of(ctx.library, cohort)
    weeks, breathers = len(roadmap.weeks), tuple(week for pace in roadmap.guide.paces for week in pace.breathers)
    suggested = (
        f"The roadmap would rest after weeks {listed([str(week) for week in breathers])}." if breathers else ""
    )
    chosen = "extended" if cohort.reserve else "core"
    return cards.pace(cohort.id, _paces(roadmap.guide.paces, weeks), chosen, suggested)


@feature.submission("cohort.pace", role=Role.ORGANISER)
def take_pace(ctx: Context, answers: Answers) -> Reply:
    """Show what another pace means."""
    cohort = organising.numbered(ctx, answers)
    if answers["pace"] not in {"core", "extended"}:
        raise NotSaved({"pace": "Choose one of the two."})
    return changes.show(ctx, cohort, "pace", (answers["pace"],))


@feature.click("cohort.starters", role=Role.STARTER)
def set_starters(ctx: Context, answers: Answers) -> Reply:
    """Let everybody start cohorts, or administrators only; for administrators."""
    if not ctx.actor.administers:
        raise NotAllowed(Role.STARTER)
    everybody = answers.word(0) == WhoStarts.EVERYONE
    community = people.community_of(ctx.session, ctx.person)
    community.who_starts = WhoStarts.EVERYONE if everybody else WhoStarts.ADMINISTRATORS
    return Reply(card=cards.starters(everybody), replaces=True)


def shown(channel: Channel, places: Mapping[int, str] = MappingProxyType({})) -> str:
    """A channel as people call it; among several `places`, by workspace number, with the one it is on."""
    name = f"#{channel.name.lstrip('#')}" if channel.name else channel.external_id
    return f"{name} on {places[channel.workspace_id]}" if len(places) > 1 else name


def _standing(channel: Channel, places: Mapping[int, str]) -> str:
    return f"{shown(channel, places)} (out of reach)" if channel.lost else shown(channel, places)


def _overview(ctx: Context, cohort: Cohort) -> Reply:
    of = organising.run_of(ctx, cohort)
    rests = [(slot.day, slot.rest) for slot in slots.ahead(of, ctx.now) if slot.rest]
    places = whereabouts.of_community(ctx)
    settings = Settings(
        cohort=cohort.id,
        name=cohort.name,
        roadmap=roadmap_of(ctx.library, cohort).title,
        run=of,
        now=ctx.now,
        reserve=cohort.reserve,
        spent=cohort.schedule.spent,
        rests=tuple(f"{named(day)} ({rest.name or KINDS[rest.kind]})" for day, rest in rests[:6]),
        channels=tuple(_standing(channel, places) for channel in cohorts.channels(ctx.session, cohort.id)),
        paused=organising.paused(ctx, cohort),
        waits=cohort.waits_since is not None,
        everybody_starts=people.community_of(ctx.session, ctx.person).who_starts is WhoStarts.EVERYONE,
        administers=ctx.actor.administers,
    )
    return Reply(card=cards.overview(settings))


def _paces(paces: tuple[Pace, ...], weeks: int) -> tuple[Option, ...]:
    """The two paces, in the roadmap's own words where it has some."""
    titles = {pace.slug: pace.title for pace in paces}
    reserve = changing.reserve(weeks)
    return (
        Option("core", titles.get("core", f"{weeks} weeks, no reserve")),
        Option("extended", titles.get("extended", f"{weeks} weeks and a reserve of {reserve}")),
    )
