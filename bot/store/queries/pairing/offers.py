"""Who offers to be a mentor, on which terms, and how many seats are taken."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Side
from bot.domain.pairing.terms import Terms
from bot.store.models import Cohort, Member, MentorOffer, Pairing, Partner, Person
from bot.store.queries import private
from bot.store.queries.pairing.standing import OPEN_PAIRING
from bot.store.types import Sealed

_COLUMN = "mentor_offers.terms"
_KNOWN = ("interests", "roles", "routes")


def of(session: Session, member: Member) -> MentorOffer | None:
    """What this member offers now, if they do."""
    return session.scalar(
        select(MentorOffer).where(MentorOffer.member_id == member.id, MentorOffer.ended_at.is_(None))
    )


def latest(session: Session, member: Member) -> MentorOffer | None:
    """What this member offers, or offered before the offer ended."""
    return session.scalar(select(MentorOffer).where(MentorOffer.member_id == member.id))


def keep(session: Session, member: Member, terms: Terms, now: datetime) -> MentorOffer:
    """Keep what a member offers, instead of what they offered before; one that had ended stands again."""
    session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    sealed = _seal(session, member, terms)
    offer = session.scalar(select(MentorOffer).where(MentorOffer.member_id == member.id))
    if offer is None:
        return _write_down(session, member, terms, sealed, now)
    if offer.ended_at is not None:
        offer.offered_at, offer.ended_at = now, None
    offer.seats, offer.ladder, offer.terms = terms.seats, terms.ladder, sealed
    session.flush()
    return offer


def terms(session: Session, offer: MentorOffer) -> Terms:
    """What is offered."""
    said = json.loads(private.unseal(session, offer.terms, community=offer.community_id, column=_COLUMN))
    return Terms(seats=offer.seats, ladder=offer.ladder, **{name: tuple(said.get(name, ())) for name in _KNOWN})


def withdraw(session: Session, offer: MentorOffer, now: datetime) -> None:
    """It is offered no more; what it says is kept for the day they offer again. Twice is once."""
    if offer.ended_at is None:
        offer.ended_at = now
        session.flush()


def standing(session: Session, cohort: Cohort) -> tuple[tuple[MentorOffer, Member, Person], ...]:
    """What mentors of the cohort who are there offer now, by the number of the member."""
    found = session.execute(
        select(MentorOffer, Member, Person)
        .join(Member, MentorOffer.member_id == Member.id)
        .join(Person, Member.person_id == Person.id)
        .where(MentorOffer.cohort_id == cohort.id, MentorOffer.ended_at.is_(None))
        .where(Member.mentors, Member.left_at.is_(None))
        .order_by(Member.id)
    )
    return tuple((offer, member, person) for offer, member, person in found)


def taken(session: Session, cohort: Cohort) -> Mapping[int, int]:
    """By mentor how many of their seats are taken: suggested ones count, and those an organiser looks at."""
    held = select(Partner.member_id, func.count()).join(Pairing, Partner.pairing_id == Pairing.id)
    here = held.where(Pairing.cohort_id == cohort.id, OPEN_PAIRING, Partner.side == Side.MENTOR)
    return dict(session.execute(here.group_by(Partner.member_id)).all())


def _write_down(session: Session, member: Member, terms: Terms, sealed: Sealed, now: datetime) -> MentorOffer:
    offer = MentorOffer(
        community_id=member.community_id,
        cohort_id=member.cohort_id,
        member_id=member.id,
        ladder=terms.ladder,
        seats=terms.seats,
        terms=sealed,
        offered_at=now,
    )
    session.add(offer)
    session.flush()
    return offer


def _seal(session: Session, member: Member, terms: Terms) -> Sealed:
    said = json.dumps({name: list(getattr(terms, name)) for name in _KNOWN})
    return private.seal(session, said, community=member.community_id, column=_COLUMN)
