"""What was and will be said to two people who are one: nothing is said to them again that one of them has heard."""

from typing import TypeVar

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.store.models import Account, Delivery, DeliveryState, Note, Notice, NoticeState, Person
from bot.store.queries import twins
from bot.store.queries.twins import Once

Word = TypeVar("Word", Delivery, Notice)

NOTICES = Once(owner=Notice.person_id, keys=(Notice.cohort_id, Notice.kind, Notice.subject))
#: Why what was planned is not sent.
ONE = "they are one person now, and hear it once"
#: Kinds of word whose subject ends with the number of a person.
NAMING = ("cohort-released", "cohort-role", "cohort-takeover")
_OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)
_SAID = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)


def take(session: Session, kept: Person, joined: Person) -> None:
    """Let what waits for the one who joins wait for the one who is kept; no note of theirs is planned any more."""
    _set_aside(session, joined)
    _take_notes(session, kept, joined)
    _take_notices(session, kept, joined)
    _say_once(session, kept, joined)
    _rename(session, kept, joined)


def _set_aside(session: Session, joined: Person) -> None:
    """Close the notes that have not been sent; what an attempt to send one would have said waits again."""
    planned = select(Note, Delivery).join(Delivery, Note.delivery_id == Delivery.id)
    waiting = planned.where(Note.person_id == joined.id, Delivery.state == DeliveryState.WAITING)
    held = session.execute(waiting.with_for_update(of=Delivery).execution_options(populate_existing=True)).all()
    for _, delivery in held:
        delivery.state, delivery.reason = DeliveryState.SKIPPED, ONE
    session.flush()
    _forget(session, [note.id for note, _ in held], {"state": NoticeState.WAITING})


def _take_notes(session: Session, kept: Person, joined: Person) -> None:
    """What was sent is history, but for one of a day that has a note already: of that, what it said stays said."""
    booked = select(Note.day).where(Note.person_id == kept.id)
    second = select(Note.id).where(Note.person_id == joined.id, Note.day.in_(booked))
    _forget(session, list(session.scalars(second)), {})
    twins.move(session, Note.person_id, kept.id, joined.id)


def _forget(session: Session, notes: list[int], values: dict[str, NoticeState]) -> None:
    """Let go of these notes; what they said stays said unless the values say otherwise."""
    said = update(Notice).where(Notice.note_id.in_(notes)).values(note_id=None, **values)
    for statement in (said, delete(Note).where(Note.id.in_(notes))):
        session.execute(statement.execution_options(synchronize_session="fetch"))


def _take_notices(session: Session, kept: Person, joined: Person) -> None:
    """Of two notices of the same the one that was said stays, or else that of whoever is kept."""
    both = twins.pairs(session, NOTICES, kept.id, joined.id)
    said = [pair.mine for pair in both if _is_said(session, pair.theirs) and not _is_said(session, pair.mine)]
    session.execute(delete(Notice).where(Notice.id.in_(said)).execution_options(synchronize_session="fetch"))
    twins.take(session, NOTICES, kept.id, joined.id)


def _is_said(session: Session, notice: int) -> bool:
    return session.get_one(Notice, notice).state is NoticeState.SAID


def _say_once(session: Session, kept: Person, joined: Person) -> None:
    """Of single words that wait, skip those that the other one has heard, or will."""
    said: set[tuple[int, str, str]] = set()
    for mine, other in ((kept, joined), (joined, kept)):
        for delivery in _waiting(session, mine):
            key = (delivery.cohort_id, delivery.kind, delivery.subject)
            if key in said or _has_heard(session, other, delivery):
                delivery.state, delivery.reason = DeliveryState.SKIPPED, ONE
            said.add(key)
        session.flush()


def _waiting(session: Session, person: Person) -> tuple[Delivery, ...]:
    """The single words that are planned for somebody, held until the end of the transaction."""
    notes = select(Note.delivery_id).where(Note.person_id == person.id)
    mine = select(Delivery).where(Delivery.account_id.in_(_accounts(person)), Delivery.id.not_in(notes))
    words = mine.where(Delivery.state == DeliveryState.WAITING, Delivery.instead_of.is_(None)).order_by(Delivery.id)
    return tuple(session.scalars(words.with_for_update().execution_options(populate_existing=True)))


def _has_heard(session: Session, person: Person, about: Delivery) -> bool:
    same = (Delivery.kind == about.kind, Delivery.subject == about.subject, Delivery.cohort_id == about.cohort_id)
    theirs = select(Delivery.id).where(Delivery.account_id.in_(_accounts(person)), *same)
    return session.scalar(theirs.where(Delivery.state.in_(_SAID)).limit(1)) is not None


def _rename(session: Session, kept: Person, joined: Person) -> None:
    """Let words that wait and name the one who joins name the one who is kept."""
    _rename_in(session, Delivery, Delivery.state.in_(_OPEN), kept, joined)
    _rename_in(session, Notice, Notice.state == NoticeState.WAITING, kept, joined)
    session.flush()


def _rename_in(session: Session, rows: type[Word], waits: ColumnElement[bool], kept: Person, joined: Person) -> None:
    number = str(joined.id)
    named = or_(rows.subject == number, rows.subject.endswith(f"|{number}"))
    found = select(rows).where(rows.community_id == joined.community_id, rows.kind.in_(NAMING), named, waits)
    for row in session.scalars(found):
        row.subject = f"{row.subject.removesuffix(number)}{kept.id}"


def _accounts(person: Person) -> Select[int]:
    return select(Account.id).where(Account.person_id == person.id)
