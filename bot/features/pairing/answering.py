"""Yes or no to a suggestion: both yes make a pair, one no brings the next name. Nobody else reads why not."""

from datetime import timedelta

from sqlalchemy import select

from bot.cards.pairing import answering as cards
from bot.cards.pairing import endings
from bot.domain.notes import Urgency
from bot.domain.pairing import timing
from bot.domain.pairing.states import Answer, Cause, Kind, PairingState, Side
from bot.errors import NotSaved, PairingGone, Refusal
from bot.features import noting
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.noting import Remark
from bot.features.pairing import belonging, bonds, publishing, rooms, rounds
from bot.messages.elements import Card, Form, Option
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, CohortState, Member, Notice, NoticeState, Partner
from bot.store.queries import cohorts
from bot.store.queries.pairing import offers, pairings, readiness, requests
from bot.store.queries.pairing.pairings import Bond

feature = Feature()

#: The kind of the word to the other side of a no, and how long it waits for a note.
ONWARD, FRESH = "pairing-onward", timedelta(days=7)


@feature.command("mentor accept", role=Role.MEMBER, summary="Say yes to a suggestion", example="/mentor accept")
def accept_typed(ctx: Context, answers: Answers) -> Reply:
    """Say yes to the one suggestion that waits for it; of several, ask which."""
    found = _open(ctx)
    left = [one for one in found if one[1].answer is Answer.OPEN] or found
    return _accept(ctx, *left[0]) if len(left) == 1 else _which(left)


@feature.command("mentor decline", role=Role.MEMBER, summary="Say no to a suggestion", example="/mentor decline")
def decline_typed(ctx: Context, answers: Answers) -> Reply:
    """Say no to the one suggestion that is open; of several, ask which."""
    found = _open(ctx)
    return _decline(ctx, *found[0]) if len(found) == 1 else _which(found)


@feature.click("mentor.accept", role=Role.MEMBER)
def accept(ctx: Context, answers: Answers) -> Reply:
    """Say yes to the suggestion of the button; without a workspace in common, ask first how they are reached."""
    return _accept(ctx, *_mine(ctx, answers))


@feature.form("mentor.contact", role=Role.MEMBER)
def contact_form(ctx: Context, answers: Answers) -> Form:
    """Ask how the others can reach them, beginning with what they said the last time."""
    return _contact(ctx, *_mine(ctx, answers))


@feature.submission("mentor.contact", role=Role.MEMBER)
def accept_with_contact(ctx: Context, answers: Answers) -> Reply:
    """Say yes, and let the others have that once they have said yes, too."""
    bond, mine = _mine(ctx, answers)
    if not answers["contact"]:
        raise NotSaved({"contact": "An address or a handle is enough."})
    readiness.keep_contact(ctx.session, _member(bond, mine), answers["contact"])
    stands = _stands(ctx, bond, mine)
    return Reply(card=stands) if stands else _say_yes(ctx, bond, mine)


@feature.click("mentor.decline", role=Role.MEMBER)
def decline(ctx: Context, answers: Answers) -> Reply:
    """Ask for the no, and for a reason if they like; of a pair, say what parting means."""
    return _decline(ctx, *_mine(ctx, answers))


@feature.form("mentor.no", role=Role.MEMBER)
def reason_form(ctx: Context, answers: Answers) -> Form:
    """The no, with room for a reason."""
    bond, mine = _mine(ctx, answers)
    return cards.reason(bond.pairing.id, belonging.others(bond, mine))


@feature.submission("mentor.no", role=Role.MEMBER)
def say_no(ctx: Context, answers: Answers) -> Reply:
    """Keep the no; the other side hears nothing of it but that segue goes on."""
    bond, mine = _mine(ctx, answers)
    reason = answers["reason"]
    if not _is_open(ctx, bond):
        return Reply(card=cards.moved_on(reason))
    bond = pairings.answer(ctx.session, bond, mine, Answer.NO, reason, ctx.now)
    if bond.pairing.state is not PairingState.SUGGESTED:
        return Reply(card=cards.moved_on(reason))
    pairings.settle(ctx.session, bond.pairing, PairingState.DECLINED, ctx.now)
    _is_here(ctx, bond, mine)
    _go_on(ctx, bond, mine)
    return Reply(card=cards.declined(mine.side, reason))


@feature.part(ONWARD, Urgency.FOLLOW_UP)
def say_onward(telling: Telling) -> Card | Skipped:
    """To the other side of a no: that segue goes on, if they had heard of it and have no newer name yet."""
    bond = pairings.numbered(telling.session, telling.cohort, int(telling.subject))
    found = [one for one in bond.partners if one[2].id == telling.person] if bond else []
    if not found:
        return Skipped("it was between others")
    mine, member, _ = found[0]
    if mine.answer is Answer.OPEN and not _has_heard(telling):
        return Skipped("they never heard of it")
    if mine.side is Side.MENTOR:
        return endings.passed_mentor()
    if requests.current(telling.session, member) is None or pairings.of(telling.session, member, Kind.MENTOR):
        return Skipped("they have the next name already, or ask for none")
    return endings.passed()


def _mine(ctx: Context, answers: Answers) -> tuple[Bond, Partner]:
    """A suggestion or pair of theirs with a mentor. Raises `PairingGone` for any other."""
    bond, mine = pairings.mine(ctx.session, ctx.person, answers.number(0))
    if bond.pairing.kind is not Kind.MENTOR:
        raise PairingGone
    return bond, mine


