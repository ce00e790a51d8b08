"""Somebody's own corner: everything of theirs on one screen. What is pressed there answers with the corner again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.cards import corner as cards
from bot.cards.corner import About, Corner
from bot.cards.focus import Focus
from bot.cards.standing import Stage, Standing
from bot.domain import calendar, plan, run
from bot.domain import profile as rules
from bot.domain.asked import asked
from bot.domain.plan import PersonalPlan
from bot.domain.profile import WHY
from bot.domain.roadmap import Roadmap
from bot.features import accounts, habits, my, noting, seating, tasks, whereabouts
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Absence, Cohort, Member
from bot.store.queries import cohorts, profile, wins, workspaces
from bot.store.queries import corner as queries

feature = Feature()

#: What is shown first, where several cohorts could be.
_FIRST = (Stage.RUNNING, Stage.AHEAD, Stage.PAUSED, Stage.WAITING, Stage.OVER, Stage.MENDED)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cohort somebody is in: their membership, the roadmap if the library has it, and where they stand."""

    member: Member
    cohort: Cohort
    roadmap: Roadmap | None
    standing: Standing


@feature.command("my", role=Role.ANYONE, summary="Your own corner: your week, wins, settings", example="/my")
def show_corner(ctx: Context, answers: Answers) -> Reply:
    """Show everything of theirs, the next step first."""
    return Reply(card=shown(ctx))


@feature.click("my.cohort", role=Role.ANYONE)
def turn_to_cohort(ctx: Context, answers: Answers) -> Reply:
    """Show the corner with the chosen cohort in focus; with another one when they are not in it any more."""
    return Reply(card=shown(ctx, Answers(args=(answers["choice"],)).number(0)), replaces=True)


@feature.click("my.done", role=Role.MEMBER)
def tick_off(ctx: Context, answers: Answers) -> Reply:
    """Mark the task of the button as done."""
    return Reply(card=shown(ctx, tasks.tick(ctx, answers, done=True)), replaces=True)


@feature.click("my.undo", role=Role.MEMBER)
def take_back(ctx: Context, answers: Answers) -> Reply:
    """Take one step back from what was said of the task."""
    return Reply(card=shown(ctx, tasks.tick(ctx, answers, done=False)), replaces=True)


@feature.click("my.zone.yes", role=Role.ANYONE)
def confirm_zone(ctx: Context, answers: Answers) -> Reply:
    """Keep the zone of the button as theirs."""
    habits.settle_zone(ctx, answers.word(0))
    return Reply(card=shown(ctx), replaces=True)


def shown(ctx: Context, wanted: int = 0) -> Card:
    """The corner, with the cohort of that number in focus, if they are in it."""
    told, declined = profile.told(ctx.session, ctx.person)
    places = _ordered(ctx, _places(ctx), wanted)
    focus = next((_focus(ctx, place, told, declined) for place in places[:1] if place.roadmap), None)
    count = queries.wins(ctx.session, ctx.person)
    newest = wins.of_person(ctx.session, ctx.person, offset=0, limit=1) if count else ()
    return cards.panel(
        Corner(
            name=ctx.person.name,
            focus=focus,
            others=tuple(place.standing for place in places[1 if focus else 0 :]),
            wins=count,
            newest=next(iter(newest), None),
            about=_about(ctx, places, told),
            belonged=bool(places) or queries.has_belonged(ctx.session, ctx.person),
        )
    )


def _places(ctx: Context) -> Sequence[_Place]:
    """Every cohort they are in, with what is asked of them there."""
    found = cohorts.memberships(ctx.session, ctx.person)
    if not found:
        return ()
    members = [member.id for member, _ in found]
    kept = queries.kept(ctx.session, members)
    yesterday = calendar.local_day(ctx.now, "UTC") - timedelta(days=1)  # it is not over everywhere
    absences = queries.absences(ctx.session, members, yesterday)
    return [_place(ctx, member, cohort, kept, absences.get(member.id, ())) for member, cohort in found]


