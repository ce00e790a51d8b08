"""Where people can be brought together: the workspaces that hold all of them, and the accounts they have there."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.requests import Platform
from bot.store.models import Account, Channel, Cohort, CohortState, Delivery, Person, Round, Workspace
from bot.store.queries import people as order
from bot.store.queries.pairing.standing import DUE

#: The accounts of some people, by the number of the workspace and then of the person.
Held = Mapping[int, Mapping[int, Account]]


def accounts(session: Session, people: Collection[Person]) -> Held:
    """Where each of these people is within reach, and as whom; the account that is written to first goes first."""
    mine = select(Account).join(Workspace, Account.workspace_id == Workspace.id)
    reached = (Account.gone_at.is_(None), Workspace.gone_at.is_(None))
    theirs = mine.where(Account.person_id.in_([one.id for one in people]), *reached)
    held: dict[int, dict[int, Account]] = {}
    for account in session.scalars(theirs.order_by(*order.first(Account))):
        held.setdefault(account.workspace_id, {}).setdefault(account.person_id, account)
    return held


def shared(held: Held, people: Collection[Person]) -> frozenset[int]:
    """The workspaces that hold all of them."""
    everybody = {one.id for one in people}
    return frozenset(workspace for workspace, known in held.items() if everybody <= known.keys())


def workspaces(session: Session, held: Held) -> Mapping[int, Workspace]:
    """The workspaces themselves, by number."""
    return {one.id: one for one in session.scalars(select(Workspace).where(Workspace.id.in_(held)))}


def of_due_rounds(session: Session, platform: Platform, now: datetime) -> frozenset[str]:
    """The workspaces of a platform, by its own ids, that speak with a cohort which has a round due."""
    found = (
        select(Workspace.external_id)
        .join(Channel, Channel.workspace_id == Workspace.id)
        .join(Cohort, Channel.cohort_id == Cohort.id)
        .join(Round, Round.cohort_id == Cohort.id)
        .where(DUE, Round.due_at <= now, Cohort.state == CohortState.RUNNING)
        .where(Workspace.platform == platform, Workspace.gone_at.is_(None), Channel.silent.is_(False))
    )
    return frozenset(session.scalars(found))


def was_told(session: Session, cohort: int, kind: str, subject: str) -> bool:
    """Whether somebody was told of this, or will be."""
    told = select(Delivery.id).where(Delivery.cohort_id == cohort, Delivery.kind == kind, Delivery.subject == subject)
    return session.scalar(told.limit(1)) is not None
