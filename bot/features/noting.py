"""The one private note a day: what waits for somebody becomes a part of it, the most urgent first."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from bot.cards import notes as cards
from bot.domain import notes as rules
from bot.domain.notes import Habits, Urgency
from bot.features.feature import Context, Feature, Part, Telling
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.models import Cohort, CohortState, Delivery, DeliveryState, Member, Note, Notice, Person
from bot.store.queries import absences, notes, people
from bot.store.queries.notes import Booking, Due

log = logging.getLogger(__name__)

#: The kind of the delivery that carries a note.
NOTE = "private-note"
#: Why a note is not sent any more, for an organiser to read.
OPENED = "it opened at their click"
WAITING = DeliveryState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to say privately, once: which kind, about what, from when and before when."""

    kind: str
    subject: str
    due: datetime
    until: datetime


class _Said(NamedTuple):
    notice: Notice
    urgency: Urgency
    card: Card


def habits(person: Person, fallback: str) -> Habits:
    """When somebody wants their note; in the zone of their cohort while they have told none of their own."""
    return Habits(
        zone=person.zone or fallback, at=person.note_at, quiet_from=person.quiet_from, quiet_to=person.quiet_to
    )


def notify(session: Session, now: datetime, dues: Sequence[Due]) -> None:
    """Keep these for the private notes of their readers, each once."""
    fresh = notes.keep(session, dues)
    notes.book(session, NOTE, [_booking(due, now) for due in fresh])


def leave(ctx: Context, person: Person, cohort: Cohort, remark: Remark) -> None:
    """Leave one notice for somebody of the actor's community; nothing for whoever has no account any more."""
    if person.community_id == ctx.person.community_id:
        tell(ctx.session, ctx.now, person, cohort, remark)


def tell(session: Session, now: datetime, person: Person, cohort: Cohort, remark: Remark) -> None:
    """Leave one notice for somebody of the cohort's community; nothing for whoever has no account any more."""
    if due := _due(session, person, cohort, remark):
        notify(session, _from_now(session, due, now), [due])


def tell_again(session: Session, now: datetime, person: Person, cohort: Cohort, remark: Remark) -> None:
    """The same, also where it was said before or waits for another time: it is said once more, then."""
    if due := _due(session, person, cohort, remark):
        notes.keep_again(session, due)
        notes.book(session, NOTE, [_booking(due, _from_now(session, due, now))])


def move(session: Session, person: Person, fallback: str, now: datetime) -> None:
    """Bring somebody's planned notes to the hour they want now; one whose hour has passed today is said at once."""
    wanted = habits(person, fallback)
    for note, delivery in notes.planned(session, person):
        delivery.due_at = max(rules.hour_of(note.day, wanted), now)


def renew(session: Session, person: Person, now: datetime) -> None:
    """Plan a note for what waits for somebody who takes notes again; the first that is not said or opened yet."""
    dues = notes.unsaid(session, person, now)
    if dues:
        since = _next_free(session, person, habits(person, dues[0].cohort.zone).zone, now)
        notes.book(session, NOTE, [_booking(due, since) for due in dues])


def obstacle(session: Session, delivery: Delivery, now: datetime) -> Skipped | None:
    """A note whose day is over is not said any more; what still counts joins the next one."""
    note = notes.of_delivery(session, delivery.id)
    if note is None or now < delivery.until:
        return None
    renew(session, session.get_one(Person, note.person_id), now)
    return Skipped("segue was not running on its day")


def say(table: Feature, telling: Telling, delivery: int, reader: Person) -> Card | Skipped:
    """The note of this delivery, said from what waits now."""
    note = notes.of_delivery(telling.session, delivery)
    if note is None:
        return Skipped("the note is gone")
    found = notes.waiting(telling.session, reader, note, telling.now)
    said = sorted(_parts(table, telling, found, reader), key=lambda one: one.urgency)
    for one in said[: rules.MOST]:
        notes.say(one.notice, note)
    _postpone(telling, reader, [one.notice for one in said[rules.MOST :]])
    return cards.note([one.card for one in said[: rules.MOST]]) if said else Skipped("nothing to say any more")


def today(ctx: Context, cohort: Cohort, wanted: Habits) -> Note | None:
    """The actor's note of this day, to be opened now; none when it was said or opened already."""
    day = rules.personal_day(ctx.now, wanted.zone)
    found = notes.of_day(ctx.session, ctx.person, day)
    if found is None:
        due = Due(ctx.person, ctx.account, cohort, NOTE, day.isoformat(), ctx.now, ctx.now)
        return notes.begin(ctx.session, NOTE, Booking(due, day, ctx.now, rules.end_of_day(ctx.now, wanted.zone)))
    note, delivery = found
    return note if _is_free(delivery) else None


