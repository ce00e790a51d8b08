"""Who somebody is: actor → account → person and community."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, bindparam, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.requests import Actor, Platform
from bot.store.models import (
    Account,
    Cohort,
    CohortState,
    Community,
    Delivery,
    DeliveryState,
    Member,
    Person,
    Workspace,
)
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
    if not known.account.latest:
        _use(session, known)
    person = known.person
    if person.name != actor.name and not actor.guessed and _gives_name(session, known.account):
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


def away(session: Session, platform: Platform, workspace: str) -> frozenset[str]:
    """The platform's ids of everybody who has left a workspace."""
    here = (Workspace.platform == platform, Workspace.external_id == workspace)
    found = select(Account.external_id).join(Workspace, Account.workspace_id == Workspace.id)
    return frozenset(session.scalars(found.where(*here, Account.gone_at.is_not(None))))


def known_as(session: Session, account: Account, user: str) -> Person | None:
    """Who is known by this id of the platform's on the workspace of an account."""
    found = select(Person).join(Account, Account.person_id == Person.id)
    return session.scalar(found.where(Account.workspace_id == account.workspace_id, Account.external_id == user))


def first_account(session: Session, person: Person) -> Account | None:
    """The account that private words go to, of those that can be reached if any can.

    The one they chose; else one that takes notes, and of several the one they used last.
    """
    mine = select(Account).join(Workspace, Account.workspace_id == Workspace.id).where(Account.person_id == person.id)
    return session.scalar(mine.order_by(*first(Account)).limit(1))


def first(account: type[Account]) -> tuple[ColumnElement[bool] | ColumnElement[int], ...]:
    """The order in which accounts of one person are written to, where their workspaces are joined."""
    chosen = (account.preferred.desc(), account.takes_notes.desc(), account.latest.desc())
    return (out_of_reach(account), *chosen, account.id.asc())


def aim(session: Session, person: Person, *left: Account) -> None:
    """Let every private word that is planned for somebody go to their first account.

    Also what waits at an account that they have `left`, or is on its way to it and may be tried again.
    """
    to = first_account(session, person)
    if to is None:
        return
    gone = [account.id for account in left]
    here = Delivery.account_id.in_(select(Account.id).where(Account.person_id == person.id))
    waits = here & (Delivery.state == DeliveryState.WAITING)
    tried = Delivery.account_id.in_(gone) & Delivery.state.in_((DeliveryState.WAITING, DeliveryState.SENDING))
    session.execute(
        update(Delivery)
        .where(or_(waits, tried), Delivery.account_id != to.id, Delivery.instead_of.is_(None))
        .values(account_id=to.id, workspace_id=to.workspace_id)
        .execution_options(synchronize_session="fetch")
    )


def aim_away(session: Session, workspace: Workspace) -> None:
    """Let what is planned for people at a workspace that is gone go where they can be reached, if anywhere."""
    there = select(Account.person_id).join(Delivery, Delivery.account_id == Account.id)
    planned = there.where(Account.workspace_id == workspace.id, Delivery.state == DeliveryState.WAITING)
    for person in session.scalars(select(Person).where(Person.id.in_(planned), within_reach(Person.id))):
        aim(session, person)


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
    stay(session, account.person_id)
    account.gone_at = None
    session.flush()


def stay(session: Session, person: int) -> None:
    """Nobody has to follow this person where that was only asked because they were gone."""
    gone = select(Account.gone_at).where(Account.person_id == person, Account.gone_at.is_not(None))
    asked = (Member.person_id == person, Member.leaving_at.in_(gone))
    session.execute(update(Member).where(*asked).values(leaving_at=None))


def _use(session: Session, known: Known) -> None:
    """They use this account now, and not the one they used before; what is planned for them follows."""
    mine = (Account.person_id == known.person.id, Account.latest)
    session.execute(update(Account).where(*mine).values(latest=False))
    known.account.latest = True
    session.flush()
    aim(session, known.person)


def _gives_name(session: Session, account: Account) -> bool:
    """Whether somebody is called as on this account: the first of theirs that is still there."""
    earlier = select(Account.id).where(Account.person_id == account.person_id, Account.id < account.id)
    return session.scalar(earlier.where(Account.gone_at.is_(None)).limit(1)) is None


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
