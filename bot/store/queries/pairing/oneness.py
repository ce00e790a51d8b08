"""Two people who are one, among mentors and buddies: nobody is their own, and everything stands once."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, PairingState, RequestState
from bot.store.models import (
    Block,
    Cohort,
    Meeting,
    Member,
    MentorOffer,
    MentorRequest,
    Pairing,
    Partner,
    Person,
    PreferredMentor,
    Readiness,
)
from bot.store.queries import twins
from bot.store.queries.pairing import blocks, pairings, requests, rounds
from bot.store.queries.pairing.standing import OPEN, OPEN_PAIRING
from bot.store.queries.twins import Once

One = TypeVar("One", MentorOffer, Readiness)

_BLOCKS = (
    Once(owner=Block.person_id, keys=(Block.blocked_id,)),
    Once(owner=Block.blocked_id, keys=(Block.person_id,)),
)
_LIKED = Once(owner=PreferredMentor.member_id, keys=(PreferredMentor.request_id,))


def take(session: Session, stays: Member, goes: Member, now: datetime) -> None:
    """Let everything that one seat has of mentors and buddies be that of the other."""
    _share_readiness(session, stays, goes)
    _share_offers(session, stays, goes)
    _share_requests(session, stays, goes, now)
    _share_likings(session, stays, goes)
    alone = _share_pairings(session, stays, goes)
    session.flush()
    for pairing in (*alone, *_twice(session, stays)):
        _end(session, pairing, now)


def take_blocks(session: Session, kept: Person, joined: Person, now: datetime) -> None:
    """Whom either has blocked, and who has blocked either: both hold for the one they are, but not of themselves."""
    for once in _BLOCKS:
        twins.take(session, once, kept.id, joined.id)
    own = delete(Block).where(Block.person_id == kept.id, Block.blocked_id == kept.id)
    session.execute(own.execution_options(synchronize_session=False))
    for pairing in _blocked(session, kept):
        _end(session, pairing, now)


def _share_readiness(session: Session, stays: Member, goes: Member) -> None:
    """The longer pause holds, as every pause of both does; they are silent only where both were."""
    mine, theirs = _both(session, Readiness, stays, goes)
    if mine is not None and theirs is not None:
        ends = [day for day in (mine.paused_until, theirs.paused_until) if day is not None]
        mine.paused_until = max(ends, default=None)
        mine.silent, mine.unanswered = mine.silent and theirs.silent, min(mine.unanswered, theirs.unanswered)
        mine.contact = mine.contact or theirs.contact
        session.delete(theirs)
    session.flush()
    twins.move(session, Readiness.member_id, stays.id, goes.id)


def _share_offers(session: Session, stays: Member, goes: Member) -> None:
    """What is offered stays, and of two offers the one that was made last."""
    both = [offer for offer in _both(session, MentorOffer, stays, goes) if offer is not None]
    for lesser in sorted(both, key=lambda one: (one.ended_at is None, one.offered_at, one.id))[:-1]:
        session.delete(lesser)
    session.flush()
    twins.move(session, MentorOffer.member_id, stays.id, goes.id)


def _share_requests(session: Session, stays: Member, goes: Member, now: datetime) -> None:
    """Of two that stand the one that came further stays, else the last words; it is as old as the older one."""
    both = [wish for wish in (requests.current(session, stays), requests.current(session, goes)) if wish is not None]
    if len(both) > 1:
        found = {wish.id: _open_by(session, wish) for wish in both}
        by_rank = sorted(
            both, key=lambda one: (one.state is RequestState.PAIRED, bool(found[one.id]), one.asked_at, one.id)
        )
        lesser, better = by_rank
        better.asked_at = min(one.asked_at for one in both)
        better.tries = max(one.tries for one in both)
        better.served_at = min((one.served_at for one in both if one.served_at is not None), default=None)
        requests.close(session, lesser, now)
        for pairing in found[lesser.id]:
            if pairing.state is not PairingState.PAIRED:
                pairings.end(session, pairing, now)
    twins.move(session, MentorRequest.member_id, stays.id, goes.id)


def _share_likings(session: Session, stays: Member, goes: Member) -> None:
    """Nobody wishes for themselves."""
    twins.take(session, _LIKED, stays.id, goes.id)
    own = select(MentorRequest.id).where(MentorRequest.member_id == stays.id)
    vain = delete(PreferredMentor).where(PreferredMentor.member_id == stays.id, PreferredMentor.request_id.in_(own))
    session.execute(vain.execution_options(synchronize_session="fetch"))


def _share_pairings(session: Session, stays: Member, goes: Member) -> tuple[Pairing, ...]:
    """Everybody is in a pairing once; those that are open and have nobody else in them are given back."""
    shared = _of_both(session, stays, goes)
    for number in shared:
        _count_on(session, number, stays, goes)
    again = delete(Partner).where(Partner.member_id == goes.id, Partner.pairing_id.in_(shared))
    session.execute(again.execution_options(synchronize_session="fetch"))
    for owner in (Partner.member_id, Meeting.member_id, Pairing.starter_id):
        twins.move(session, owner, stays.id, goes.id)
    many = select(func.count(Partner.id)).where(Partner.pairing_id == Pairing.id).scalar_subquery()
    alone = select(Pairing).where(Pairing.id.in_(shared), OPEN_PAIRING, many < 2)
    return tuple(session.scalars(alone.order_by(Pairing.id)))


def _of_both(session: Session, stays: Member, goes: Member) -> list[int]:
    mine, theirs = aliased(Partner), aliased(Partner)
    both = select(mine.pairing_id).join(theirs, theirs.pairing_id == mine.pairing_id)
    found = both.where(mine.member_id == stays.id, theirs.member_id == goes.id)
    return list(session.scalars(found.order_by(mine.pairing_id)))


def _count_on(session: Session, pairing: int, stays: Member, goes: Member) -> None:
    """What both say of sessions they had with each other stays, notes and all: the second one's are counted on."""
    here = Meeting.pairing_id == pairing
    last = session.scalar(select(func.max(Meeting.number)).where(here, Meeting.member_id == stays.id)) or 0
    theirs = select(Meeting).where(here, Meeting.member_id == goes.id)
    for meeting in session.scalars(theirs.order_by(Meeting.number.desc())).all():
        meeting.number += last
        session.flush()  # one by one, the last one first: no two may have one number on the way


