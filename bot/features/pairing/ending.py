"""A bond ends: its seat is free again, and whoever loses somebody is told kindly and is first in line."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.domain.pairing.states import Answer, Cause, Kind, PairingState
from bot.domain.pairing.timing import GATHER
from bot.features import noting
from bot.features.noting import Remark
from bot.store.models import Cohort, CohortState, Member, MentorRequest, Pairing, Person
from bot.store.queries.pairing import offers, pairings, requests, rounds
from bot.store.queries.pairing.pairings import Bond

#: What tells somebody that a pair is one no more, and how long it waits for a note.
KIND, PATIENCE = "pairing-ended", timedelta(days=14)


class Ends(StrEnum):
    """Why a bond ends."""

    #: Somebody is no longer in the cohort, or cannot be reached any more.
    LEFT = "left"
    #: Their mentor has stopped mentoring.
    STOPPED = "stopped"
    #: One of them wishes to go on without the other, who never hears which one, or why.
    WISHED = "wished"
    #: A new round of buddies takes the place of it: nothing is said, `buddies-found` says it.
    REPLACED = "replaced"
    #: The cohort has ended: nothing is said, its last word is.
    OVER = "over"


_SILENT = frozenset({Ends.REPLACED, Ends.OVER})


def end(session: Session, now: datetime, cohort: Cohort, bond: Bond, why: Ends, by: Member | None = None) -> None:
    """End a bond that is open (a draft, suggested, paired), once; of one that is not nothing changes.

    Its request is open again, first in line, and a gap round is called. All but `by`, who did it and is answered
    where they did it, find a kind word in their next note.
    """
    held = pairings.hold(session, bond)
    was = held.pairing.state
    pairings.end(session, held.pairing, now)
    if held.pairing.state is was:
        return
    request = _request(session, held.pairing)
    if request is not None:
        requests.reopen(session, request)
    if why in _SILENT:
        return
    if why is Ends.WISHED and by is not None:
        _say_no(held, by, now)
    _look_again(session, now, cohort, held.pairing.kind)
    if was is not PairingState.DRAFT:
        told = [person for _, member, person in held.partners if by is None or member.id != by.id]
        _tell(session, now, cohort, held.pairing, why.value, told)


def leave(session: Session, now: datetime, cohort: Cohort, member: Member) -> None:
    """Somebody is gone from the cohort, or out of reach: their bonds, their offer and their request end.

    A trio goes on as a pair. Twice is once.
    """
    _end_all(session, now, cohort, member, Ends.LEFT, pairings.open_of_member(session, member))
    request, offer = requests.current(session, member), offers.of(session, member)
    if request is not None:
        requests.close(session, request, now)
    if offer is not None:
        offers.withdraw(session, offer, now)


def retire(session: Session, now: datetime, cohort: Cohort, member: Member) -> None:
    """Somebody mentors no more: their offer and every bond in which they mentor end; what they learn goes on."""
    offer = offers.of(session, member)
    if offer is not None:
        offers.withdraw(session, offer, now)
    mentor = [one for one in pairings.open_of_member(session, member) if one.kind is Kind.MENTOR]
    _end_all(session, now, cohort, member, Ends.STOPPED, [one for one in mentor if not _asks(session, one, member)])


def finish(session: Session, now: datetime, cohort: Cohort) -> None:
    """The cohort has ended: nobody waits for anybody any more."""
    for kind in Kind:
        for bond in pairings.bonds(session, pairings.open_in(session, cohort, kind)):
            end(session, now, cohort, bond, Ends.OVER)
    for request, _, _ in requests.open_ones(session, cohort):
        requests.close(session, request, now)
    for offer, _, _ in offers.standing(session, cohort):
        offers.withdraw(session, offer, now)


def _end_all(
    session: Session, now: datetime, cohort: Cohort, member: Member, why: Ends, found: Sequence[Pairing]
) -> None:
    for bond in pairings.bonds(session, found):
        rest = [one for one in bond.others(member) if one[1].left_at is None]
        if why is Ends.LEFT and bond.pairing.kind is Kind.BUDDY and len(rest) > 1:
            _go_on(session, now, cohort, bond, member)
        else:
            end(session, now, cohort, bond, why, by=member)


def _go_on(session: Session, now: datetime, cohort: Cohort, bond: Bond, gone: Member) -> None:
    """Two of three stay together; whoever was to write first is one of them."""
    rest = [one for one in bond.others(gone) if one[1].left_at is None]
    if bond.pairing.starter_id == gone.id:
        bond.pairing.starter_id = rest[0][1].id
    if bond.pairing.state is not PairingState.DRAFT:
        _tell(session, now, cohort, bond.pairing, f"{Ends.LEFT}|{gone.id}", [person for _, _, person in rest])


def _say_no(bond: Bond, by: Member, now: datetime) -> None:
    """Write down whose wish it was, as their answer: the two are not brought together again soon."""
    for partner, member, _ in bond.partners:
        if member.id == by.id:
            partner.answer, partner.answered_at = Answer.NO, now


def _look_again(session: Session, now: datetime, cohort: Cohort, kind: Kind) -> None:
    if cohort.state is CohortState.RUNNING:
        rounds.call(session, cohort, kind, Cause.GAP, now + GATHER)


def _tell(
    session: Session, now: datetime, cohort: Cohort, pairing: Pairing, why: str, people: Sequence[Person]
) -> None:
    remark = Remark(kind=KIND, subject=f"{pairing.id}|{why}", due=now, until=now + PATIENCE)
    for person in people:
        noting.tell(session, now, person, cohort, remark)


def _request(session: Session, pairing: Pairing) -> MentorRequest | None:
    return session.get(MentorRequest, pairing.request_id) if pairing.request_id is not None else None


def _asks(session: Session, pairing: Pairing, member: Member) -> bool:
    """Whether this member is the one who learns in it."""
    request = _request(session, pairing)
    return request is not None and request.member_id == member.id