def _open(ctx: Context) -> list[tuple[Bond, Partner]]:
    members = [member for member, _ in cohorts.memberships(ctx.session, ctx.person)]
    return [one for one in belonging.mentoring(ctx, members) if _is_open(ctx, one[0])]


def _is_open(ctx: Context, bond: Bond) -> bool:
    """Whether it can be answered: in time, with everybody there, in a cohort that runs."""
    pairing = bond.pairing
    in_time = pairing.expires_at is None or ctx.now < pairing.expires_at
    there = all(member.left_at is None for _, member, _ in bond.partners)
    running = ctx.session.get_one(Cohort, pairing.cohort_id).state is CohortState.RUNNING
    return pairing.state is PairingState.SUGGESTED and in_time and there and running


def _stands(ctx: Context, bond: Bond, mine: Partner) -> Card | None:
    """What a yes finds that changes nothing any more; none where it counts."""
    if bond.pairing.state is PairingState.PAIRED:
        return cards.already(belonging.others(bond, mine))
    if not _is_open(ctx, bond):
        return cards.moved_on()
    return _waiting(bond, mine) if mine.answer is Answer.YES else None


def _accept(ctx: Context, bond: Bond, mine: Partner) -> Reply:
    if stands := _stands(ctx, bond, mine):
        return Reply(card=stands)
    _require_seat(ctx, bond, mine)
    if not rooms.meets_at(ctx.session, bond):
        return Reply(form=_contact(ctx, bond, mine))
    return _say_yes(ctx, bond, mine)


def _say_yes(ctx: Context, bond: Bond, mine: Partner) -> Reply:
    _require_seat(ctx, bond, mine)
    bond = pairings.answer(ctx.session, bond, mine, Answer.YES, "", ctx.now)
    if bond.pairing.state is not PairingState.SUGGESTED:
        return Reply(card=_stands(ctx, bond, mine))
    _is_here(ctx, bond, mine)
    if any(partner.answer is not Answer.YES for partner, _, _ in bond.partners):
        return Reply(card=_waiting(bond, mine))
    return Reply(card=cards.paired(belonging.others(bond, mine)), posts=bonds.begin(ctx, bond))


def _decline(ctx: Context, bond: Bond, mine: Partner) -> Reply:
    others = belonging.others(bond, mine)
    if bond.pairing.state is PairingState.PAIRED:
        return Reply(card=endings.part(bond.pairing.id, others, mine.side))
    if not _is_open(ctx, bond):
        return Reply(card=cards.moved_on())
    return Reply(form=cards.reason(bond.pairing.id, others))


def _require_seat(ctx: Context, bond: Bond, mine: Partner) -> None:
    """A mentor who has offered fewer seats since, or said yes to others, has no room for one more."""
    if mine.side is not Side.MENTOR:
        return
    member = _member(bond, mine)
    offer = offers.of(ctx.session, member)
    seats = offer.seats if offer else 0
    held = [other for other, theirs in belonging.mentoring(ctx, [member]) if _holds(other, theirs, bond)]
    if len(held) >= seats:
        step = "Offer one more with /mentor offer and say yes again: the suggestion waits for its 72 hours."
        raise Refusal(f"All of your seats are taken: {seats}." if seats else "You offer no seat any more.", step)


def _holds(other: Bond, theirs: Partner, but: Bond) -> bool:
    """Whether a seat is theirs: of a pair, or of somebody to whom the mentor has said yes."""
    sure = other.pairing.state is PairingState.PAIRED or theirs.answer is Answer.YES
    return theirs.side is Side.MENTOR and sure and other.pairing.id != but.pairing.id


def _is_here(ctx: Context, bond: Bond, mine: Partner) -> None:
    """Whoever answers is there, whatever was left unanswered before."""
    ready = readiness.of(ctx.session, _member(bond, mine))
    ready.unanswered, ready.silent = 0, False


def _go_on(ctx: Context, bond: Bond, mine: Partner) -> None:
    """Call for the next name, and tell the other side that segue looks for it."""
    cohort = ctx.session.get_one(Cohort, bond.pairing.cohort_id)
    rounds.call(ctx.session, cohort, Kind.MENTOR, Cause.GAP, ctx.now + timing.GATHER)
    remark = Remark(kind=ONWARD, subject=str(bond.pairing.id), due=ctx.now, until=ctx.now + FRESH)
    for partner, _, person in bond.partners:
        if partner.id != mine.id:
            noting.leave(ctx, person, cohort, remark)


def _has_heard(telling: Telling) -> bool:
    """Whether a note has told the reader of this suggestion."""
    told = select(Notice.id).where(Notice.person_id == telling.person, Notice.subject == telling.subject)
    said = told.where(Notice.kind == publishing.SUGGESTED, Notice.state == NoticeState.SAID)
    return telling.session.scalar(said.limit(1)) is not None


def _waiting(bond: Bond, mine: Partner) -> Card:
    pairing = bond.pairing
    return cards.waiting(pairing.id, belonging.others(bond, mine), pairing.expires_at or pairing.since)


def _contact(ctx: Context, bond: Bond, mine: Partner) -> Form:
    before = readiness.contact(ctx.session, _member(bond, mine))
    return cards.contact(bond.pairing.id, belonging.others(bond, mine), before)


def _which(found: list[tuple[Bond, Partner]]) -> Reply:
    named = [Option(str(bond.pairing.id), belonging.others(bond, mine)) for bond, mine in found]
    return Reply(card=cards.which(named) if named else cards.nothing_open())


def _member(bond: Bond, mine: Partner) -> Member:
    return next(member for partner, member, _ in bond.partners if partner.id == mine.id)
