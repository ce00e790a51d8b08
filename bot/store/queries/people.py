"""Who somebody is: actor → account → person and community."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, bindparam, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.requests import Actor, Platform
from bot.store.models import Account, Cohort, CohortState, Community, Member, Person, Workspace
from bot.store.queries import workspaces

#: Asked at the beginning of every answer, so it is put together once.
_KNOWN = (
    select(Account, Person, Workspace)
    .join(Person, Account.person_id == Person.id)
    .join(Workspace, Account.workspace_id == Workspace.id)
    .where(Workspace.platform == bindparam("platform"), Workspace.external_id == bindparam("workspace"))
    .where(Account.external_id == bindparam("user"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is known here: how and where they came in, and who they are. `moved`: to another zone just now."""

    account: Account
    person: Person
    workspace: Workspace
    moved: bool = False


def recognise(session: Session, actor: Actor) -> Known:
    """The person behind this actor, met now if they are new; their name follows the platform's.

    So does their zone, until they have confirmed or chosen one. Whoever does something is there, whatever was said
    of them.
    """
    known = _known(session, actor)
    if known is None:
        known = _meet(session, actor)
    if known.account.gone_at is not None:
        come_back(session, known.account)
    person = known.person
    if person.name != actor.name and not actor.guessed:
        person.name = actor.name
    if actor.zone is None or actor.zone == person.zone or person.zone_confirmed:
        return known
    person.zone = actor.zone
    return replace(known, moved=True)


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


def known_as(session: Session, account: Account, user: str) -> Person | None:
    """Who is known by this id of the platform's on the workspace of an account."""
    found = select(Person).join(Account, Account.person_id == Person.id)
    return session.scalar(found.where(Account.workspace_id == account.workspace_id, Account.external_id == user))


def first_account(session: Session, person: Person) -> Account | None:
    """The account a person came by first, of those that can be reached if any can: private words go there."""
    mine = select(Account).join(Workspace, Account.workspace_id == Workspace.id).where(Account.person_id == person.id)
    return session.scalar(mine.order_by(out_of_reach(Account), Account.id).limit(1))


def out_of_reach(account: type[Account]) -> ColumnElement[bool]:
    """Whether nothing can be said to an account, where its workspace is joined."""
    return or_(account.gone_at.is_not(None), Workspace.gone_at.is_not(None))


def within_reach(person: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether this person, of the statement it stands in, has an account that can be reached."""
    theirs = select(Account.id).join(Workspace, Account.workspace_id == Workspace.id)
    return theirs.where(Account.person_id == person, ~out_of_reach(Account)).correlate(Person, Member).exists()


def is_within_reach(session: Session, person: int) -> bool:
    """Whether this person has an account that can be reached."""
    return session.scalar(select(Person.id).where(Person.id == person, within_reach(Person.id))) is not None


def come_back(session: Session, account: Account) -> None:
    """They are there again; nobody has to follow them any more where that was only asked because they were gone."""
    gone = select(Account.gone_at).where(Account.person_id == account.person_id, Account.gone_at.is_not(None))
    asked = (Member.person_id == account.person_id, Member.leaving_at.in_(gone))
    session.execute(update(Member).where(*asked).values(leaving_at=None))
    account.gone_at = None
    session.flush()


def _known(session: Session, actor: Actor) -> Known | None:
    by = {"platform": actor.platform, "workspace": actor.workspace, "user": actor.user}
    found = session.execute(_KNOWN, by)
    return next((Known(*row) for row in found), None)


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
    workspace = workspaces.met(session, actor.platform, actor.workspace, name=actor.workspace)
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
    return Known(account, person, workspace)
