"""How the first session felt, and the kind way out of a pair: nobody hears who wished it, or why."""

from bot.cards.pairing import endings
from bot.cards.pairing import meetings as cards
from bot.domain.pairing.states import Fit, Kind, PairingState, Side
from bot.errors import NotUnderstood, PairingGone, Refusal
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import ending, following
from bot.features.pairing.ending import Ends
from bot.features.pairing.following import Seat
from bot.features.pairing.meeting import session
from bot.replies import Reply
from bot.requests import Role
from bot.store.queries.pairing import meetings, requests

feature = Feature()

ANOTHER, ONLY = "another", "only"


@feature.click("pairing.fit", role=Role.MEMBER)
def keep_fit(ctx: Context, answers: Answers) -> Reply:
    """Keep how the first session felt; another press keeps the other answer. Nobody else sees it."""
    seat, said = following.standing(ctx, answers), answers.word(1)
    if said not in set(Fit) or seat.bond.pairing.kind is not Kind.MENTOR:
        raise NotUnderstood("such answer any more", "")
    if seat.first is None:
        raise Refusal("You have not told yet that you met.", "/mentor met is where you can.")
    meetings.fit(ctx.session, seat.first, Fit(said))
    return Reply(card=cards.fit(session(seat, seat.first.number), Fit(said)))


@feature.click("pairing.part", role=Role.MEMBER)
def ask_to_part(ctx: Context, answers: Answers) -> Reply:
    """Say what parting means, before it happens."""
    seat = _pair(ctx, answers)
    if seat.bond.pairing.state is not PairingState.PAIRED:
        return Reply(card=endings.over(seat.name), replaces=True)
    return Reply(card=endings.part(seat.bond.pairing.id, seat.name, seat.partner.side))


@feature.click("pairing.parted", role=Role.MEMBER)
def part(ctx: Context, answers: Answers) -> Reply:
    """End it. A learner keeps their place in line, unless they look for nobody any more. Twice is once."""
    seat = _pair(ctx, answers)
    if seat.bond.pairing.state is not PairingState.PAIRED:
        return Reply(card=endings.over(seat.name), replaces=True)
    cohort = following.cohort_of(ctx.session, seat)
    ending.end(ctx.session, ctx.now, cohort, seat.bond, Ends.WISHED, by=seat.member)
    if seat.partner.side is Side.MENTOR:
        return Reply(card=endings.freed(seat.name), replaces=True)
    looks = answers.word(1) != ONLY
    request = requests.current(ctx.session, seat.member)
    if request is not None and not looks:
        requests.close(ctx.session, request, ctx.now)
    return Reply(card=endings.parted(seat.name, looks=looks), replaces=True)


@feature.click("pairing.stay", role=Role.MEMBER)
def stay(ctx: Context, answers: Answers) -> Reply:
    """Leave it as it is."""
    seat = _pair(ctx, answers)
    lasts = seat.bond.pairing.state is PairingState.PAIRED
    return Reply(card=endings.stayed(seat.name) if lasts else endings.over(seat.name), replaces=True)


def _pair(ctx: Context, answers: Answers) -> Seat:
    """A mentor pair of theirs: buddies have a round to change them. Raises `PairingGone`."""
    seat = following.mine(ctx, answers)
    if seat.bond.pairing.kind is not Kind.MENTOR:
        raise PairingGone
    return seat
