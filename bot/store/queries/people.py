"""Who somebody is: actor → account → person and community."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.requests import Actor, Platform
from bot.store.models import Account, Cohort, CohortState, Community, Member, Person, Workspace


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is known here: how they came in, and who they are."""

    account: Account
    person: Person


def recognise(session: Session, actor: Actor) -> Known:
    """The person behind this actor, met now if they are new; their name and zone follow the platform's."""
    known = _known(session, actor)
    if known is None:
        known = _meet(session, actor)
    person = known.person
    if person.name != actor.name:
        person.name = actor.name
    if person.zone is None and actor.zone is not None:
        person.zone = actor.zone
    return known


def community_of(session: Session, person: Person) -> Community:
    """The community a person belongs to."""
    return session.get_one(Community, person.community_id)


def in_cohorts(session: Session, platform: Platform, workspace: str) -> frozenset[str]:
    """The platform's ids of everybody on a workspace who is in a running cohort."""
    found = session.scalars(
        select(Account.external_id)
        .join(Workspace, Account.workspace_id == Workspace.id)
        .join(Member, Member.person_id == Account.person_id)
        .join(Cohort, Member.cohort_id == Cohort.id)
        .where(Workspace.platform == platform, Workspace.external_id == workspace)
        .where(Member.left_at.is_(None), Cohort.state == CohortState.RUNNING)
    )
    return frozenset(found)


def first_account(session: Session, person: Person) -> Account | None:
    """The account a person came by first: private words go there."""
    return session.scalar(select(Account).where(Account.person_id == person.id).order_by(Account.id).limit(1))


def _known(session: Session, actor: Actor) -> Known | None:
    found = session.execute(
        select(Account, Person)
        .join(Person, Account.person_id == Person.id)
        .join(Workspace, Account.workspace_id == Workspace.id)
        .where(Workspace.platform == actor.platform, Workspace.external_id == actor.workspace)
        .where(Account.external_id == actor.user)
    )
    return next((Known(account, person) for account, person in found), None)


def _meet(session: Session, actor: Actor) -> Known:
    """Write down somebody new; whoever did so a moment earlier wins."""
    try:
        with session.begin_nested():
            return _write_down(session, actor)
    except IntegrityError:
        known = _known(session, actor)
        if known is None:
            return _write_down(session, actor)
        return known


def _write_down(session: Session, actor: Actor) -> Known:
    workspace = _workspace(session, actor)
    community = workspace.community_id
    person = Person(community_id=community, name=actor.name, zone=actor.zone)
    session.add(person)
    session.flush()
    account = Account(
        community_id=community,
        person_id=person.id,
        workspace_id=workspace.id,
        external_id=actor.user,
        # Discord asks bots to write privately only to those who wanted it:
        # https://discord.com/developers/docs/resources/user#create-dm
        takes_notes=actor.platform is not Platform.DISCORD,
    )
    session.add(account)
    session.flush()
    return Known(account, person)


def _workspace(session: Session, actor: Actor) -> Workspace:
    """The workspace, with a community of its own when it is new."""
    here = (Workspace.platform == actor.platform, Workspace.external_id == actor.workspace)
    found = session.scalar(select(Workspace).where(*here))
    if found is not None:
        return found
    community = Community(name=actor.workspace)
    session.add(community)
    session.flush()
    made = Workspace(community_id=community.id, platform=actor.platform, external_id=actor.workspace)
    session.add(made)
    session.flush()
    return made
