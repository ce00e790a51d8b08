"""Who was brought together with whom, and what they say to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Answer, Kind, PairingState, Side
from bot.errors import PairingGone
from bot.store.models import Cohort, CohortState, Member, MentorRequest, Pairing, Partner, Person, Round
from bot.store.queries import private
from bot.store.queries.pairing.standing import OPEN, OPEN_PAIRING, SUGGESTED

_COLUMN = "partners.reason"
_TOLD = (PairingState.SUGGESTED, PairingState.PAIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A pairing with everybody in it: the learner before the mentor, buddies by when they came into it."""

    pairing: Pairing
    partners: tuple[tuple[Partner, Member, Person], ...]

    def others(self, member: Member) -> tuple[tuple[Partner, Member, Person], ...]:
        """Everybody in it but this member."""
        return tuple(one for one in self.partners if one[1].id != member.id)

    def side(self, side: Side) -> tuple[Partner, Member, Person] | None:
        """Whoever is the learner, or the mentor; nobody of a pairing that lost one."""
        return next((one for one in self.partners if one[0].side is side), None)


def suggest(
    session: Session, round_: Round, request: MentorRequest, learner: Member, mentor: Member, now: datetime
) -> Pairing:
    """A draft of a mentor for a learner, who is asked to write first. Nobody has heard of it."""
    pairing = _draft(session, round_, Kind.MENTOR, learner, now, request)
    _add(session, pairing, learner, Side.LEARNER)
    _add(session, pairing, mentor, Side.MENTOR)
    session.flush()
    return pairing


def group(session: Session, round_: Round, members: Sequence[Member], starter: Member, now: datetime) -> Pairing:
    """A draft of two or three buddies. Nobody has heard of it."""
    pairing = _draft(session, round_, Kind.BUDDY, starter, now)
    for member in members:
        _add(session, pairing, member, Side.BUDDY)
    session.flush()
    return pairing


def publish(session: Session, pairing: Pairing, now: datetime, expires_at: datetime | None) -> None:
    """Let a draft be suggested, to be answered until then; without a time they are a pair. Twice is once."""
    if pairing.state is PairingState.DRAFT:
        pairing.state = PairingState.SUGGESTED if expires_at is not None else PairingState.PAIRED
        pairing.since, pairing.expires_at = now, expires_at
        session.flush()


def join(session: Session, pairing: Pairing, member: Member) -> Partner:
    """Somebody comes to a group of buddies as one more."""
    partner = _add(session, pairing, member, Side.BUDDY)
    session.flush()
    return partner


def of(session: Session, member: Member, kind: Kind) -> tuple[Pairing, ...]:
    """The pairings of this member that are suggested or stand, the newest first."""
    mine = _of_member(member).where(Pairing.kind == kind, Pairing.state.in_(_TOLD))
    return tuple(session.scalars(mine.order_by(Pairing.since.desc(), Pairing.id.desc())))


def open_of_member(session: Session, member: Member) -> tuple[Pairing, ...]:
    """Everything of both kinds that keeps this member from another one, drafts too, the oldest first."""
    return tuple(session.scalars(_of_member(member).where(OPEN_PAIRING).order_by(Pairing.id)))


def open_in(session: Session, cohort: Cohort, kind: Kind) -> tuple[Pairing, ...]:
    """Everything of a kind that keeps members of the cohort from another one, drafts too, the oldest first."""
    here = select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.kind == kind, OPEN_PAIRING)
    return tuple(session.scalars(here.order_by(Pairing.id)))


def of_round(session: Session, round_: Round) -> tuple[Pairing, ...]:
    """Everybody whom a round brought together, however far it came."""
    return tuple(session.scalars(select(Pairing).where(Pairing.round_id == round_.id).order_by(Pairing.id)))


def bond(session: Session, pairing: Pairing) -> Bond:
    """A pairing with everybody in it."""
    return bonds(session, (pairing,))[0]


def bonds(session: Session, pairings: Sequence[Pairing]) -> tuple[Bond, ...]:
    """These pairings with everybody in them, in one question and in their order."""
    found = session.execute(
        select(Partner, Member, Person)
        .join(Member, Partner.member_id == Member.id)
        .join(Person, Member.person_id == Person.id)
        .where(Partner.pairing_id.in_([pairing.id for pairing in pairings]))
        .order_by(Partner.id)
    )
    partners: dict[int, list[tuple[Partner, Member, Person]]] = {}
    for partner, member, person in found:
        partners.setdefault(partner.pairing_id, []).append((partner, member, person))
    return tuple(Bond(pairing=one, partners=tuple(partners.get(one.id, ()))) for one in pairings)


