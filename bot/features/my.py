"""Somebody's own corner: everything of theirs on one screen, who sees what, and their pauses."""

from datetime import date

from bot.cards import my as cards
from bot.cards import privacy
from bot.cards.my import Belonging, Corner, Pause
from bot.domain import calendar, run
from bot.domain import profile as rules
from bot.domain.passages import Spot
from bot.domain.profile import PAIRING, WHY
from bot.features import habits
from bot.features.feature import Answers, Context, Feature
from bot.features.profile import packs
from bot.messages.text import Line, Moment, MomentStyle, line
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Absence, Cohort, Member
from bot.store.queries import absences, cohorts, profile

feature = Feature()


@feature.command("my", role=Role.ANYONE, summary="Your own corner: profile, hours, privacy", example="/my")
def show_corner(ctx: Context, answers: Answers) -> Reply:
    """Show everything of theirs, each part with its button."""
    return Reply(card=cards.panel(_corner(ctx)))


@feature.command("my privacy", role=Role.ANYONE, summary="Who sees what, in plain words", example="/my privacy")
def show_privacy(ctx: Context, answers: Answers) -> Reply:
    """Show who sees what is kept of them."""
    guide = packs(ctx)[0].guide
    asked = [one for step in guide.onboarding for one in step.questions if one.slug in PAIRING]
    return Reply(card=privacy.sheet(guide.at(Spot.PRINCIPLES), asked))


@feature.command("my pause", role=Role.MEMBER, summary="A planned pause: plan one, or end it", example="/my pause")
def show_pauses(ctx: Context, answers: Answers) -> Reply:
    """Show the pauses that run or are planned, or how to plan one."""
    theirs = [(cohort.id, cohort.name) for _, cohort in cohorts.memberships(ctx.session, ctx.person)]
    return Reply(card=cards.pauses(_pauses(ctx), theirs))


def _corner(ctx: Context) -> Corner:
    wanted, told = habits.habits_of(ctx), profile.answers(ctx.session, ctx.person)
    begun, asking = rules.begun(rules.stages(packs(ctx)[0].guide.onboarding, told))
    found = cohorts.memberships(ctx.session, ctx.person)
    return Corner(
        name=ctx.person.name,
        belongings=tuple(_belonging(ctx, member, cohort) for member, cohort in found),
        zone=ctx.person.zone or "",
        clock=habits.clock(ctx, wanted.zone),
        hour=f"{wanted.hour:%H:%M}",
        quiet=habits.quiet(wanted),
        reminders=ctx.person.reminders,
        takes=ctx.account.takes_notes,
        pauses=_pauses(ctx),
        begun=begun,
        asking=asking,
        why=WHY in told,
    )


def _belonging(ctx: Context, member: Member, cohort: Cohort) -> Belonging:
    held = (("organise", member.organises), ("mentor", member.mentors), ("learn", member.learns))
    roles = tuple(role for role, holds in held if holds)
    return Belonging(name=cohort.name, roles=roles, stands=_stands(ctx, cohort))


def _stands(ctx: Context, cohort: Cohort) -> Line:
    """Where a cohort stands; nothing about weeks where the library has lost its roadmap."""
    roadmap = ctx.library.roadmaps.get(cohort.roadmap)
    if roadmap is None:
        return line("its roadmap is being mended")
    calendar_of = cohorts.run(cohort, len(roadmap.weeks))
    week = run.week_at(calendar_of, ctx.now)
    if week == 0:
        return line("begins ", Moment(run.prompt(calendar_of, 1).due, MomentStyle.DATE))
    return line(f"week {week} of {calendar_of.weeks}" if week <= calendar_of.weeks else "its last week is over")


def _pauses(ctx: Context) -> tuple[Pause, ...]:
    return tuple(
        _pause(cohort, absence, ctx)
        for member, cohort in cohorts.memberships(ctx.session, ctx.person)
        for absence in absences.of(ctx.session, member)
        if absence.until >= _today(ctx, cohort)
    )


def _pause(cohort: Cohort, absence: Absence, ctx: Context) -> Pause:
    return Pause(
        cohort=cohort.id,
        number=absence.id,
        name=cohort.name,
        since=absence.since,
        until=absence.until,
        runs=absence.since <= _today(ctx, cohort),
    )


def _today(ctx: Context, cohort: Cohort) -> date:
    return calendar.local_day(ctx.now, ctx.person.zone or cohort.zone)
