"""Cohorts and who is in them, as seen by a person of the same community."""

from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from bot.domain.run import Run
from bot.errors import CohortGone, NoSuchCohort, NotAMember, WhichCohort
from bot.store.models import Account, Channel, Cohort, CohortState, Member, Person, Workspace
from bot.store.queries.people import first

#: Asked by nearly every command, so it is put together once.
_MEMBERSHIPS = (
    select(Member, Cohort)
    .join(Cohort, Member.cohort_id == Cohort.id)
    .where(Member.person_id == bindparam("person"), Member.left_at.is_(None), Cohort.state == CohortState.RUNNING)
)
_THEIRS = aliased(Account)
#: The account that private words to a member go to, as `people.first_account` has it.
_FIRST = (
    select(_THEIRS.id)
    .join(Workspace, _THEIRS.workspace_id == Workspace.id)
    .where(_THEIRS.person_id == Member.person_id)
    .order_by(*first(_THEIRS))
    .limit(1)
    .scalar_subquery()
)


def run(cohort: Cohort, weeks: int) -> Run:
    """The cohort's calendar, over a roadmap of so many weeks."""
    return Run(schedule=cohort.schedule, weeks=weeks)


def running(session: Session, person: Person) -> tuple[Cohort, ...]:
    """Every cohort of the community that runs, by name."""
    return tuple(session.scalars(_running(person).order_by(Cohort.name_key)))


def named(session: Session, person: Person, name: str) -> Cohort:
    """The running cohort of that name, without regard to case. Raises `NoSuchCohort`."""
    found = session.scalar(_running(person).where(Cohort.name_key == name.strip().casefold()))
    if found is None:
        raise NoSuchCohort(name, tuple(cohort.name for cohort in running(session, person)))
    return found


def numbered(session: Session, person: Person, cohort: int) -> Cohort:
    """The running cohort with this number. Raises `CohortGone`, also for another community's."""
    found = session.scalar(_running(person).where(Cohort.id == cohort))
    if found is None:
        raise CohortGone
    return found


def here(session: Session, account: Account, channel: str | None) -> Cohort | None:
    """The running cohort that speaks in this channel, if any."""
    return session.scalar(
        select(Cohort)
        .join(Channel, Channel.cohort_id == Cohort.id)
        .where(
            Channel.workspace_id == account.workspace_id, Channel.external_id == channel, Channel.silent.is_(False)
        )
        .where(Cohort.community_id == account.community_id, Cohort.state == CohortState.RUNNING)
        .order_by(Cohort.id.desc())
        .limit(1)
    )


def memberships(session: Session, person: Person) -> tuple[tuple[Member, Cohort], ...]:
    """The running cohorts this person is in, by name."""
    found = session.execute(_MEMBERSHIPS, {"person": person.id})
    return tuple(sorted(found, key=lambda pair: pair[1].name_key))


def membership(session: Session, person: Person, cohort: Cohort) -> Member | None:
    """This person's row in the cohort, also when they have left."""
    return session.scalar(select(Member).where(Member.cohort_id == cohort.id, Member.person_id == person.id))


def mine(
    session: Session, account: Account, person: Person, channel: str | None, name: str = ""
) -> tuple[Member, Cohort]:
    """The cohort somebody means: the one they name, else this channel's, else the only one they are in.

    Raises `NotAMember`, `NoSuchCohort` or `WhichCohort`.
    """
    theirs = memberships(session, person)
    if len(theirs) == 1 and not name:
        return theirs[0]
    wanted = named(session, person, name) if name else here(session, account, channel)
    of_wanted = [pair for pair in theirs if wanted is not None and pair[1].id == wanted.id]
    if of_wanted:
        return of_wanted[0]
    if name or not theirs:
        raise NotAMember
    if len(theirs) > 1:
        raise WhichCohort(tuple(cohort.name for _, cohort in theirs))
    return theirs[0]


def mine_numbered(session: Session, person: Person, cohort: int) -> tuple[Member, Cohort]:
    """Their membership of the cohort a button speaks of. Raises `NotAMember` or `CohortGone`."""
    wanted = numbered(session, person, cohort)
    member = membership(session, person, wanted)
    if member is None or member.left_at is not None:
        raise NotAMember
    return member, wanted


def enrol(session: Session, cohort: Cohort, person: Person, now: datetime) -> Member:
    """A row for this person in the cohort, with no role yet."""
    member = Member(community_id=cohort.community_id, cohort_id=cohort.id, person_id=person.id, joined_at=now)
    session.add(member)
    return member


def speak_in(session: Session, cohort: Cohort, account: Account, channel: str, name: str = "") -> Channel:
    """Let the cohort speak in a channel of the workspace this account belongs to."""
    spoken = Channel(
        community_id=cohort.community_id,
        cohort_id=cohort.id,
        workspace_id=account.workspace_id,
        external_id=channel,
        name=name[:100],
    )
    session.add(spoken)
    return spoken


def people(session: Session, cohort: Cohort) -> tuple[tuple[Member, Person], ...]:
    """Everybody in the cohort now, by name."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return tuple(found)


def learner(session: Session, cohort: Cohort, person: int | None) -> Member | None:
    """The row of somebody who learns in the cohort now."""
    return session.scalar(_learning(cohort).where(Member.person_id == person))


def learners(session: Session, cohort: Cohort) -> tuple[tuple[Member, Person, Account], ...]:
    """Everybody who learns in the cohort now, with the account that private words go to."""
    found = session.execute(
        _learning(cohort)
        .add_columns(Person, Account)
        .join(Person, Member.person_id == Person.id)
        .join(Account, Account.person_id == Person.id)
        .where(Account.id == _FIRST)
        .order_by(Member.id)
    )
    return tuple(found)


def channels(session: Session, cohort: int) -> tuple[Channel, ...]:
    """The channels a cohort speaks in."""
    mine = select(Channel).where(Channel.cohort_id == cohort, Channel.silent.is_(False))
    return tuple(session.scalars(mine.order_by(Channel.id)))


def _running(person: Person) -> Select[Cohort]:
    return select(Cohort).where(Cohort.community_id == person.community_id, Cohort.state == CohortState.RUNNING)


def _learning(cohort: Cohort) -> Select[Member]:
    return select(Member).where(Member.cohort_id == cohort.id, Member.learns, Member.left_at.is_(None))
