"""What somebody's own corner asks of all their cohorts at once, in few statements: it is drawn often."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from bot.store.models import Absence, Checkin, Member, Person, Win


def kept(session: Session, members: Collection[int]) -> Mapping[tuple[int, int], bool]:
    """By member and week whether the check-in of it came late; one that did not come is not in it."""
    found = select(Checkin.member_id, Checkin.week, Checkin.late).where(Checkin.member_id.in_(members))
    return {(member, week): late for member, week, late in session.execute(found)}


def absences(session: Session, members: Collection[int], since: date) -> Mapping[int, Sequence[Absence]]:
    """By member the pauses that last until that day or longer, the earliest first."""
    found = select(Absence).where(Absence.member_id.in_(members), Absence.until >= since)
    pauses: dict[int, list[Absence]] = {}
    for absence in session.scalars(found.order_by(Absence.since, Absence.id)):
        pauses.setdefault(absence.member_id, []).append(absence)
    return pauses


def wins(session: Session, person: Person) -> int:
    """How many wins of theirs stand, shared or kept, in every cohort they were ever in."""
    mine = select(func.count()).select_from(Win).join(Member, Win.member_id == Member.id)
    return session.scalar(mine.where(Member.person_id == person.id, Win.withdrawn_at.is_(None))) or 0


def has_belonged(session: Session, person: Person) -> bool:
    """Whether they were ever in a cohort."""
    return bool(session.scalar(select(exists().where(Member.person_id == person.id))))
