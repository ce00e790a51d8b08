"""What is in a member's way, and whom it may be shown to."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.store.models import Blocker, BlockerState, Cohort, Member, Notice, Person
from bot.store.queries import private

_COLUMN = "blockers.words"


def current(session: Session, member: Member) -> Blocker | None:
    """What is in this member's way and not closed, if anything."""
    return session.scalar(_open(member))


def mine(session: Session, member: Member, number: int) -> Blocker:
    """This member's own blocker of that number while it is not closed. Raises `Refusal`."""
    found = session.scalar(_open(member).where(Blocker.id == number).with_for_update())
    if found is None:
        raise Refusal("That is out of the way already.", "/checkin takes what is in the way now.")
    return found


def shown_to(session: Session, helper: Member, number: int) -> tuple[Blocker, Member, Person]:
    """The blocker of that number that this member is asked to help with, and whose it is. Raises `Refusal`."""
    found = session.execute(
        select(Blocker, Member, Person)
        .join(Member, Blocker.member_id == Member.id)
        .join(Person, Member.person_id == Person.id)
        .where(Blocker.id == number, Blocker.helper_id == helper.id, Blocker.state != BlockerState.CLOSED)
        .where(Member.cohort_id == helper.cohort_id, Member.left_at.is_(None))
        .with_for_update(of=Blocker)
    ).first()
    if found is None:
        raise Refusal("Nobody needs your help with that any more.", "It was solved, or taken back. Nothing to do.")
    blocker, member, person = found
    return blocker, member, person


def numbered(session: Session, cohort: Cohort, number: int) -> tuple[Blocker, Member, Person] | None:
    """A blocker of somebody in this cohort that is not closed, and whose it is: for what segue says unprompted."""
    found = session.execute(
        select(Blocker, Member, Person)
        .join(Member, Blocker.member_id == Member.id)
        .join(Person, Member.person_id == Person.id)
        .where(Blocker.id == number, Blocker.state != BlockerState.CLOSED)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None))
    ).first()
    return (found[0], found[1], found[2]) if found else None


def words(session: Session, blocker: Blocker) -> str:
    """What is in the way, as its owner wrote it."""
    return private.unseal(session, blocker.words, community=blocker.community_id, column=_COLUMN)


def write_down(session: Session, member: Member, week: int, said: str, now: datetime) -> Blocker:
    """Write down what is in the way now; what was there before has to be closed."""
    sealed = private.seal(session, said, community=member.community_id, column=_COLUMN)
    blocker = Blocker(community_id=member.community_id, member_id=member.id, week=week, words=sealed, opened_at=now)
    session.add(blocker)
    session.flush()
    return blocker


def close(session: Session, blocker: Blocker) -> None:
    """It is out of the way; nobody is shown it any more."""
    blocker.state, blocker.helper_id = BlockerState.CLOSED, None
    session.flush()  # the next one may be written down in the same breath, and only one may be open


def asked(session: Session, cohort: Cohort, kind: str, subject: str) -> frozenset[int]:
    """The people who were asked about this before, by the notices they were left."""
    left = select(Notice.person_id).where(Notice.cohort_id == cohort.id, Notice.kind == kind)
    return frozenset(session.scalars(left.where(Notice.subject == subject)))


def burdens(session: Session, cohort: Cohort) -> Mapping[int, int]:
    """How many blockers each member of the cohort is asked about or helps with now."""
    held = select(Blocker.helper_id, func.count()).where(Blocker.state != BlockerState.CLOSED)
    here = held.join(Member, Blocker.helper_id == Member.id).where(Member.cohort_id == cohort.id)
    return {helper: many for helper, many in session.execute(here.group_by(Blocker.helper_id)) if helper}


def _open(member: Member) -> Select[Blocker]:
    return select(Blocker).where(Blocker.member_id == member.id, Blocker.state != BlockerState.CLOSED)
