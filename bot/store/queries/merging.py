"""Two people of one community who are one: what a merge would do, and doing it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.domain.merging import Both, Counts, Overlap
from bot.store.models import (
    Account,
    Checkin,
    Cohort,
    Draft,
    Kudos,
    Member,
    Person,
    ProfileAnswer,
    StaleReport,
    TaskMark,
    Win,
)
from bot.store.queries import blockers, pending, people, profile, seats, twins
from bot.store.queries.pairing import oneness
from bot.store.queries.twins import Once

#: What a person has once of a kind.
_OWN = (
    Once(owner=Draft.person_id, keys=(Draft.action,), newest=Draft.expires_at),
    Once(owner=Kudos.person_id, keys=(Kudos.win_id,)),
    Once(owner=ProfileAnswer.person_id, keys=(ProfileAnswer.question,)),
    Once(owner=StaleReport.person_id, keys=(StaleReport.cohort_id, StaleReport.item), newest=StaleReport.reported_at),
)


def overlaps(session: Session, kept: Person, joined: Person) -> Overlap:
    """What `merge` would do. Nothing is changed."""
    both = seats.shared(session, kept, joined)
    shared = tuple(sorted((_both(session, *pair) for pair in both), key=lambda one: one.cohort.casefold()))
    mine, theirs = profile.answers(session, kept), profile.answers(session, joined)
    return Overlap(
        cohorts=shared,
        moves=_moves(session, joined, shared),
        answers=tuple(sorted(question for question in mine.keys() & theirs if mine[question] != theirs[question])),
    )


def merge(session: Session, kept: Person, joined: Person, now: datetime) -> None:
    """Make everything of `joined` that of `kept`, and let `joined` go; `noting.renew` books what waits for them.

    What was said last stays where both said something; the settings and answers of `kept` stay. Raises `ValueError`
    for people of two communities, and for one person twice.
    """
    if kept.community_id != joined.community_id or kept.id == joined.id:
        raise ValueError("a merge is of two people of one community")
    _hold(session, kept, joined)
    seats.take(session, kept, joined, now)
    for once in _OWN:
        twins.take(session, once, kept.id, joined.id)
    _forget_own_kudos(session, kept)
    oneness.take_blocks(session, kept, joined, now)
    pending.take(session, kept, joined)
    if kept.zone is None:
        kept.zone, kept.zone_confirmed = joined.zone, joined.zone_confirmed
    _take_accounts(session, kept, joined)
    _let_go(session, joined)
    if people.is_within_reach(session, kept.id):
        people.stay(session, kept.id)
    people.aim(session, kept)


def _hold(session: Session, *those: Person) -> None:
    """Nobody else writes of either until the transaction ends, always the older one first."""
    session.flush()
    mine = select(Person.id).where(Person.id.in_([one.id for one in those]))
    session.execute(mine.order_by(Person.id).with_for_update())


def _forget_own_kudos(session: Session, kept: Person) -> None:
    own = select(Win.id).join(Member, Win.member_id == Member.id).where(Member.person_id == kept.id)
    vain = delete(Kudos).where(Kudos.person_id == kept.id, Kudos.win_id.in_(own))
    session.execute(vain.execution_options(synchronize_session="fetch"))


def _take_accounts(session: Session, kept: Person, joined: Person) -> None:
    """The one who is kept goes on with what they used last, and with what they chose."""
    theirs = update(Account).where(Account.person_id == joined.id)
    session.execute(theirs.values(person_id=kept.id, latest=False, preferred=False))


def _let_go(session: Session, joined: Person) -> None:
    session.flush()
    session.execute(delete(Person).where(Person.id == joined.id))
    session.expire_all()  # rows moved beside the session


def _both(session: Session, mine: Member, theirs: Member) -> Both:
    return Both(
        cohort=session.get_one(Cohort, mine.cohort_id).name,
        weeks=tuple(pair.key for pair in twins.pairs(session, seats.CHECKINS, mine.id, theirs.id)),
        tasks=tuple(pair.key for pair in twins.pairs(session, seats.TASKS, mine.id, theirs.id)),
        blockers=all(blockers.current(session, one) is not None for one in (mine, theirs)),
    )


def _moves(session: Session, joined: Person, shared: Sequence[Both]) -> Counts:
    theirs = [member.id for member in seats.of(session, joined)]
    count = select(func.count())
    weeks = session.scalar(count.where(Checkin.member_id.in_(theirs))) or 0
    tasks = session.scalar(count.where(TaskMark.member_id.in_(theirs))) or 0
    wins = session.scalar(count.where(Win.member_id.in_(theirs), Win.withdrawn_at.is_(None))) or 0
    return Counts(
        cohorts=len(theirs) - len(shared),
        checkins=weeks - sum(len(one.weeks) for one in shared),
        wins=wins,
        tasks=tasks - sum(len(one.tasks) for one in shared),
    )
