"""`/cohort pairing`: how mentors and buddies stand at a glance, rounds on demand, and who has whom."""

from datetime import datetime

from bot.cards.pairing import demand, waiting
from bot.cards.pairing import organising as cards
from bot.cards.pairing.demand import Held
from bot.cards.pairing.organising import Beat, Overview
from bot.cards.pairing.waiting import Together
from bot.domain.pairing import waits
from bot.domain.pairing.states import Cause, Kind, PairingState
from bot.errors import NotUnderstood
from bot.features import organising
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import ahead, reviewing, rounds, weighing
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Pairing
from bot.store.queries import cohorts
from bot.store.queries.pairing import offers, pairings, policies, readiness, requests
from bot.store.queries.pairing import rounds as queries

feature = Feature()

_KINDS = (Kind.MENTOR, Kind.BUDDY)


@feature.command(
    "cohort pairing",
    role=Role.ORGANISER,
    summary="Mentors and buddies: who waits and why, rounds, plans",
    example="/cohort pairing Spring",
    options=(organising.NAME,),
)
def show_typed(ctx: Context, answers: Answers) -> Reply:
    """Show how pairing stands in a cohort they organise."""
    return Reply(card=_overview(ctx, organising.named(ctx, answers)))


@feature.click("pairs.overview", role=Role.ORGANISER)
def show_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show it for the cohort of the button."""
    return Reply(card=_overview(ctx, organising.numbered(ctx, answers)), replaces=True)


@feature.click("pairs.start", role=Role.ORGANISER)
def start(ctx: Context, answers: Answers) -> Reply:
    """Begin a mentor round; say what a buddy round means first. Whatever stands in the way is said instead."""
    cohort, kind = organising.numbered(ctx, answers), _kind(answers)
    if obstacle := _obstacle(ctx, cohort, kind):
        return Reply(card=obstacle, replaces=True)
    if kind is Kind.MENTOR:
        return _begin(ctx, cohort, kind)
    groups = len(_standing(ctx, cohort, Kind.BUDDY))
    return Reply(card=demand.ask_to_start(cohort.id, len(_takers(ctx, cohort)), groups), replaces=True)


@feature.click("pairs.started", role=Role.ORGANISER)
def start_now(ctx: Context, answers: Answers) -> Reply:
    """Begin the round of the button; pressed twice it is one."""
    cohort, kind = organising.numbered(ctx, answers), _kind(answers)
    obstacle = _obstacle(ctx, cohort, kind)
    return Reply(card=obstacle, replaces=True) if obstacle else _begin(ctx, cohort, kind)


@feature.click("pairs.bonds", role=Role.ORGANISER)
def show_bonds(ctx: Context, answers: Answers) -> Reply:
    """Show who has whom, page by page."""
    cohort = organising.numbered(ctx, answers)
    found = [one for kind in _KINDS for one in _standing(ctx, cohort, kind)]
    page = answers.number(1) if answers.number(1) * waiting.LINES < len(found) else 0
    begin = page * waiting.LINES
    shown = [_together(bond) for bond in pairings.bonds(ctx.session, found[begin : begin + waiting.LINES])]
    more = len(found) > begin + waiting.LINES
    return Reply(card=waiting.together(cohort.id, cohort.name, shown, page, more), replaces=True)


@feature.click("pairs.records", role=Role.ORGANISER)
def show_records(ctx: Context, answers: Answers) -> Reply:
    """Show the last rounds with their seeds, weights and fingerprints."""
    cohort = organising.numbered(ctx, answers)
    held = [one for one in (_held(ctx, cohort, kind) for kind in _KINDS) if one]
    return Reply(card=demand.records(cohort.id, cohort.name, held), replaces=True)


def _overview(ctx: Context, cohort: Cohort) -> Card:
    open_requests = requests.without_pairing(ctx.session, cohort)
    taken = offers.taken(ctx.session, cohort)
    offered = [(offer.seats, taken.get(member.id, 0)) for offer, member, _ in offers.standing(ctx.session, cohort)]
    groups = pairings.bonds(ctx.session, _standing(ctx, cohort, Kind.BUDDY))
    suggested = [one for one in _standing(ctx, cohort, Kind.MENTOR) if one.state is PairingState.SUGGESTED]
    first, second = (_beat(ctx, cohort, kind) for kind in _KINDS)
    return cards.overview(
        Overview(
            cohort=cohort.id,
            name=cohort.name,
            waiting=len(open_requests),
            since=next((request.asked_at for request, _, _ in open_requests), None),
            open=len(suggested),
            mentors=len(offered),
            seats=sum(seats for seats, _ in offered),
            free=sum(max(0, seats - held) for seats, held in offered),
            median=waits.median(requests.waits(ctx.session, cohort, ctx.now)),
            groups=len(groups),
            beside=sum(len(bond.partners) for bond in groups),
            out=len(_learners(ctx, cohort) & readiness.out(ctx.session, cohort)),
            beats=(first, second),
            policy=weighing.policy(ctx, cohort),
        )
    )


def _beat(ctx: Context, cohort: Cohort, kind: Kind) -> Beat:
    plan = _plan(ctx, cohort, kind)
    return Beat(kind=kind, last=_held(ctx, cohort, kind), next=ahead.next_planned(ctx, cohort, kind), plan=plan)


def _plan(ctx: Context, cohort: Cohort, kind: Kind) -> int:
    """The round of this kind that waits for a look; 0 for none."""
    return next((one.id for one in queries.reviewed(ctx.session, cohort) if one.kind is kind), 0)


def _held(ctx: Context, cohort: Cohort, kind: Kind) -> Held | None:
    round_ = queries.last(ctx.session, cohort, kind)
    if round_ is None:
        return None
    at: datetime | None = round_.published_at or round_.solved_at
    return Held(
        kind=kind,
        at=at or round_.due_at,
        cause=round_.cause,
        served=round_.served,
        unserved=round_.unserved,
        seed=round_.seed,
        weights=round_.weights,
        digest=round_.digest,
    )


def _obstacle(ctx: Context, cohort: Cohort, kind: Kind) -> Card | None:
    """Why no round begins now; what to do about it is on the card."""
    if plan := _plan(ctx, cohort, kind):
        return reviewing.shown(ctx, cohort, plan)
    called = queries.called(ctx.session, cohort, kind)
    if called is not None and called.due_at <= ctx.now:
        return demand.under_way(cohort.id, kind)
    if kind is Kind.BUDDY:
        return demand.too_few(cohort.id) if len(_takers(ctx, cohort)) < 2 else None
    return _nobody(ctx, cohort)


def _nobody(ctx: Context, cohort: Cohort) -> Card | None:
    """Nobody waits, or nobody has a seat."""
    asking = requests.without_pairing(ctx.session, cohort)
    if not asking:
        return waiting.nobody(cohort.id)
    taken = offers.taken(ctx.session, cohort)
    free = any(offer.seats > taken.get(member.id, 0) for offer, member, _ in offers.standing(ctx.session, cohort))
    return None if free else demand.no_seats(cohort.id, len(asking))


def _begin(ctx: Context, cohort: Cohort, kind: Kind) -> Reply:
    rounds.call(ctx.session, cohort, kind, Cause.DEMAND, ctx.now)
    reviews = policies.of(ctx.session, cohort).reviews
    return Reply(card=demand.started(cohort.id, kind, reviews), replaces=True)


def _takers(ctx: Context, cohort: Cohort) -> frozenset[int]:
    """Whoever takes part in buddies now."""
    away = readiness.absent(ctx.session, cohort, ctx.now) | readiness.out(ctx.session, cohort)
    return _learners(ctx, cohort) - away


def _learners(ctx: Context, cohort: Cohort) -> frozenset[int]:
    return frozenset(member.id for member, _ in cohorts.people(ctx.session, cohort) if member.learns)


def _standing(ctx: Context, cohort: Cohort, kind: Kind) -> list[Pairing]:
    """What people of the cohort have heard of and is not over."""
    found = pairings.open_in(ctx.session, cohort, kind)
    return [one for one in found if one.state is not PairingState.DRAFT]


def _together(bond: pairings.Bond) -> Together:
    pairing = bond.pairing
    return Together(
        kind=pairing.kind,
        names=tuple(person.name for _, _, person in bond.partners),
        since=pairing.settled_at or pairing.since,
        asked=pairing.state is PairingState.SUGGESTED,
    )


def _kind(answers: Answers) -> Kind:
    try:
        return Kind(answers.word(1))
    except ValueError:
        raise NotUnderstood("such round any more", "/cohort pairing") from None
