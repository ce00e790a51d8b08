"""What organisers ask of the store: whose a cohort is, who could follow, where it speaks, what it reached."""

from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.errors import NotAllowed, WhichCohort
from bot.requests import Role
from bot.store.models import (
    Account,
    Channel,
    Checkin,
    Cohort,
    Member,
    Notice,
    NoticeState,
    Person,
    TaskMark,
    TaskState,
    Win,
)
from bot.store.queries import cohorts, people


class Reached(NamedTuple):
    """So much of something, by so many people."""

    amount: int
    people: int


def numbered(session: Session, person: Person, cohort: int) -> tuple[Member, Cohort]:
    """The cohort of that number, which they organise. Raises `NotAMember`, `CohortGone` or `NotAllowed`."""
    member, found = cohorts.mine_numbered(session, person, cohort)
    if not member.organises:
        raise NotAllowed(Role.ORGANISER)
    return member, found


def meant(
    session: Session, account: Account, person: Person, channel: str | None, name: str
) -> tuple[Member, Cohort]:
    """The cohort they organise and mean: by name, by channel, or the only one. Raises like `cohorts.mine`."""
    if name:
        named = cohorts.named(session, person, name)
        return numbered(session, person, named.id)
    theirs = [pair for pair in cohorts.memberships(session, person) if pair[0].organises]
    here = cohorts.here(session, account, channel)
    of_here = [pair for pair in theirs if here is not None and pair[1].id == here.id]
    if not theirs:
        raise NotAllowed(Role.ORGANISER)
    if not of_here and len(theirs) > 1:
        raise WhichCohort(tuple(cohort.name for _, cohort in theirs))
    return (of_here or theirs)[0]


def organises_any(session: Session, person: Person) -> bool:
    """Whether they organise a running cohort."""
    return any(member.organises for member, _ in cohorts.memberships(session, person))


def organisers(session: Session, cohort: Cohort) -> tuple[tuple[Member, Person], ...]:
    """Everybody who organises it now, the longest-standing first."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None), Member.organises)
        .order_by(Member.joined_at, Member.id)
    )
    return tuple(found)


def heirs(session: Session, cohort: Cohort) -> tuple[tuple[Member, Person], ...]:
    """Everybody within reach who could follow an organiser: mentors before learners, the longest-standing first."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None), Member.organises.is_(False))
        .where(people.within_reach(Member.person_id))
        .order_by(Member.mentors.desc(), Member.joined_at, Member.id)
    )
    return tuple(found)


def somebody(session: Session, cohort: Cohort, person: int) -> tuple[Member, Person] | None:
    """Somebody who is in the cohort now."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None), Person.id == person)
    )
    return next(((member, who) for member, who in found), None)


def names(session: Session, person: Person) -> tuple[str, ...]:
    """The names of everybody in the cohorts somebody organises."""
    mine = select(Member.cohort_id).where(Member.person_id == person.id, Member.organises, Member.left_at.is_(None))
    theirs = select(Person.name).join(Member, Member.person_id == Person.id).distinct()
    return tuple(session.scalars(theirs.where(Member.cohort_id.in_(mine), Member.left_at.is_(None)).order_by("name")))


def leaving(session: Session, cohort: Cohort, member: int) -> tuple[Member, Person] | None:
    """The organiser of this number who wishes to leave, while nobody has followed."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.id == member, Member.cohort_id == cohort.id, Member.leaving_at.is_not(None))
        .where(Member.organises, Member.left_at.is_(None))
    )
    return next(((who, person) for who, person in found), None)


def was_asked(session: Session, person: Person, cohort: Cohort, kind: str, subject: str) -> Notice | None:
    """The notice that asked this person about that, once it has been said."""
    return session.scalar(
        select(Notice).where(
            Notice.person_id == person.id,
            Notice.cohort_id == cohort.id,
            Notice.kind == kind,
            Notice.subject == subject,
            Notice.state == NoticeState.SAID,
        )
    )


def next_asked(session: Session, cohort: Cohort, kind: str, subject: str) -> tuple[Notice, Person] | None:
    """Who waits to be asked about something whose subject begins like that, the first in line."""
    found = session.execute(
        select(Notice, Person)
        .join(Person, Notice.person_id == Person.id)
        .where(
            Notice.cohort_id == cohort.id, Notice.kind == kind, Notice.subject.startswith(subject, autoescape=True)
        )
        .where(Notice.state == NoticeState.WAITING)
        .order_by(Notice.due_at, Notice.id)
        .limit(1)
    )
    return next(((notice, person) for notice, person in found), None)


def channel_of(session: Session, cohort: Cohort, channel: int) -> Channel | None:
    """One of the channels it speaks in, by its number."""
    return session.scalar(
        select(Channel).where(Channel.id == channel, Channel.cohort_id == cohort.id, Channel.silent.is_(False))
    )


def took_part(session: Session, cohort: Cohort) -> int:
    """How many people have ever learned in it."""
    learned = or_(Member.learns, Member.left_at.is_not(None))
    joined = select(func.count()).select_from(Member).where(Member.cohort_id == cohort.id, learned)
    return session.scalar(joined) or 0


def tasks_done(session: Session, cohort: Cohort) -> Reached:
    """Tasks that were done."""
    done = (TaskMark.state == TaskState.DONE, Member.cohort_id == cohort.id)
    counted = select(func.count(), func.count(TaskMark.member_id.distinct())).select_from(TaskMark)
    return Reached(*session.execute(counted.join(Member, TaskMark.member_id == Member.id).where(*done)).one())


def weeks_kept(session: Session, cohort: Cohort) -> Reached:
    """Check-ins that were made."""
    counted = select(func.count(), func.count(Checkin.member_id.distinct())).select_from(Checkin)
    mine = counted.join(Member, Checkin.member_id == Member.id).where(Member.cohort_id == cohort.id)
    return Reached(*session.execute(mine).one())


def wins_shared(session: Session, cohort: Cohort) -> Reached:
    """Wins that were shared with the cohort and not taken back."""
    counted = select(func.count(), func.count(Win.member_id.distinct())).select_from(Win)
    shared = (Win.cohort_id == cohort.id, Win.public, Win.withdrawn_at.is_(None))
    return Reached(*session.execute(counted.where(*shared)).one())


def speak_too(session: Session, cohort: Cohort, account: Account, channel: str, name: str) -> Channel:
    """Let the cohort speak in a channel of this account's workspace, also in one that it had let go.

    Prompts there call whom they call in its other channels of that workspace.
    """
    known = session.scalar(
        select(Channel).where(
            Channel.cohort_id == cohort.id,
            Channel.workspace_id == account.workspace_id,
            Channel.external_id == channel,
        )
    )
    others = [one for one in cohorts.channels(session, cohort.id) if one.workspace_id == account.workspace_id]
    spoken = known or cohorts.speak_in(session, cohort, account, channel, name)
    spoken.silent, spoken.name = False, name[:100]
    spoken.role, spoken.role_name = next(((one.role, one.role_name) for one in others), ("", ""))
    return spoken
