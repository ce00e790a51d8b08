"""Reports that an item has aged: what they hide from a cohort, and what an organiser made of them."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.domain.staleness import Report, Verdict
from bot.store.database import rows
from bot.store.models import Cohort, Member, Person, StaleReport
from bot.store.queries import private

_COLUMN = "stale_reports.words"
_HIDDEN = select(StaleReport.item).where(StaleReport.cohort_id == bindparam("cohort"), StaleReport.hidden)


def hidden(session: Session, cohort: Cohort) -> frozenset[str]:
    """The items that new prompts of this cohort leave out."""
    return frozenset(item for (item,) in rows(session, _HIDDEN, cohort=cohort.id))


def mine(session: Session, cohort: Cohort, person: Person, item: str) -> Report | None:
    """What this person reported of the item, if they did."""
    row = _mine(session, cohort, person, item)
    return None if row is None else _read(session, row)


def report(session: Session, cohort: Cohort, person: Person, item: str, words: str, now: datetime) -> Report:
    """Keep the report; one row per person and item. New words about a settled one open it again."""
    sealed = private.seal(session, words, community=cohort.community_id, column=_COLUMN)
    row = _mine(session, cohort, person, item)
    if row is None:
        row = StaleReport(
            community_id=cohort.community_id,
            cohort_id=cohort.id,
            person_id=person.id,
            item=item,
            words=sealed,
            reported_at=now,
        )
        session.add(row)
        session.flush()
    elif row.settled_at is not None:
        row.reported_at, row.settled_at, row.hidden = now, None, True
    row.words = sealed
    return _read(session, row)


def numbered(session: Session, cohort: Cohort, number: int) -> Report | None:
    """The report of this cohort with that number."""
    found = select(StaleReport).where(StaleReport.id == number, StaleReport.cohort_id == cohort.id)
    row = session.scalar(found)
    return None if row is None else _read(session, row)


def settle(session: Session, cohort: Cohort, report: Report, verdict: Verdict, now: datetime) -> None:
    """Settle every report about the item: shown again, or, where they are open, hidden for good."""
    about = select(StaleReport).where(StaleReport.cohort_id == cohort.id, StaleReport.item == report.item)
    for row in session.scalars(about):
        row.settled_at = row.settled_at or now
        row.hidden = row.hidden and verdict is not Verdict.SHOWN


def organisers(session: Session, cohort: Cohort) -> tuple[Person, ...]:
    """Whoever settles reports of this cohort."""
    found = select(Person).join(Member, Member.person_id == Person.id).where(Member.cohort_id == cohort.id)
    return tuple(session.scalars(found.where(Member.organises, Member.left_at.is_(None)).order_by(Person.id)))


def cohort_of(session: Session, person: Person, number: int) -> Cohort | None:
    """The cohort of that report, if this person organises it."""
    return session.scalar(
        select(Cohort)
        .join(StaleReport, StaleReport.cohort_id == Cohort.id)
        .join(Member, Member.cohort_id == Cohort.id)
        .where(StaleReport.id == number, Cohort.community_id == person.community_id)
        .where(Member.person_id == person.id, Member.organises, Member.left_at.is_(None))
    )


def _mine(session: Session, cohort: Cohort, person: Person, item: str) -> StaleReport | None:
    theirs = (StaleReport.cohort_id == cohort.id, StaleReport.person_id == person.id, StaleReport.item == item)
    return session.scalar(select(StaleReport).where(*theirs))


def _read(session: Session, row: StaleReport) -> Report:
    words = private.unseal(session, row.words, community=row.community_id, column=_COLUMN)
    settled = Verdict.HIDDEN if row.hidden else Verdict.SHOWN
    verdict = Verdict.OPEN if row.settled_at is None else settled
    return Report(number=row.id, item=row.item, words=words, made_at=row.reported_at, verdict=verdict)
