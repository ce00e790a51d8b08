"""Two people who are one have one seat in each cohort, with everything that both did there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Absence, Blocker, BlockerState, Checkin, Experiment, Member, Person, TaskMark, Win
from bot.store.queries import absences, blockers, twins
from bot.store.queries.pairing import oneness
from bot.store.queries.twins import Once

CHECKINS = Once(owner=Checkin.member_id, keys=(Checkin.week,), newest=Checkin.kept_at)
TASKS = Once(owner=TaskMark.member_id, keys=(TaskMark.task,), newest=TaskMark.marked_at)
#: What a member has any number of.
_MANY = (Experiment.member_id, Win.member_id, Absence.member_id, Blocker.member_id, Blocker.helper_id)


def of(session: Session, person: Person) -> tuple[Member, ...]:
    """Every seat somebody has or had."""
    return tuple(session.scalars(select(Member).where(Member.person_id == person.id).order_by(Member.id)))


def shared(session: Session, kept: Person, joined: Person) -> tuple[tuple[Member, Member], ...]:
    """The seats of two people in the same cohorts, of each cohort both."""
    theirs = {member.cohort_id: member for member in of(session, joined)}
    both = [(member, theirs.get(member.cohort_id)) for member in of(session, kept)]
    return tuple((member, other) for member, other in both if other is not None)


def take(session: Session, kept: Person, joined: Person, now: datetime) -> None:
    """Let every seat of the one who joins be that of the one who is kept."""
    for mine, theirs in shared(session, kept, joined):
        away = mine.left_at is not None and theirs.left_at is None
        _unite(session, kept, *((theirs, mine) if away else (mine, theirs)), now)
    twins.move(session, Member.person_id, kept.id, joined.id)


def _unite(session: Session, person: Person, stays: Member, goes: Member, now: datetime) -> None:
    """Who is there stays, by its number: what was asked about them goes on."""
    _share_words(session, stays, goes)
    _share_pauses(session, stays, goes)
    _share_roles(stays, goes)
    session.flush()
    for owner in _MANY:
        twins.move(session, owner, stays.id, goes.id)
    _help_nobody_alone(session, stays)
    oneness.take(session, stays, goes, now)
    session.delete(goes)
    session.flush()
    stays.person_id = person.id
    session.flush()


def _share_words(session: Session, stays: Member, goes: Member) -> None:
    for one, other in ((stays, goes), (goes, stays)):
        in_time = select(Checkin.week).where(Checkin.member_id == other.id, Checkin.late.is_(False))
        session.execute(
            update(Checkin)
            .where(Checkin.member_id == one.id, Checkin.week.in_(in_time.scalar_subquery()))
            .values(late=False)
            .execution_options(synchronize_session=False)
        )
    for once in (CHECKINS, TASKS):
        twins.take(session, once, stays.id, goes.id)
    open_ = [blocker for blocker in (blockers.current(session, stays), blockers.current(session, goes)) if blocker]
    for older in sorted(open_, key=lambda one: (one.opened_at, one.id))[:-1]:
        blockers.close(session, older)


def _share_pauses(session: Session, stays: Member, goes: Member) -> None:
    """No day is paused twice: what reaches into a later pause ends on its eve, and what lies inside one goes."""
    earlier: Absence | None = None
    for absence in _by_day((*absences.of(session, stays), *absences.of(session, goes))):
        if earlier is not None and absence.until <= earlier.until:
            session.delete(absence)
            continue
        if earlier is not None and absence.since <= earlier.until:
            earlier.until = absence.since - timedelta(days=1)
        earlier = absence


def _by_day(pauses: Sequence[Absence]) -> list[Absence]:
    """By their first day, and of one day the longest first."""
    return sorted(pauses, key=lambda one: (one.since, -one.until.toordinal()))


def _share_roles(stays: Member, goes: Member) -> None:
    """They have every role of a seat that is not left; whoever is there without a wish to leave stays."""
    there = [one for one in (stays, goes) if one.left_at is None] or [stays, goes]
    stays.joined_at = min(stays.joined_at, goes.joined_at)
    stays.learns = any(one.learns for one in there)
    stays.mentors = any(one.mentors for one in there)
    stays.organises = any(one.organises for one in there)
    if stays.left_at is not None and goes.left_at is not None:
        stays.left_at = max(stays.left_at, goes.left_at)
    if any(one.leaving_at is None for one in there):
        stays.leaving_at = None


def _help_nobody_alone(session: Session, member: Member) -> None:
    """Whoever was asked to help the other one would be asked to help themselves: nobody is asked yet."""
    own = (Blocker.member_id == member.id, Blocker.helper_id == member.id)
    session.execute(
        update(Blocker)
        .where(*own)
        .values(helper_id=None, state=BlockerState.OPEN)
        .execution_options(synchronize_session=False)
    )
