"""The ledger of time: occurrences that are planned, deliveries that are due, claims and what became of them."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, assert_never, cast

from sqlalchemy import CursorResult, bindparam, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.domain.run import Strike
from bot.ports import LEASE, Failed, Outcome, Parcel, Retry, Sent, Skipped, Unknown
from bot.requests import Platform
from bot.store.models import (
    Account,
    Channel,
    Cohort,
    CohortState,
    Delivery,
    DeliveryState,
    Occurrence,
    OccurrenceState,
    Person,
    Workspace,
)
from bot.store.types import Utc

#: The least that SQLite's clock can tell apart.
_TICK = timedelta(seconds=1)
#: The lengths of the columns `deliveries.ref` and `deliveries.reason`.
REF, REASON = 100, 200

#: What the claimed delivery changes.
_Earlier = aliased(Delivery)
#: Deliveries that may still be sent. The states stand in the statement itself: SQLite looks for an index of some rows
#: before it knows the parameters (https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
_OPEN = Delivery.state.in_(
    bindparam("open", (DeliveryState.WAITING, DeliveryState.SENDING), expanding=True, literal_execute=True)
)


class Claimed(NamedTuple):
    """A delivery this claim holds, and where it goes.

    `earlier`: the delivery whose message it changes; `lapsed`: how long ago an earlier claim that ran out without a
    word was made, at most.
    """

    delivery: Delivery
    cohort: Cohort
    workspace: Workspace
    channel: Channel | None
    account: Account | None
    person: Person | None
    earlier: Delivery | None
    lapsed: timedelta | None


def plan(session: Session, cohort: Cohort, ritual: str, strike: Strike) -> None:
    """Write down the next time a ritual is due for a cohort."""
    session.add(
        Occurrence(
            community_id=cohort.community_id,
            cohort_id=cohort.id,
            ritual=ritual,
            day=strike.day,
            due_at=strike.due,
            week=strike.week,
        )
    )


def planned(session: Session, cohort: Cohort) -> tuple[Occurrence, ...]:
    """What is planned for a cohort and has not been due."""
    mine = select(Occurrence).where(Occurrence.cohort_id == cohort.id, Occurrence.state == OccurrenceState.PLANNED)
    return tuple(session.scalars(mine.order_by(Occurrence.due_at, Occurrence.id)))


def unplanned(session: Session, rituals: Sequence[str]) -> tuple[tuple[Cohort, frozenset[str]], ...]:
    """Running cohorts that have never heard of some of these rituals, and which."""
    known: dict[int, set[str]] = {}
    rows = select(Occurrence.cohort_id, Occurrence.ritual).distinct()
    for cohort, ritual in session.execute(rows.join(Cohort).where(Cohort.state == CohortState.RUNNING)):
        known.setdefault(cohort, set()).add(ritual)
    lacking = {cohort: frozenset(rituals) - heard for cohort, heard in known.items() if frozenset(rituals) - heard}
    return tuple((session.get_one(Cohort, cohort), lacking[cohort]) for cohort in sorted(lacking))


def week_reached(session: Session, cohort: Cohort) -> int:
    """The last week any ritual of a cohort has been planned for, at least 1."""
    return session.scalar(select(func.max(Occurrence.week)).where(Occurrence.cohort_id == cohort.id)) or 1


def due(session: Session, now: datetime, limit: int) -> tuple[tuple[Occurrence, Cohort], ...]:
    """Occurrences that are due, oldest first, each held by this transaction alone."""
    found = session.execute(
        select(Occurrence, Cohort)
        .join(Cohort, Occurrence.cohort_id == Cohort.id)
        .where(Occurrence.state == OccurrenceState.PLANNED, Occurrence.due_at <= now)
        .order_by(Occurrence.due_at, Occurrence.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Occurrence)
    )
    return tuple(found)


def next_due(session: Session) -> datetime | None:
    """When something is due next: an occurrence, or a delivery that waits."""
    moments = (
        session.scalar(select(func.min(Occurrence.due_at)).where(Occurrence.state == OccurrenceState.PLANNED)),
        session.scalar(select(func.min(Delivery.due_at)).where(_OPEN, Delivery.state == DeliveryState.WAITING)),
    )
    return min((moment for moment in moments if moment is not None), default=None)


class Target(NamedTuple):
    """Where and when something is to be said: in a channel, or to an account."""

    community: int
    cohort: int
    workspace: int
    channel: int | None
    account: int | None
    due: datetime


def to_channel(channel: Channel, due: datetime) -> Target:
    """A channel of a cohort as a target."""
    return Target(channel.community_id, channel.cohort_id, channel.workspace_id, channel.id, None, due)


def to_account(account: Account, cohort: int, due: datetime) -> Target:
    """A person as a target, where they are known by this account."""
    return Target(account.community_id, cohort, account.workspace_id, None, account.id, due)


def deliver(
    session: Session, targets: Sequence[Target], *, kind: str, subject: str, until: datetime
) -> tuple[Delivery, ...]:
    """One delivery for each of these targets, in their order."""
    deliveries = tuple(
        Delivery(
            community_id=target.community,
            cohort_id=target.cohort,
            workspace_id=target.workspace,
            channel_id=target.channel,
            account_id=target.account,
            kind=kind,
            subject=subject,
            key=secrets.token_urlsafe(15),
            due_at=target.due,
            until=until,
        )
        for target in targets
    )
    session.add_all(deliveries)
    return deliveries


def said(session: Session, cohort: int, person: int | None, *, kind: str, subject: str) -> tuple[Delivery, ...]:
    """What was and will be said of this in a cohort's channels, or to one person.

    The rows are held until the end of the transaction, so that none is claimed, and said as it was, meanwhile.
    """
    accounts = select(Account.id).where(Account.person_id == person)
    told = Delivery.channel_id.is_not(None) if person is None else Delivery.account_id.in_(accounts)
    mine = (Delivery.cohort_id == cohort, Delivery.kind == kind, Delivery.subject == subject)
    return tuple(session.scalars(select(Delivery).where(*mine, told).order_by(Delivery.id).with_for_update()))


def change(session: Session, told: Sequence[Delivery], *, due: datetime, until: datetime) -> None:
    """One delivery in the place of each that was sent or is on its way; one that waits says the newest anyway."""
    changing = {row.instead_of for row in told if row.state is DeliveryState.WAITING}
    for row in told:
        stands = row.instead_of is None and row.state in {DeliveryState.SENT, DeliveryState.SENDING}
        if stands and row.id not in changing:
            session.add(_instead(row, due, until))


def is_settling(session: Session, change: Delivery) -> bool:
    """Whether the message that a delivery changes is still on its way, or an earlier change of it."""
    earlier = (Delivery.instead_of == change.instead_of) & (Delivery.id < change.id)
    mine = (Delivery.cohort_id == change.cohort_id, Delivery.state == DeliveryState.SENDING)
    found = select(Delivery.id).where(*mine, or_(Delivery.id == change.instead_of, earlier)).limit(1)
    return session.scalar(found) is not None


def claim(session: Session, platforms: Sequence[Platform], now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Take deliveries that are due on these platforms: each is leased, and its fence tells this claim from others.

    Leases are measured by the database's clock, so that machines need not agree on the time.
    """
    today = _now(session)
    free = Delivery.state == DeliveryState.WAITING
    lapsed = (Delivery.state == DeliveryState.SENDING) & (Delivery.lease_until < today)
    found = session.execute(
        select(Delivery, Cohort, Workspace, Channel, Account, Person, _Earlier)
        .join(Cohort, Delivery.cohort_id == Cohort.id)
        .join(Workspace, Delivery.workspace_id == Workspace.id)
        .outerjoin(Channel, Delivery.channel_id == Channel.id)
        .outerjoin(Account, Delivery.account_id == Account.id)
        .outerjoin(Person, Account.person_id == Person.id)
        .outerjoin(_Earlier, Delivery.instead_of == _Earlier.id)
        .where(_OPEN, Delivery.due_at <= now)
        .where(or_(free, lapsed), Workspace.platform.in_(platforms))
        .order_by(Delivery.due_at, Delivery.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    return tuple(_lease(Claimed(*row, lapsed=_lapsed(row[0], today)), today) for row in found)


def release(session: Session) -> int:
    """Let the lease of everything that is being sent run out now: whoever held it is gone. How many there were."""
    now = _now(session)
    held = update(Delivery).where(Delivery.state == DeliveryState.SENDING, Delivery.lease_until >= now)
    released = session.execute(held.values(lease_until=now - _TICK).execution_options(synchronize_session=False))
    return cast(CursorResult[tuple[()]], released).rowcount


def settle(session: Session, parcel: Parcel, outcome: Outcome) -> bool:
    """Record what became of a claim; false when the delivery has been claimed again since."""
    mine = (Delivery.id == parcel.delivery, Delivery.fence == parcel.fence, Delivery.state == DeliveryState.SENDING)
    recorded = session.execute(
        update(Delivery)
        .where(*mine)
        .values(lease_until=None, **_record(outcome))
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[tuple[()]], recorded).rowcount == 1


def set_aside(claimed: Claimed, outcome: Outcome) -> None:
    """Close a delivery that this claim will not send, or put it off."""
    claimed.delivery.lease_until = None
    for column, value in _record(outcome).items():
        setattr(claimed.delivery, column, value)


def _record(outcome: Outcome) -> dict[str, object]:
    match outcome:
        case Sent(ref):
            return {"state": DeliveryState.SENT, "ref": ref[:REF]}
        case Skipped(reason):
            return {"state": DeliveryState.SKIPPED, "reason": reason[:REASON]}
        case Retry(at, reason):
            return {"state": DeliveryState.WAITING, "due_at": at, "reason": reason[:REASON]}
        case Unknown(reason):
            return {"state": DeliveryState.UNKNOWN, "reason": reason[:REASON]}
        case Failed(reason):
            return {"state": DeliveryState.FAILED, "reason": reason[:REASON]}
    assert_never(outcome)


def _instead(said: Delivery, due: datetime, until: datetime) -> Delivery:
    """A change of what was said, to be made where it stands."""
    return Delivery(
        community_id=said.community_id,
        cohort_id=said.cohort_id,
        workspace_id=said.workspace_id,
        channel_id=said.channel_id,
        account_id=said.account_id,
        kind=said.kind,
        subject=said.subject,
        key=secrets.token_urlsafe(15),
        due_at=due,
        until=until,
        instead_of=said.id,
    )


def _now(session: Session) -> datetime:
    today: datetime | None = session.scalar(select(func.current_timestamp(type_=Utc)))
    assert today is not None  # noqa: S101  (a database without a clock is none)
    return today


def _lapsed(delivery: Delivery, today: datetime) -> timedelta | None:
    return today - delivery.lease_until + LEASE if delivery.lease_until is not None else None


def _lease(claimed: Claimed, today: datetime) -> Claimed:
    delivery = claimed.delivery
    delivery.state = DeliveryState.SENDING
    delivery.fence += 1
    delivery.lease_until = today + LEASE
    return claimed