def _twice(session: Session, member: Member) -> Sequence[Pairing]:
    """Open pairings with the very same people as another one, which is further or older."""
    found: dict[tuple[Kind, frozenset[int]], list[Pairing]] = {}
    for pairing in pairings.open_of_member(session, member):
        in_it = select(Partner.member_id).where(Partner.pairing_id == pairing.id)
        found.setdefault((pairing.kind, frozenset(session.scalars(in_it))), []).append(pairing)
    ranked = (sorted(same, key=lambda one: _rank(session, one)) for same in found.values())
    return [lesser for same in ranked for lesser in same[1:]]


def _rank(session: Session, pairing: Pairing) -> tuple[int, bool, int]:
    """The least stays: what came furthest, for a wish that stands, and then the oldest."""
    wish = session.get(MentorRequest, pairing.request_id) if pairing.request_id is not None else None
    closed = wish is not None and wish.state is RequestState.CLOSED
    return -OPEN.index(pairing.state), closed, pairing.id


def _blocked(session: Session, person: Person) -> tuple[Pairing, ...]:
    """Open pairings of this person with somebody whom either has blocked."""
    mine = (
        select(Pairing).join(Partner, Partner.pairing_id == Pairing.id).join(Member, Partner.member_id == Member.id)
    )
    found = session.scalars(mine.where(Member.person_id == person.id, OPEN_PAIRING).order_by(Pairing.id))
    bonds = pairings.bonds(session, found.all())
    return tuple(bond.pairing for bond in bonds if blocks.between(session, [one.id for _, _, one in bond.partners]))


def _end(session: Session, pairing: Pairing, now: datetime) -> None:
    """It ends; whoever wished for it is in line again, and a round is called for them."""
    pairings.end(session, pairing, now)
    if pairing.request_id is None:
        return
    wish = session.get_one(MentorRequest, pairing.request_id)
    if wish.state is RequestState.CLOSED or _open_by(session, wish):
        return
    requests.reopen(session, wish)
    cohort = session.get_one(Cohort, pairing.cohort_id)
    rounds.call(session, cohort, Kind.MENTOR, Cause.GAP, now + timing.GATHER)


def _both(session: Session, kind: type[One], stays: Member, goes: Member) -> tuple[One | None, One | None]:
    """What each of the two seats has of something that a seat has once."""
    found = {
        row.member_id: row for row in session.scalars(select(kind).where(kind.member_id.in_([stays.id, goes.id])))
    }
    return found.get(stays.id), found.get(goes.id)


def _open_by(session: Session, wish: MentorRequest) -> Sequence[Pairing]:
    return session.scalars(select(Pairing).where(Pairing.request_id == wish.id, OPEN_PAIRING)).all()
