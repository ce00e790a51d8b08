"""When somebody can meet: the hours of a week on their own clock, written once and kept for every cohort."""

from bot.cards.pairing import weekly as cards
from bot.domain.pairing import availability
from bot.domain.pairing.availability import QUESTION, UnclearHours
from bot.errors import NotSaved
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.queries import cohorts, profile

feature = Feature()

#: The question whose blocks are what the form begins with, until hours are written.
BLOCKS = "availability"


@feature.command("mentor hours", role=Role.ANYONE, summary="When you can meet", example="/mentor hours")
def ask_for_hours(ctx: Context, answers: Answers) -> Reply:
    """Open the form of their hours."""
    return Reply(form=hours_form(ctx, answers))


@feature.form("mentor.hours", role=Role.ANYONE)
def hours_form(ctx: Context, answers: Answers) -> Form:
    """Their hours as they stand: as written, as the profile has them, or a usual week to begin with."""
    told = profile.answers(ctx.session, ctx.person)
    kept = "".join(told.get(QUESTION, ()))
    blocks = availability.of_blocks(told.get(BLOCKS, ()))
    spans = availability.unpacked(kept) if kept else blocks or availability.USUAL
    return cards.form(_zone(ctx), availability.written(spans))


@feature.submission("mentor.hours", role=Role.ANYONE)
def keep_hours(ctx: Context, answers: Answers) -> Reply:
    """Keep the hours; all of them empty opens them again."""
    try:
        spans = availability.parse(*(answers[key] for key in cards.KEYS))
    except UnclearHours as unclear:
        raise NotSaved(unclear.problems) from None
    profile.keep(ctx.session, ctx.person, QUESTION, (availability.packed(spans),) if spans else ())
    if not spans:
        return Reply(card=cards.forgotten())
    return Reply(card=cards.kept(_zone(ctx), ctx.person.zone_confirmed, availability.written(spans)))


def _zone(ctx: Context) -> str:
    theirs = (cohort.zone for _, cohort in cohorts.memberships(ctx.session, ctx.person))
    return ctx.person.zone or next(theirs, "UTC")
