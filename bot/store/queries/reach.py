"""Who and what can be reached: channels, accounts and workspaces as their platform calls them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.requests import Platform
from bot.store.models import (
    Account,
    Channel,
    Cohort,
    CohortState,
    Delivery,
    DeliveryState,
    Installed,
    Member,
    Notice,
    NoticeState,
    Person,
    Workspace,
)
from bot.store.queries import people

#: What was said already, or is on its way.
_SAID = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)


def channels(session: Session, platform: Platform, workspace: str, channel: str) -> tuple[Channel, ...]:
    """What every cohort knows of a channel, held until the end of the transaction: it is lost once."""
    found = (
        select(Channel)
        .join(Workspace, Channel.workspace_id == Workspace.id)
        .where(Workspace.platform == platform, Workspace.external_id == workspace, Channel.external_id == channel)
        .order_by(Channel.id)
        .with_for_update(of=Channel)
        .execution_options(populate_existing=True)
    )
    return tuple(session.scalars(found))


def account(session: Session, platform: Platform, workspace: str, user: str) -> Account | None:
    """Somebody's account, held until the end of the transaction."""
    found = (
        select(Account)
        .join(Workspace, Account.workspace_id == Workspace.id)
        .where(Workspace.platform == platform, Workspace.external_id == workspace, Account.external_id == user)
        .with_for_update(of=Account)
        .execution_options(populate_existing=True)
    )
    return session.scalar(found)


def workspace(session: Session, platform: Platform, external: str) -> Workspace | None:
    """A workspace, held until the end of the transaction."""
    found = select(Workspace).where(Workspace.platform == platform, Workspace.external_id == external)
    return session.scalar(found.with_for_update().execution_options(populate_existing=True))


def consented(session: Session, workspace: Workspace, since: datetime) -> bool:
    """Whether people of a workspace consented to segue since then."""
    mine = select(Installed.id).where(Installed.workspace_id == workspace.id, Installed.installed_at > since)
    return session.scalar(mine) is not None


def lost_among(session: Session, deliveries: Sequence[int]) -> tuple[Channel, ...]:
    """The channels these deliveries went to that are taken for lost."""
    there = select(Channel).join(Delivery, Delivery.channel_id == Channel.id).where(Delivery.id.in_(deliveries))
    return tuple(session.scalars(there.where(Channel.lost != "").distinct().order_by(Channel.id)))


def spoken(session: Session, cohort: Cohort) -> tuple[Channel, ...]:
    """The channels a cohort speaks in that can be reached."""
    mine = select(Channel).join(Workspace, Channel.workspace_id == Workspace.id)
    within = (Channel.silent.is_(False), Channel.lost == "", Workspace.gone_at.is_(None))
    return tuple(session.scalars(mine.where(Channel.cohort_id == cohort.id, *within).order_by(Channel.id)))


def speaking_in(session: Session, workspace: Workspace) -> tuple[Cohort, ...]:
    """The running cohorts that speak in a workspace."""
    there = select(Channel.cohort_id).where(Channel.workspace_id == workspace.id, Channel.silent.is_(False))
    running = select(Cohort).where(Cohort.id.in_(there), Cohort.state == CohortState.RUNNING)
    return tuple(session.scalars(running.order_by(Cohort.id)))


def unheard(session: Session, cohort: Cohort, kind: str, subject: str) -> bool:
    """Whether this was to be said in a cohort's channels, and none of them has heard it or will."""
    told = select(Delivery.state).where(
        Delivery.cohort_id == cohort.id,
        Delivery.kind == kind,
        Delivery.subject == subject,
        Delivery.channel_id.is_not(None),
        Delivery.instead_of.is_(None),
    )
    states = session.scalars(told).all()
    return bool(states) and not any(state in _SAID for state in states)


def to_channel(channel: Channel) -> ColumnElement[bool]:
    """What was to be said in a channel."""
    return Delivery.channel_id == channel.id


def to_account(account: Account) -> ColumnElement[bool]:
    """What was to be said to an account."""
    return Delivery.account_id == account.id


def in_workspace(workspace: Workspace) -> ColumnElement[bool]:
    """What was to be said in a workspace."""
    return Delivery.workspace_id == workspace.id


def revive(session: Session, there: ColumnElement[bool], obstacles: Sequence[str], now: datetime) -> None:
    """Let what failed there, or was skipped for one of these reasons, be said now if it is still worth saying."""
    skipped = (Delivery.reason.startswith(reason, autoescape=True) for reason in obstacles)
    closed = or_(
        Delivery.state == DeliveryState.FAILED, (Delivery.state == DeliveryState.SKIPPED) & or_(False, *skipped)
    )
    session.execute(
        update(Delivery)
        .where(there, closed, Delivery.until > now)
        .values(state=DeliveryState.WAITING, due_at=now, reason="")
        .execution_options(synchronize_session="fetch")
    )


def subjects(session: Session, cohort: Cohort, kind: str, about: str) -> int:
    """How many subjects that begin like that a cohort's organisers have been left notices of."""
    mine = (Notice.cohort_id == cohort.id, Notice.kind == kind, Notice.subject.startswith(about, autoescape=True))
    return session.scalar(select(func.count(Notice.subject.distinct())).where(*mine)) or 0


def withdraw(session: Session, kind: str, about: str, reason: str) -> None:
    """Close every notice of this kind that waits, and whose subject begins like that."""
    mine = (Notice.kind == kind, Notice.subject.startswith(about, autoescape=True))
    waiting = update(Notice).where(*mine, Notice.state == NoticeState.WAITING)
    session.execute(
        waiting.values(state=NoticeState.SKIPPED, reason=reason).execution_options(synchronize_session="fetch")
    )


def forget(session: Session, cohort: Cohort, kinds: Sequence[str], subject: str) -> None:
    """Forget notices of a cohort that were not said, so that they can be left anew."""
    mine = (Notice.cohort_id == cohort.id, Notice.kind.in_(kinds), Notice.subject == subject)
    unsaid = delete(Notice).where(*mine, Notice.state != NoticeState.SAID)
    session.execute(unsaid.execution_options(synchronize_session="fetch"))


def organisers(session: Session, cohort: Cohort) -> tuple[tuple[Member, Person], ...]:
    """Everybody within reach who organises a cohort."""
    found = session.execute(
        select(Member, Person)
        .join(Person, Member.person_id == Person.id)
        .where(Member.cohort_id == cohort.id, Member.left_at.is_(None), Member.organises)
        .where(people.within_reach(Member.person_id))
        .order_by(Member.joined_at, Member.id)
    )
    return tuple(found)
