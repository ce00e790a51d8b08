"""What is somebody's own: who sees what of it, and their pauses."""

from datetime import date

from bot.cards import my as cards
from bot.cards import privacy
from bot.cards.my import Pause
from bot.domain import calendar
from bot.domain.passages import Spot
from bot.domain.profile import PAIRING
from bot.features.feature import Answers, Context, Feature
from bot.features.profile import packs
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Absence, Cohort
from bot.store.queries import absences, cohorts

feature = Feature()


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


def _pauses(ctx: Context) -> tuple[Pause, ...]:
    return tuple(
        pause(cohort, absence, _today(ctx, cohort))
        for member, cohort in cohorts.memberships(ctx.session, ctx.person)
        for absence in absences.of(ctx.session, member)
        if absence.until >= _today(ctx, cohort)
    )


def _today(ctx: Context, cohort: Cohort) -> date:
    return calendar.local_day(ctx.now, ctx.person.zone or cohort.zone)


def pause(cohort: Cohort, absence: Absence, today: date) -> Pause:
    """A pause as its card tells it."""
    return Pause(
        cohort=cohort.id,
        number=absence.id,
        name=cohort.name,
        since=absence.since,
        until=absence.until,
        runs=absence.since <= today,
    )