def open_now(table: Feature, telling: Telling, note: Note | None, reader: Person) -> Card | None:
    """What waits for somebody who looks, said by their note of the day; without one, only what answers them."""
    found = notes.waiting(telling.session, reader, note, telling.now)
    may = [row for row in found if note is not None or row[0].kind not in table.parts]
    said = sorted(_parts(table, telling, may, reader), key=lambda one: one.urgency)[: rules.MOST]
    for one in said:
        notes.say(one.notice, note)
    if note is not None and any(one.notice.kind in table.parts for one in said):
        notes.open_delivery(telling.session, note, OPENED)
    return cards.note([one.card for one in said]) if said else None


def hour(due: datetime, until: datetime, wanted: Habits) -> datetime:
    """When a note can say it: the first one at the reader's hour, or none such, the moment it is due."""
    at = rules.next_note(due, wanted)
    return at if at < until else due


def _parts(
    table: Feature, telling: Telling, found: Sequence[tuple[Notice, Cohort, Member | None]], reader: Person
) -> Sequence[_Said]:
    said = []
    for notice, cohort, member in found:
        part = table.parts.get(notice.kind) or _answer(table, notice.kind)
        if part is None:
            notes.close(notice, "nobody says that any more")
            continue
        obstacle = _obstacle(telling, notice, cohort, member, part.urgency, reader)
        about = replace(telling, cohort=cohort, subject=notice.subject, person=reader.id)
        card = obstacle or _worded(part, about, notice)
        if isinstance(card, Skipped):
            notes.close(notice, card.reason)
        else:
            said.append(_Said(notice, part.urgency, card))
    return said


def _answer(table: Feature, kind: str) -> Part | None:
    """What could not be said at once, because its reader took no private messages."""
    saying = table.sayings.get(kind)
    return Part(Urgency.ANSWER, saying) if saying else None


def _worded(part: Part, about: Telling, notice: Notice) -> Card | Skipped:
    try:
        return part.say(about)
    except Exception as defect:  # noqa: BLE001  (one part that cannot be said must not silence the whole note)
        log.error("cannot say notice %d: %s", notice.id, type(defect).__name__)
        return Skipped(f"segue could not say it: {type(defect).__name__}")


def _obstacle(
    telling: Telling, notice: Notice, cohort: Cohort, member: Member | None, urgency: Urgency, reader: Person
) -> Skipped | None:
    """Why a notice should not be said, whatever it says."""
    if notice.until <= telling.now:
        return Skipped("its time was over before a note could say it")
    answers = urgency is Urgency.ANSWER
    if cohort.state is not CohortState.RUNNING or member is None or (member.left_at is not None and not answers):
        return Skipped("no longer in this cohort")
    if urgency not in rules.WANTED[reader.reminders]:
        return Skipped("they want to hear less")
    if not answers and absences.pauses(telling.session, member, telling.now, reader.zone or cohort.zone):
        return Skipped("they are taking a pause")
    return None


def _postpone(telling: Telling, reader: Person, left: Sequence[Notice]) -> None:
    """What found no room today waits for tomorrow's note."""
    tomorrow = telling.now + timedelta(seconds=1)
    dues = notes.as_dues(telling.session, reader, left)
    notes.book(telling.session, NOTE, [_booking(due, tomorrow) for due in dues])


def _booking(due: Due, now: datetime) -> Booking:
    """The note that can say it, from now on."""
    wanted = habits(due.person, due.cohort.zone)
    at = hour(max(due.due, now), due.until, wanted)
    return Booking(due, rules.personal_day(at, wanted.zone), at, rules.end_of_day(at, wanted.zone))


def _due(session: Session, person: Person, cohort: Cohort, remark: Remark) -> Due | None:
    """A remark as it is kept; none for whoever has no account any more, or is of another community."""
    account = people.first_account(session, person)
    if account is None or person.community_id != cohort.community_id:
        return None
    return Due(person, account, cohort, remark.kind, remark.subject, remark.due, remark.until)


def _from_now(session: Session, due: Due, now: datetime) -> datetime:
    """From when a note can say it: the one of today may be spent."""
    return _next_free(session, due.person, habits(due.person, due.cohort.zone).zone, now)


def _next_free(session: Session, person: Person, zone: str, now: datetime) -> datetime:
    """Now, or the end of a personal day whose note is spent."""
    found = notes.of_day(session, person, rules.personal_day(now, zone))
    return rules.end_of_day(now, zone) if found is not None and found[1].state is not WAITING else now


def _is_free(delivery: Delivery) -> bool:
    """Whether the note of this delivery has not been said or opened, and is not on its way."""
    return delivery.state is WAITING or (delivery.state is DeliveryState.SKIPPED and delivery.reason != OPENED)
