"""Did you meet? Asked in the note of the day or by command; each side's word is its own, and one yes is enough."""

from collections.abc import Sequence
from datetime import timedelta

from bot.cards.pairing import meetings as cards
from bot.domain.notes import Urgency
from bot.domain.pairing.states import Kind, Met, PairingState
from bot.domain.pairing.timing import AGAIN
from bot.errors import NotUnderstood, PairingGone
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.pairing import following
from bot.features.pairing.following import Seat
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort
from bot.store.queries import cohorts
from bot.store.queries.pairing import meetings, pairings

feature = Feature()

_SAID = {cards.YES: Met.YES, cards.NOT_YET: Met.NOT_YET, cards.COULD_NOT: Met.COULD_NOT}
#: A second press so soon is the same answer.
SAME = timedelta(days=1)


@feature.command(
    "mentor met", role=Role.MEMBER, summary="Tell whether you met, or when you will", example="/mentor met"
)
def ask_mentor_pairs(ctx: Context, answers: Answers) -> Reply:
    """Ask about their mentor or their learners."""
    return asked(ctx, Kind.MENTOR)


def asked(ctx: Context, kind: Kind) -> Reply:
    """Ask about the one pairing of this kind that they are in; of several, which one."""
    found = [session(seat) for seat in paired(ctx, kind)]
    if not found:
        return Reply(card=cards.nobody(kind))
    return Reply(card=cards.ask(found[0]) if len(found) == 1 else cards.which(found))


def paired(ctx: Context, kind: Kind) -> Sequence[Seat]:
    """Where somebody is in a pairing of this kind, in all their cohorts."""
    found = [
        one
        for member, _ in cohorts.memberships(ctx.session, ctx.person)
        for one in pairings.of(ctx.session, member, kind)
        if one.state is PairingState.PAIRED
    ]
    seats = (following.seat(ctx.session, bond, ctx.person.id) for bond in pairings.bonds(ctx.session, found))
    return [seat for seat in seats if seat is not None and seat.others]


def session(seat: Seat, number: int = 0) -> cards.Session:
    """A session as somebody is asked about it: the one of that number, or the next."""
    number = number or seat.number
    word = seat.word(number)
    planned = word.day if word is not None and word.met is Met.PLANNED else None
    pairing = seat.bond.pairing
    return cards.Session(pairing=pairing.id, kind=pairing.kind, name=seat.name, number=number, planned=planned)


@feature.part(following.ASK, Urgency.FOLLOW_UP)
def ask_whether_they_met(telling: Telling) -> Card | Skipped:
    """Ask one of them about a session, unless they have said how it is; not while the cohort rests."""
    seat = following.told(telling)
    if isinstance(seat, Skipped):
        return seat
    if (resumes := following.goes_on(telling)) is not None:
        following.put_off(telling, following.ASK, resumes)
        return Skipped("the cohort rests, and they are asked afterwards")
    word = seat.word(int(telling.subject.split("|")[1]))
    if word is not None and word.met in {Met.YES, Met.COULD_NOT}:
        return Skipped("they have said how it is")
    today = following.today(telling.now, seat.person, telling.cohort)
    if word is not None and word.met is Met.PLANNED and word.day is not None and word.day >= today:
        return Skipped("it is planned for later")
    return cards.ask(session(seat))


@feature.click("pairing.ask", role=Role.MEMBER)
def choose_pairing(ctx: Context, answers: Answers) -> Reply:
    """Ask about the pairing of the button."""
    return Reply(card=cards.ask(session(following.standing(ctx, answers))))


@feature.click("pairing.met", role=Role.MEMBER)
def keep_answer(ctx: Context, answers: Answers) -> Reply:
    """Keep whether they met in the session of the button; the same press twice is one session.

    That they met counts also when the pairing has ended since; anything else is not asked of it any more.
    """
    said, seat = _SAID.get(answers.word(2)), following.mine(ctx, answers)
    if said is None:
        raise NotUnderstood("such answer any more", "")
    has_ended = seat.bond.pairing.state is PairingState.ENDED and said is Met.YES
    if seat.bond.pairing.state is not PairingState.PAIRED and not has_ended:
        raise PairingGone
    number = _number(seat, answers, said)
    if said is Met.YES:
        return Reply(card=_met(ctx, seat, number), replaces=True)
    answer = _not_yet if said is Met.NOT_YET else _could_not
    return Reply(card=answer(ctx, seat, number), replaces=True)


def _met(ctx: Context, seat: Seat, number: int) -> Card:
    """They met: the others are asked for their own word, and the first session has a question of its own."""
    word, cohort = seat.word(number), following.cohort_of(ctx.session, seat)
    if word is None or word.met is not Met.YES:
        today = following.today(ctx.now, ctx.person, cohort)
        meetings.say(ctx.session, seat.bond, seat.partner, Met.YES, today, ctx.now, number=number)
        if seat.bond.pairing.state is PairingState.PAIRED:
            following.watch(ctx.session, ctx.now, cohort, seat.bond)
            _ask_others(ctx, cohort, seat, number)
    told = following.seat(ctx.session, seat.bond, ctx.person.id) or seat
    return cards.met(session(told, number), asks_fit=told.asks_fit)


def _ask_others(ctx: Context, cohort: Cohort, seat: Seat, number: int) -> None:
    """Ask those for their own word who have said nothing of this session; not what somebody else said."""
    for _, _, person in seat.others:
        other = following.seat(ctx.session, seat.bond, person.id)
        if other is not None and other.number <= number and other.word(other.number) is None:
            following.ask(ctx.session, ctx.now, cohort, other, other.number, ctx.now)


def _not_yet(ctx: Context, seat: Seat, number: int) -> Card:
    """They are asked once more; at the second time there are ways on instead."""
    word, cohort = seat.word(number), following.cohort_of(ctx.session, seat)
    before = word.said_at if word is not None and word.met is Met.NOT_YET else None
    is_to_come = following.is_to_be_asked(ctx.session, seat, number)
    if before is not None and is_to_come and ctx.now - before < SAME:
        return cards.not_yet(session(seat, number), following.today(before + AGAIN, ctx.person, cohort))
    meetings.say(ctx.session, seat.bond, seat.partner, Met.NOT_YET, None, ctx.now, number=number)
    if before is not None:
        following.hush(ctx.session, ctx.now, cohort, seat, number)
        return cards.still_not(session(seat, number))
    following.ask(ctx.session, ctx.now, cohort, seat, number, ctx.now + AGAIN)
    return cards.not_yet(session(seat, number), following.today(ctx.now + AGAIN, ctx.person, cohort))


def _could_not(ctx: Context, seat: Seat, number: int) -> Card:
    """It is not asked again, and there are ways on."""
    meetings.say(ctx.session, seat.bond, seat.partner, Met.COULD_NOT, None, ctx.now, number=number)
    following.hush(ctx.session, ctx.now, following.cohort_of(ctx.session, seat), seat, number)
    return cards.could_not(session(seat, number))


def _number(seat: Seat, answers: Answers, said: Met) -> int:
    """The session of a button, or the next one. What is said of an earlier one can only be that they met."""
    number = answers.number(1)
    latest = seat.said[-1].number if seat.said else 0
    known = seat.word(number) is not None and (said is Met.YES or number == latest)
    return number if known else seat.number