def _place(
    ctx: Context,
    member: Member,
    cohort: Cohort,
    kept: Mapping[tuple[int, int], bool],
    absences: Sequence[Absence],
) -> _Place:
    roadmap = ctx.library.roadmaps.get(cohort.roadmap)
    of = cohorts.run(cohort, len(roadmap.weeks) if roadmap else 1)
    weeks = {week: late for (whose, week), late in kept.items() if whose == member.id}
    today = calendar.local_day(ctx.now, ctx.person.zone or cohort.zone)
    pauses = [my.pause(cohort, absence, today) for absence in absences if absence.until >= today]
    held = (("organise", member.organises), ("mentor", member.mentors), ("learn", member.learns))
    standing = Standing(
        number=cohort.id,
        name=cohort.name,
        roles=tuple(role for role, holds in held if holds),
        stage=_stage(ctx, cohort, roadmap),
        now=ctx.now,
        calendar=of,
        asked=asked(of, ctx.now, weeks, member.joined_at) if member.learns else None,
        pause=next(iter(pauses), None),
        back=cohort.quiet_until,
    )
    return _Place(member, cohort, roadmap, standing)


def _stage(ctx: Context, cohort: Cohort, roadmap: Roadmap | None) -> Stage:
    if roadmap is None:
        return Stage.MENDED
    if cohort.waits_since is not None:
        return Stage.WAITING
    if cohort.quiet_until is not None and ctx.now < cohort.quiet_until:
        return Stage.PAUSED
    week = run.week_at(cohorts.run(cohort, len(roadmap.weeks)), ctx.now)
    if week == 0:
        return Stage.AHEAD
    return Stage.RUNNING if week <= len(roadmap.weeks) else Stage.OVER


def _ordered(ctx: Context, places: Sequence[_Place], wanted: int) -> Sequence[_Place]:
    """The cohort they chose first, then this channel's, then the one in which most is going on for them."""
    several = len(places) > 1 and ctx.place.channel is not None
    here = cohorts.here(ctx.session, ctx.account, ctx.place.channel) if several else None

    def rank(place: _Place) -> tuple[bool, bool, bool, bool, bool, int]:
        at, over = place.standing, place.standing.stage in {Stage.OVER, Stage.MENDED}
        is_here = here is not None and here.id == at.number
        return (at.number != wanted, not is_here, not at.asks, over, at.asked is None, _FIRST.index(at.stage))

    return sorted(places, key=rank)


def _focus(
    ctx: Context, place: _Place, told: Mapping[str, tuple[str, ...]], declined: frozenset[str]
) -> Focus | None:
    if place.roadmap is None:
        return None
    own: PersonalPlan = plan.personal(place.roadmap.guide.plan_rules, told, declined)
    seat = seating.seat(ctx, place.member, place.cohort, own)
    return Focus(at=place.standing, roadmap=place.roadmap, seat=seat)


def _about(ctx: Context, places: Sequence[_Place], told: Mapping[str, tuple[str, ...]]) -> About:
    person = ctx.person
    fallback = next((place.cohort.zone for place in places), "UTC")
    wanted = noting.habits(person, fallback)
    pack = next((place.roadmap for place in places if place.roadmap), ctx.library.default)
    begun, asking = rules.begun(rules.stages(pack.guide.onboarding, told))
    several = workspaces.are_several(ctx.session, person.community_id)
    at = whereabouts.stand(ctx) if several else None
    return About(
        zone=person.zone or "",
        clock=f"{ctx.now.astimezone(ZoneInfo(wanted.zone)):%H:%M}",
        confirmed=person.zone_confirmed,
        hour=f"{wanted.hour:%H:%M}",
        quiet=habits.quiet(wanted),
        reminders=person.reminders,
        takes=ctx.account.takes_notes,
        begun=begun,
        asking=asking,
        why=WHY in told,
        linked=accounts.linked(ctx, at) if at else (),
        elsewhere=at.elsewhere if at else (),
    )