def mine(session: Session, person: Person, number: int) -> tuple[Bond, Partner]:
    """A pairing of theirs that they have heard of, also when it has ended. Raises `PairingGone` for any other."""
    found = session.scalar(
        select(Pairing)
        .join(Partner, Partner.pairing_id == Pairing.id)
        .join(Member, Partner.member_id == Member.id)
        .where(Pairing.id == number, Member.person_id == person.id, _heard_of())
    )
    if found is None:
        raise PairingGone
    whole = bond(session, found)
    return whole, next(partner for partner, _, somebody in whole.partners if somebody.id == person.id)


def numbered(session: Session, cohort: Cohort, number: int) -> Bond | None:
    """A pairing of this cohort, drafts too: for what organisers see, and what segue says unprompted."""
    found = session.scalar(select(Pairing).where(Pairing.id == number, Pairing.cohort_id == cohort.id))
    return bond(session, found) if found is not None else None


def hold(session: Session, bond: Bond) -> Bond:
    """The same as it stands now; nobody else changes it until the transaction ends."""
    number = bond.pairing.id
    afresh = {"populate_existing": True}
    session.flush()
    held = session.scalars(select(Pairing).where(Pairing.id == number).with_for_update().execution_options(**afresh))
    pairing = held.one()
    session.execute(select(Partner).where(Partner.pairing_id == number).execution_options(**afresh)).all()
    return bonds(session, (pairing,))[0]


def answer(session: Session, bond: Bond, partner: Partner, said: Answer, reason: str, now: datetime) -> Bond:
    """Keep what one side says while both are asked, and give the pairing back as it stands then, held.

    Of one that is not asked about any more nothing changes: look at its state. What follows from both answers is
    for the caller to say.
    """
    held = hold(session, bond)
    if held.pairing.state is PairingState.SUGGESTED:
        partner.answer, partner.answered_at = said, now
        sealed = private.seal(session, reason, community=partner.community_id, column=_COLUMN) if reason else None
        partner.reason = sealed
        session.flush()
    return held


def settle(session: Session, pairing: Pairing, state: PairingState, now: datetime) -> None:
    """Both were asked, and this came of it. Twice is once."""
    if pairing.state is not state:
        pairing.state, pairing.settled_at = state, now
        session.flush()


def end(session: Session, pairing: Pairing, now: datetime) -> None:
    """A pair is one no more; what nobody has agreed to is withdrawn. Of any other nothing changes."""
    if pairing.state is PairingState.PAIRED:
        pairing.state, pairing.ended_at = PairingState.ENDED, now
    elif pairing.state in OPEN:
        pairing.state, pairing.settled_at = PairingState.WITHDRAWN, now
    session.flush()


def lapsed(session: Session, now: datetime, limit: int) -> tuple[tuple[Pairing, Cohort], ...]:
    """Suggestions of running cohorts whose time to answer is over, oldest first, each held by this transaction."""
    found = session.execute(
        select(Pairing, Cohort)
        .join(Cohort, Pairing.cohort_id == Cohort.id)
        .where(SUGGESTED, Pairing.expires_at <= now, Cohort.state == CohortState.RUNNING)
        .order_by(Pairing.expires_at, Pairing.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Pairing)
    )
    return tuple((pairing, cohort) for pairing, cohort in found)


def _heard_of() -> ColumnElement[bool]:
    """Drafts are known to nobody, nor are those that were withdrawn as such: they never had a time to answer."""
    never = and_(Pairing.state == PairingState.WITHDRAWN, Pairing.expires_at.is_(None))
    return ~or_(Pairing.state == PairingState.DRAFT, never)


def _of_member(member: Member) -> Select[Pairing]:
    joined = select(Pairing).join(Partner, Partner.pairing_id == Pairing.id)
    return joined.where(Partner.member_id == member.id)


def _draft(
    session: Session,
    round_: Round,
    kind: Kind,
    starter: Member,
    now: datetime,
    request: MentorRequest | None = None,
) -> Pairing:
    pairing = Pairing(
        community_id=round_.community_id,
        cohort_id=round_.cohort_id,
        kind=kind,
        state=PairingState.DRAFT,
        round_id=round_.id,
        starter_id=starter.id,
        since=now,
        request_id=request.id if request is not None else None,
    )
    session.add(pairing)
    session.flush()
    return pairing


def _add(session: Session, pairing: Pairing, member: Member, side: Side) -> Partner:
    partner = Partner(community_id=pairing.community_id, pairing_id=pairing.id, member_id=member.id, side=side)
    session.add(partner)
    return partner
