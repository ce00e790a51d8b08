"""The ledger: what is claimed is held by one sender at a time, and only who holds it can record what became of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.ports import LEASE, Failed, Outcome, Parcel, Retry, Sent, Skipped, Unknown
from bot.requests import Platform
from bot.store.models import Cohort, Delivery, DeliveryState
from bot.store.queries import cohorts, ledger
from tests.support.worlds import World

HOUR = timedelta(hours=1)


@pytest.fixture
def opened(world: World) -> World:
    """A cohort has been started; one delivery, the news of it, is due."""
    world.starts_cohort()
    return world


def claim(world: World, limit: int = 10) -> tuple[Parcel, ...]:
    return world.core.claim((Platform.WEB,), limit)


def delivery(world: World) -> Delivery:
    with world.database.begin() as session:
        return session.scalars(select(Delivery)).one()


def lapse(world: World) -> None:
    """Let every lease have run out a second ago."""
    with world.database.begin() as session:
        session.execute(update(Delivery).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))


def test_a_claim_is_held_for_its_lease_by_the_clock_of_the_database(opened: World) -> None:
    [parcel] = claim(opened)

    held = delivery(opened)
    assert (held.state, held.fence, parcel.fence) == (DeliveryState.SENDING, 1, 1)
    assert held.lease_until is not None
    assert timedelta() < held.lease_until - datetime.now(UTC) <= LEASE + timedelta(seconds=5)
    assert claim(opened) == ()


def test_a_lapsed_claim_is_made_again_and_the_late_record_of_the_first_is_refused(opened: World) -> None:
    [first] = claim(opened)
    lapse(opened)

    [second] = claim(opened)

    assert (second.delivery, second.key, second.fence) == (first.delivery, first.key, 2)
    assert opened.core.settle([(first, Sent("late"))]) == 0
    assert delivery(opened).state is DeliveryState.SENDING
    assert opened.core.settle([(second, Sent("in time"))]) == 1
    assert delivery(opened).ref == "in time"


def test_what_became_of_a_delivery_is_recorded_once(opened: World) -> None:
    [parcel] = claim(opened)

    assert opened.core.settle([(parcel, Sent("1")), (parcel, Failed("again"))]) == 1
    assert (delivery(opened).state, delivery(opened).ref) == (DeliveryState.SENT, "1")


@pytest.mark.parametrize(
    ("outcome", "state", "ref", "reason"),
    [
        (Sent("1700000000.0001"), DeliveryState.SENT, "1700000000.0001", ""),
        (Skipped("no longer learns"), DeliveryState.SKIPPED, "", "no longer learns"),
        (Unknown("the line died"), DeliveryState.UNKNOWN, "", "the line died"),
        (Failed("no such channel"), DeliveryState.FAILED, "", "no such channel"),
        pytest.param(Sent("x" * 500), DeliveryState.SENT, "x" * 100, "", id="a long reference"),
        pytest.param(Failed("x" * 500), DeliveryState.FAILED, "", "x" * 200, id="a long reason"),
    ],
)
def test_every_end_is_written_down_and_final(
    opened: World, outcome: Outcome, state: DeliveryState, ref: str, reason: str
) -> None:
    [parcel] = claim(opened)

    opened.core.settle([(parcel, outcome)])

    ended = delivery(opened)
    assert (ended.state, ended.ref, ended.reason, ended.lease_until) == (state, ref, reason, None)
    lapse(opened)
    assert claim(opened) == ()


def test_a_retry_comes_back_at_its_time_and_not_sooner(opened: World) -> None:
    later = opened.clock.now() + HOUR
    [first] = claim(opened)
    opened.core.settle([(first, Retry(later, "busy"))])

    opened.clock.turn_to(later - timedelta(seconds=1))
    assert claim(opened) == ()
    assert opened.core.next_due() == later

    opened.clock.turn_to(later)
    [second] = claim(opened)
    assert (second.key, second.fence) == (first.key, 2)


def test_only_deliveries_of_the_platforms_that_run_are_claimed(opened: World) -> None:
    assert opened.core.claim((Platform.SLACK, Platform.DISCORD), 10) == ()
    assert len(opened.core.claim((Platform.SLACK, Platform.WEB), 10)) == 1


def test_the_oldest_are_claimed_first(opened: World) -> None:
    now = opened.clock.now()
    with opened.database.begin() as session:
        cohort = session.scalars(select(Cohort)).one()
        [channel] = cohorts.channels(session, cohort.id)
        targets = [ledger.to_channel(channel, now - hours * HOUR) for hours in (1, 3, 2, -1)]
        ledger.deliver(session, targets, kind="cohort-opened", subject="", until=now + HOUR)

    claimed = [parcel.delivery for parcel in claim(opened, 2) + claim(opened, 2) + claim(opened, 2)]

    with opened.database.begin() as session:
        oldest = session.scalars(select(Delivery.id).where(Delivery.due_at <= now).order_by(Delivery.due_at)).all()
    assert claimed == oldest
    assert len(claimed) == 4
