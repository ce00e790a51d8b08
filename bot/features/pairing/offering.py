"""Somebody offers to mentor, from whatever corner of the workspace they come; changes the offer, or ends it."""

from bot.cards.pairing import offering as cards
from bot.cards.pairing.offering import Known
from bot.domain.onboarding import Question
from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, Ladder, Side
from bot.domain.pairing.terms import Terms
from bot.errors import CohortGone, NotSaved, WhichCohort
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.features.pairing import belonging, ending, rounds
from bot.messages.elements import Card, Form, Option, chosen
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts
from bot.store.queries.pairing import offers, requests

feature = Feature()

#: What a mentor may know: the key of its field, the question whose options it has, and how a mentor is asked.
_ASKED = (
    ("interests", "applications", "Which applications do you know?"),
    ("roles", "target-role", "Which roles do you know from inside?"),
    ("routes", "route-wish", "Which way did you go yourself?"),
)
#: Options that say nothing of what somebody knows.
_EMPTY = frozenset({"unsure", "unsaid", "later", "other"})


@feature.command(
    "mentor offer",
    role=Role.ANYONE,
    summary="Offer to mentor, or change your offer",
    example="/mentor offer",
    options=(belonging.NAME,),
)
def offer_typed(ctx: Context, answers: Answers) -> Reply:
    """Open the form of an offer; whoever is in no cohort yet offers in the one that is here."""
    return Reply(form=_form(ctx, _meant(ctx, answers["cohort"])))


@feature.form("mentor.offer", role=Role.ANYONE)
def offer_form(ctx: Context, answers: Answers) -> Form:
    """The offer in the cohort of the button, as it stands or as it was when it ended."""
    return _form(ctx, cohorts.numbered(ctx.session, ctx.person, answers.number(0)))


@feature.submission("mentor.offer", role=Role.ANYONE)
def keep_offer(ctx: Context, answers: Answers) -> Reply:
    """Keep the offer, and let whoever makes it be a mentor of the cohort. Sent twice, there is one."""
    cohort = cohorts.numbered(ctx.session, ctx.person, answers.number(0))
    terms = _read(answers)
    member = _enrolled(ctx, cohort)
    again = member.mentors and offers.of(ctx.session, member) is not None
    member.mentors = True
    offers.keep(ctx.session, member, terms, ctx.now)
    waiting = [one for _, one, _ in requests.without_pairing(ctx.session, cohort) if one.id != member.id]
    if waiting:
        rounds.call(ctx.session, cohort, Kind.MENTOR, Cause.GAP, ctx.now + timing.GATHER)
    asks = not ctx.account.takes_notes
    return Reply(card=cards.offered(cohort.id, cohort.name, terms.seats, again, len(waiting), asks))


@feature.command(
    "mentor retire",
    role=Role.MEMBER,
    summary="Stop mentoring",
    example="/mentor retire",
    options=(belonging.NAME,),
)
def retire_typed(ctx: Context, answers: Answers) -> Reply:
    """Say what the end of an offer means."""
    return Reply(card=_ask_to_retire(ctx, *belonging.meant(ctx, answers)))


@feature.click("mentor.retire", role=Role.MEMBER)
def retire_pressed(ctx: Context, answers: Answers) -> Reply:
    """Say what the end of the offer in the cohort of the button means."""
    return Reply(card=_ask_to_retire(ctx, *belonging.meant(ctx, answers)))


@feature.click("mentor.retired", role=Role.MEMBER)
def retire(ctx: Context, answers: Answers) -> Reply:
    """End the offer and what came of it; whoever loses a mentor is told kindly. Twice is once."""
    member, cohort = belonging.meant(ctx, answers)
    if not _mentors(ctx, member):
        return Reply(card=cards.not_offered(cohort.id), replaces=True)
    member.mentors = False
    ending.retire(ctx.session, ctx.now, cohort, member)
    return Reply(card=cards.retired(cohort.id, cohort.name), replaces=True)


def _meant(ctx: Context, name: str) -> Cohort:
    """The cohort somebody would mentor in: the one they name, this channel's, theirs, or the only one that runs."""
    if name:
        return cohorts.named(ctx.session, ctx.person, name)
    theirs = [cohort for _, cohort in cohorts.memberships(ctx.session, ctx.person)]
    here = cohorts.here(ctx.session, ctx.account, ctx.place.channel)
    running = theirs or list(cohorts.running(ctx.session, ctx.person))
    if here is not None and (not theirs or here.id in {one.id for one in theirs}):
        return here
    if not running:
        raise CohortGone
    if len(running) > 1:
        raise WhichCohort(tuple(one.name for one in running))
    return running[0]


def _enrolled(ctx: Context, cohort: Cohort) -> Member:
    """Their row in the cohort, made or opened again; whoever comes back to mentor does not learn along by it."""
    member = cohorts.membership(ctx.session, ctx.person, cohort)
    if member is None:
        member = cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now)
    elif member.left_at is not None:
        member.left_at, member.leaving_at, member.learns = None, None, False
    ctx.session.flush()
    return member


def _form(ctx: Context, cohort: Cohort) -> Form:
    member = cohorts.membership(ctx.session, ctx.person, cohort)
    offer = offers.latest(ctx.session, member) if member else None
    return cards.form(
        cohort.id, cohort.name, _known(ctx, cohort), offers.terms(ctx.session, offer) if offer else None
    )


def _known(ctx: Context, cohort: Cohort) -> tuple[Known, ...]:
    """What the roadmap of the cohort asks learners, as far as a mentor can answer it."""
    steps = roadmap_of(ctx.library, cohort).guide.onboarding
    asked = {question.slug: question for step in steps for question in step.questions}
    return tuple(
        Known(key=key, label=label, options=_options(asked[slug])) for key, slug, label in _ASKED if slug in asked
    )


def _options(question: Question) -> tuple[Option, ...]:
    return tuple(Option(one.slug, one.label) for one in question.options if one.slug not in _EMPTY)


def _read(answers: Answers) -> Terms:
    """What is offered. Raises `NotSaved`; several choices were held to the form already."""
    seats = answers["seats"]
    problems = {}
    if seats not in {str(one) for one in range(1, cards.SEATS + 1)}:
        problems["seats"] = f"Choose from 1 to {cards.SEATS}."
    if answers["ladder"] not in set(Ladder):
        problems["ladder"] = "Choose what comes closest."
    if problems:
        raise NotSaved(problems)
    return Terms(
        seats=int(seats),
        ladder=Ladder(answers["ladder"]),
        interests=chosen(answers["interests"]),
        roles=chosen(answers["roles"]),
        routes=chosen(answers["routes"]),
    )


def _mentors(ctx: Context, member: Member) -> bool:
    return member.mentors or offers.of(ctx.session, member) is not None


def _ask_to_retire(ctx: Context, member: Member, cohort: Cohort) -> Card:
    if not _mentors(ctx, member):
        return cards.not_offered(cohort.id)
    theirs = [belonging.others(*one) for one in belonging.mentoring(ctx, [member]) if one[1].side is Side.MENTOR]
    return cards.ask_to_retire(cohort.id, cohort.name, theirs)
