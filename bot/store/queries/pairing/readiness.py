"""Whether somebody can be brought together with somebody now, and how a partner elsewhere reaches them."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain import calendar
from bot.store.models import Absence, Cohort, Member, Person, Readiness
from bot.store.queries import people, private

_COLUMN = "readiness.contact"
_DAY = timedelta(days=1)


def of(session: Session, member: Member) -> Readiness:
    """Whether this member can be brought together with somebody; as usual if they have said nothing."""
    found = session.scalar(_mine(member))
    if found is not None:
        return found
    try:
        with session.begin_nested():
            usual = Readiness(community_id=member.community_id, member_id=member.id)
            session.add(usual)
    except IntegrityError:  # written down a moment earlier
        return session.scalars(_mine(member)).one()
    return usual


def absent(session: Session, cohort: Cohort, now: datetime) -> frozenset[int]:
    """The members who pause now: by a pause of theirs, by one from being paired, or because they did not answer.

    And those whom nothing reaches: they have left the workspace, or segue has.
    """
    day = calendar.local_day(now, "UTC")
    near = and_(Absence.member_id == Member.id, Absence.since <= day + _DAY, Absence.until >= day - _DAY)
    reached = people.within_reach(Member.person_id)
    said = (Readiness.silent, Readiness.paused_until, Absence.since, Absence.until)
    found = session.execute(
        select(Member.id, Person.zone, reached, *said)
        .join(Person, Member.person_id == Person.id)
        .outerjoin(Readiness, Readiness.member_id == Member.id)
        .outerjoin(Absence, near)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None))
        .where(or_(Readiness.silent, Readiness.paused_until > day - _DAY, Absence.id.is_not(None), ~reached))
    )
    away = set()
    for member, zone, is_reached, silent, paused_until, since, until in found:
        today = calendar.local_day(now, zone or cohort.zone)
        paused = paused_until is not None and today < paused_until
        if silent or paused or not is_reached or (since is not None and since <= today <= until):
            away.add(member)
    return frozenset(away)


def out(session: Session, cohort: Cohort) -> frozenset[int]:
    """The members who want no buddy."""
    found = select(Readiness.member_id).join(Member, Readiness.member_id == Member.id)
    return frozenset(session.scalars(found.where(Member.cohort_id == cohort.id, Readiness.buddies.is_(False))))


def contact(session: Session, member: Member) -> str:
    """How a partner elsewhere reaches this member, as they gave it; empty if they did not."""
    found = session.scalar(_mine(member))
    if found is None or found.contact is None:
        return ""
    return private.unseal(session, found.contact, community=found.community_id, column=_COLUMN)


def keep_contact(session: Session, member: Member, words: str) -> None:
    """Keep how a partner elsewhere reaches this member; nothing takes it back."""
    sealed = private.seal(session, words, community=member.community_id, column=_COLUMN) if words else None
    of(session, member).contact = sealed
    session.flush()


def _mine(member: Member) -> Select[Readiness]:
    return select(Readiness).where(Readiness.member_id == member.id)
