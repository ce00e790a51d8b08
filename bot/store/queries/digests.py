"""What a digest is made of: wins that were not told yet, and what may be said of many."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.digest import PATIENCE
from bot.domain.wins import Win as Told
from bot.store.models import Checkin, Cohort, Delivery, DeliveryState, Member, Win
from bot.store.queries import private, wins

#: What became of a digest that nobody can have read.
UNHEARD = (DeliveryState.SKIPPED, DeliveryState.FAILED)


def heard(session: Session, cohort: Cohort, kind: str) -> frozenset[int]:
    """The weeks whose digest was said, or is on its way."""
    said = select(Delivery.subject).where(Delivery.cohort_id == cohort.id, Delivery.kind == kind)
    weeks = session.scalars(said.where(Delivery.state.not_in(UNHEARD)).distinct())
    return frozenset(int(week) for week in weeks if week.isdigit())


def fresh(session: Session, cohort: Cohort, heard: Collection[int]) -> tuple[Told, ...]:
    """The shared wins that no digest has told which anybody could read, oldest first."""
    untold = or_(Win.told_in.is_(None), Win.told_in.not_in(heard))
    return wins.standing(session, Win.cohort_id == cohort.id, untold)


def named(session: Session, cohort: Cohort, week: int) -> tuple[Told, ...]:
    """The shared wins whose authors were lately told of by name alone, before this week."""
    lately = (~Win.in_full, Win.told_in > week - PATIENCE, Win.told_in < week)
    return wins.standing(session, Win.cohort_id == cohort.id, *lately)


def told(session: Session, cohort: Cohort, week: int, *, in_full: bool) -> tuple[Told, ...]:
    """What the digest of a week tells, in full or by name."""
    return wins.standing(session, Win.cohort_id == cohort.id, Win.told_in == week, Win.in_full == in_full)


def last_told(session: Session, cohort: Cohort, heard: Collection[int]) -> Mapping[int, int]:
    """The week in which each person was last told in full."""
    rows = select(Member.person_id, func.max(Win.told_in)).join(Member, Win.member_id == Member.id)
    mine = rows.where(Win.cohort_id == cohort.id, Win.in_full, Win.told_in.in_(heard))
    return {person: week or 0 for person, week in session.execute(mine.group_by(Member.person_id))}


def tell(session: Session, numbers: Collection[int], week: int, *, in_full: bool) -> None:
    """Write down that the digest of this week tells these wins."""
    session.execute(update(Win).where(Win.id.in_(numbers)).values(told_in=week, in_full=in_full))


def shared(session: Session, cohort: Cohort) -> tuple[datetime, ...]:
    """When each win on the wall of a cohort was shared."""
    on_the_wall = (Win.cohort_id == cohort.id, Win.public.is_(True), Win.withdrawn_at.is_(None))
    return tuple(session.scalars(select(Win.shared_at).where(*on_the_wall)))


def energies(session: Session, cohort: Cohort, week: int) -> tuple[float | None, ...]:
    """The energy of everybody who checked in for a week and is still here; one value a person, `None` if unsaid."""
    rows = select(Checkin).join(Member, Checkin.member_id == Member.id).where(Checkin.week == week)
    found = session.scalars(rows.where(Member.cohort_id == cohort.id, Member.left_at.is_(None)))
    column = "checkins.energy"
    said = [private.unseal(session, one.energy, community=one.community_id, column=column) for one in found]
    return tuple(float(one) if one.isdigit() else None for one in said)
