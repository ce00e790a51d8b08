"""Planned pauses: days on which a member is not asked, and which no streak counts."""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain import calendar
from bot.store.models import Absence, Member


def pauses(session: Session, member: Member, now: datetime, zone: str) -> bool:
    """Whether this member pauses today, in their zone."""
    return current(session, member, calendar.local_day(now, zone)) is not None


def current(session: Session, member: Member, day: date) -> Absence | None:
    """The pause that holds this day, if one does."""
    mine = select(Absence).where(Absence.member_id == member.id)
    return session.scalar(mine.where(Absence.since <= day, Absence.until >= day).limit(1))


def of(session: Session, member: Member) -> tuple[Absence, ...]:
    """Every pause of this member, the earliest first."""
    mine = select(Absence).where(Absence.member_id == member.id)
    return tuple(session.scalars(mine.order_by(Absence.since, Absence.id)))


def coming(session: Session, member: Member, day: date) -> Absence | None:
    """The pause that holds this day, or the next one after it."""
    mine = select(Absence).where(Absence.member_id == member.id, Absence.until >= day)
    return session.scalar(mine.order_by(Absence.since, Absence.id).limit(1))


def numbered(session: Session, member: Member, number: int) -> Absence | None:
    """This member's pause of that number."""
    return session.scalar(select(Absence).where(Absence.member_id == member.id, Absence.id == number))


def give_way(session: Session, member: Member, since: date, until: date) -> None:
    """Make these days free for a new pause: what begins inside goes, what reaches into them ends on the eve."""
    for absence in of(session, member):
        if absence.since <= until and absence.until >= since:
            cut(session, absence, since)


def cut(session: Session, absence: Absence, day: date) -> None:
    """End this pause with the day before; one that has not begun by then goes."""
    if absence.since >= day:
        session.delete(absence)
    else:
        absence.until = date.fromordinal(day.toordinal() - 1)


def plan(session: Session, member: Member, since: date, until: date) -> Absence:
    """Write down a pause from its first to its last day."""
    absence = Absence(community_id=member.community_id, member_id=member.id, since=since, until=until)
    session.add(absence)
    session.flush()
    return absence


def end(session: Session, member: Member, day: date) -> None:
    """End what holds this day with the day before it, and forget what was to come."""
    session.execute(delete(Absence).where(Absence.member_id == member.id, Absence.since >= day))
    for absence in session.scalars(select(Absence).where(Absence.member_id == member.id, Absence.until >= day)):
        absence.until = date.fromordinal(day.toordinal() - 1)
