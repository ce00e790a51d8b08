"""Whether partners met, how it felt, and what they wrote down of it for themselves."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Fit, Met
from bot.store.models import Meeting, Member, Pairing, Partner, Person
from bot.store.queries import private
from bot.store.queries.pairing.pairings import Bond

_COLUMN = "meetings.note"
_SIGNS = (Met.YES, Met.PLANNED)


def say(  # noqa: PLR0913  (who says what of which session, and when)
    session: Session, bond: Bond, partner: Partner, met: Met, day: date | None, now: datetime, *, number: int = 0
) -> Meeting:
    """Keep what one partner says of a session: the one of that number, or else the first they have not met in.

    A button that names its number may be pressed twice, and counts once.
    """
    session.execute(select(Partner.id).where(Partner.id == partner.id).with_for_update())
    said = session.scalars(_said(partner).order_by(Meeting.number)).all()
    last = said[-1] if said else None
    number = number or (1 if last is None else last.number + (last.met is Met.YES))
    meeting = next((one for one in said if one.number == number), None)
    if meeting is None:
        meeting = _write_down(bond, partner, number, met, now)
        session.add(meeting)
    meeting.met, meeting.day, meeting.said_at = met, day, now
    session.flush()
    return meeting


def of(session: Session, pairing: Pairing) -> tuple[Meeting, ...]:
    """What the partners say of their sessions, by the number of the session."""
    mine = select(Meeting).where(Meeting.pairing_id == pairing.id)
    return tuple(session.scalars(mine.order_by(Meeting.number, Meeting.id)))


def own(session: Session, person: Person, number: int) -> Meeting | None:
    """What this person says of a session, by the number of the row; nothing of anybody else's."""
    mine = select(Meeting).join(Member, Meeting.member_id == Member.id)
    return session.scalar(mine.where(Meeting.id == number, Member.person_id == person.id))


def last_sign(session: Session, pairing: Pairing) -> datetime:
    """When there was the last sign of life: they became a pair, met, or said that they will, on that day."""
    return last_signs(session, (pairing,))[pairing.id]


def last_signs(session: Session, pairings: Sequence[Pairing]) -> Mapping[int, datetime]:
    """The same of many pairings, by number, in one question."""
    signs = {pairing.id: pairing.settled_at or pairing.since for pairing in pairings}
    said = select(Meeting.pairing_id, Meeting.said_at, Meeting.met, Meeting.day)
    for pairing, said_at, met, day in session.execute(
        said.where(Meeting.pairing_id.in_(list(signs)), Meeting.met.in_(_SIGNS))
    ):
        planned = datetime.combine(day, time(12), UTC) if met is Met.PLANNED and day is not None else said_at
        signs[pairing] = max(signs[pairing], said_at, planned)
    return signs


def has_met(session: Session, pairing: Pairing) -> bool:
    """Whether any of them says that they met."""
    mine = select(Meeting.id).where(Meeting.pairing_id == pairing.id, Meeting.met == Met.YES)
    return session.scalar(mine.limit(1)) is not None


def fit(session: Session, meeting: Meeting, said: Fit) -> None:
    """Keep how it felt."""
    meeting.fit = said
    session.flush()


def note(session: Session, meeting: Meeting, words: str, evidence: bool) -> None:
    """Keep what its owner writes of it, and whether as evidence of their move; no words take the note back."""
    sealed = private.seal(session, words, community=meeting.community_id, column=_COLUMN) if words else None
    meeting.note, meeting.evidence = sealed, evidence and bool(words)
    session.flush()


def words(session: Session, meeting: Meeting) -> str:
    """What its owner wrote of it; empty for nothing."""
    if meeting.note is None:
        return ""
    return private.unseal(session, meeting.note, community=meeting.community_id, column=_COLUMN)


def noted(session: Session, member: Member) -> tuple[Meeting, ...]:
    """The sessions of which this member has written something, the newest first."""
    mine = select(Meeting).where(Meeting.member_id == member.id, Meeting.note.is_not(None))
    return tuple(session.scalars(mine.order_by(Meeting.said_at.desc(), Meeting.id.desc())))


def noted_by(session: Session, person: Person) -> tuple[Meeting, ...]:
    """The same of everything this person was ever part of, in any cohort."""
    mine = select(Meeting).join(Member, Meeting.member_id == Member.id).where(Member.person_id == person.id)
    written = mine.where(Meeting.note.is_not(None))
    return tuple(session.scalars(written.order_by(Meeting.said_at.desc(), Meeting.id.desc())))


def evidence_of(session: Session, member: Member) -> tuple[Meeting, ...]:
    """Those of them that this member keeps as evidence of their move, the newest first."""
    return tuple(meeting for meeting in noted(session, member) if meeting.evidence)


def _said(partner: Partner) -> Select[Meeting]:
    mine = select(Meeting).where(Meeting.pairing_id == partner.pairing_id)
    return mine.where(Meeting.member_id == partner.member_id)


def _write_down(bond: Bond, partner: Partner, number: int, met: Met, now: datetime) -> Meeting:
    return Meeting(
        community_id=bond.pairing.community_id,
        pairing_id=bond.pairing.id,
        member_id=partner.member_id,
        number=number,
        met=met,
        said_at=now,
    )
