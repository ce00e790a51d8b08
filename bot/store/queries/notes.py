"""The private note: what waits to be said to somebody, and the one note a day that says it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, false, select, tuple_, update
from sqlalchemy.orm import Session

from bot.store.database import rows
from bot.store.models import Account, Cohort, Delivery, DeliveryState, Member, Note, Notice, NoticeState, Person
from bot.store.queries import ledger, people


class Waiting(NamedTuple):
    """Something that waits to be said, from `due_at` on and before `until`."""

    kind: str
    cohort_id: int
    due_at: datetime
    until: datetime


#: Asked beside answers, so it is put together once. The state stands in the statement itself, for its index of some
#: rows (https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
_DUE = (
    select(Notice.kind, Notice.cohort_id, Notice.due_at, Notice.until)
    .where(Notice.state == bindparam("waiting", NoticeState.WAITING, literal_execute=True))
    .where(
        Notice.person_id == bindparam("person"), Notice.due_at <= bindparam("now"), Notice.until > bindparam("now")
    )
    .order_by(Notice.due_at, Notice.id)
)


class Due(NamedTuple):
    """Something to say privately to one person, from `due` on and before `until`, by this account."""

    person: Person
    account: Account
    cohort: Cohort
    kind: str
    subject: str
    due: datetime
    until: datetime


class Booking(NamedTuple):
    """A note to be: whose, on which personal day, at which moment, and when that day ends."""

    due: Due
    day: date
    at: datetime
    ends: datetime


def keep(session: Session, dues: Sequence[Due]) -> tuple[Due, ...]:
    """Write these down as notices; which of them are new. What was written before for the same subject stays."""
    known = _known(session, dues)
    fresh = {_key(due): due for due in dues if _key(due) not in known}
    session.add_all(_notice(due) for due in fresh.values())
    return tuple(fresh.values())


def book(session: Session, kind: str, bookings: Sequence[Booking]) -> None:
    """See that each of these people has a note on that day; one that is planned already comes at its own hour."""
    wanted = {(booking.due.person.id, booking.day): booking for booking in bookings}
    missing = [wanted[key] for key in wanted.keys() - _booked(session, wanted.keys())]
    planned = [(booking, _deliver(session, kind, booking)) for booking in sorted(missing, key=_order)]
    session.flush()  # a note names its delivery
    session.add_all(_note(booking, delivery) for booking, delivery in planned)
    session.flush()  # another ritual of the same beat must find it


def begin(session: Session, kind: str, booking: Booking) -> Note:
    """A note that nothing has said yet, and that is not to be sent."""
    delivery = _deliver(session, kind, booking)
    delivery.state = DeliveryState.SKIPPED
    session.flush()  # a note names its delivery
    session.add(note := _note(booking, delivery))
    session.flush()
    return note


def open_delivery(session: Session, note: Note, reason: str) -> None:
    """Its delivery is not sent any more, because of this."""
    delivery = session.get_one(Delivery, note.delivery_id)
    delivery.state, delivery.reason = DeliveryState.SKIPPED, reason


def due(session: Session, person: Person, now: datetime) -> tuple[Waiting, ...]:
    """What waits for somebody and is due, the oldest first."""
    return tuple(Waiting(*row) for row in rows(session, _DUE, person=person.id, now=now))


def hold(session: Session, person: Person) -> None:
    """Let nobody else say anything of somebody's until the end of the transaction."""
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))


def of_day(session: Session, person: Person, day: date) -> tuple[Note, Delivery] | None:
    """Somebody's note of a personal day and its delivery, as they are now."""
    mine = select(Note, Delivery).join(Delivery, Note.delivery_id == Delivery.id)
    found = session.execute(
        mine.where(Note.person_id == person.id, Note.day == day).with_for_update(of=Delivery),
        execution_options={"populate_existing": True},
    )
    return next(((note, delivery) for note, delivery in found), None)


def of_delivery(session: Session, delivery: int) -> Note | None:
    """The note that a delivery carries."""
    return session.scalar(select(Note).where(Note.delivery_id == delivery))


def waiting(
    session: Session, reader: Person, note: Note | None, now: datetime
) -> tuple[tuple[Notice, Cohort, Member | None], ...]:
    """What may be said to somebody: what waits and is due, and what this note said at an earlier attempt."""
    said = Notice.note_id == note.id if note is not None else false()
    found = session.execute(
        select(Notice, Cohort, Member)
        .join(Cohort, Notice.cohort_id == Cohort.id)
        .outerjoin(Member, (Member.cohort_id == Cohort.id) & (Member.person_id == Notice.person_id))
        .where(Notice.person_id == reader.id, Notice.community_id == reader.community_id)
        .where(said | ((Notice.state == NoticeState.WAITING) & (Notice.due_at <= now)))
        .order_by(Notice.due_at, Notice.id)
    )
    return tuple(found)


def planned(session: Session, person: Person) -> tuple[tuple[Note, Delivery], ...]:
    """The notes of somebody that have not been sent, by day."""
    found = session.execute(
        select(Note, Delivery)
        .join(Delivery, Note.delivery_id == Delivery.id)
        .where(Note.person_id == person.id, Delivery.state == DeliveryState.WAITING)
        .order_by(Note.day)
    )
    return tuple(found)


def unsaid(session: Session, person: Person, now: datetime) -> tuple[Due, ...]:
    """What waits for somebody and is still worth saying."""
    left = select(Notice).where(Notice.person_id == person.id, Notice.state == NoticeState.WAITING)
    return as_dues(session, person, session.scalars(left.where(Notice.until > now).order_by(Notice.id)).all())


def as_dues(session: Session, person: Person, notices: Sequence[Notice]) -> tuple[Due, ...]:
    """Notices of one person as what is to be booked; nothing for whoever has no account any more."""
    account = people.first_account(session, person)
    if account is None:
        return ()
    return tuple(
        Due(person, account, session.get_one(Cohort, one.cohort_id), one.kind, one.subject, one.due_at, one.until)
        for one in notices
    )


def close(notice: Notice, reason: str) -> None:
    """It is not worth saying any more."""
    notice.state, notice.reason = NoticeState.SKIPPED, reason[:200]


def forestall(session: Session, due: Due, reason: str) -> None:
    """See that this is not said, whether it waits already or would be left later; what was said stays said."""
    keep(session, [due])
    session.flush()
    notice = _notice_of(session, due)
    if notice.state is NoticeState.WAITING:
        close(notice, reason)


def say(notice: Notice, note: Note | None) -> None:
    """It is said, by this note if by one."""
    notice.state, notice.note_id = NoticeState.SAID, note.id if note else None


def unsay(session: Session, delivery: Delivery) -> None:
    """What the note of this delivery was to say waits again: it never came."""
    mine = select(Note.id).where(Note.delivery_id == delivery.id)
    said = update(Notice).where(Notice.state == NoticeState.SAID, Notice.note_id.in_(mine))
    session.execute(
        said.values(state=NoticeState.WAITING, note_id=None), execution_options={"synchronize_session": "fetch"}
    )


def keep_again(session: Session, due: Due) -> None:
    """Let this wait for its reader, also when the same was said to them before."""
    keep(session, [due])
    session.flush()
    notice = _notice_of(session, due)
    notice.state, notice.reason, notice.note_id = NoticeState.WAITING, "", None
    notice.due_at, notice.until = due.due, due.until


def _notice_of(session: Session, due: Due) -> Notice:
    mine = select(Notice).where(Notice.person_id == due.person.id, Notice.cohort_id == due.cohort.id)
    return session.scalars(mine.where(Notice.kind == due.kind, Notice.subject == due.subject)).one()


def _known(session: Session, dues: Sequence[Due]) -> frozenset[tuple[int, int, str, str]]:
    people = {due.person.id for due in dues}
    kinds = {due.kind for due in dues}
    subjects = {due.subject for due in dues}
    columns = (Notice.person_id, Notice.cohort_id, Notice.kind, Notice.subject)
    narrowed = select(*columns).where(Notice.kind.in_(kinds), Notice.subject.in_(subjects))
    found = session.execute(narrowed.where(Notice.person_id.in_(people)))
    return frozenset((person, cohort, kind, subject) for person, cohort, kind, subject in found)


def _booked(session: Session, wanted: Collection[tuple[int, date]]) -> frozenset[tuple[int, date]]:
    found = session.execute(select(Note.person_id, Note.day).where(tuple_(Note.person_id, Note.day).in_(wanted)))
    return frozenset((person, day) for person, day in found)


def _key(due: Due) -> tuple[int, int, str, str]:
    return due.person.id, due.cohort.id, due.kind, due.subject


def _notice(due: Due) -> Notice:
    return Notice(
        community_id=due.person.community_id,
        person_id=due.person.id,
        cohort_id=due.cohort.id,
        kind=due.kind,
        subject=due.subject,
        due_at=due.due,
        until=due.until,
    )


def _order(booking: Booking) -> tuple[datetime, int]:
    return booking.at, booking.due.person.id


def _deliver(session: Session, kind: str, booking: Booking) -> Delivery:
    target = ledger.to_account(booking.due.account, booking.due.cohort.id, booking.at)
    [delivery] = ledger.deliver(session, [target], kind=kind, subject=booking.day.isoformat(), until=booking.ends)
    return delivery


def _note(booking: Booking, delivery: Delivery) -> Note:
    person = booking.due.person
    return Note(community_id=person.community_id, person_id=person.id, day=booking.day, delivery_id=delivery.id)
