"""Claims that are given up: what a process that died was sending is not held back by its lease."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot import wiring
from bot.ports import Parcel, Sent
from bot.requests import Platform
from bot.store.models import Delivery, DeliveryState
from scheduler.pacing import Pacing
from tests.support.worlds import World


def claim(world: World) -> tuple[Parcel, ...]:
    return world.core.claim((world.platform,), 10)


def states(world: World) -> list[DeliveryState]:
    with world.database.begin() as session:
        return list(session.scalars(select(Delivery.state)))


def test_what_was_being_sent_is_held_until_its_claim_is_given_up(world: World) -> None:
    world.starts_cohort()
    [first] = claim(world)
    held = claim(world)

    released = world.core.release()
    [second] = claim(world)

    assert held == ()
    assert released == 1
    assert (second.key, second.fence) == (first.key, first.fence + 1)
    assert world.core.settle([(first, Sent("late"))]) == 0


def test_slack_is_not_told_twice_what_it_may_have_heard(world: World) -> None:
    world.platform = Platform.SLACK
    world.starts_cohort()
    claim(world)

    world.core.release()

    assert claim(world) == ()
    assert states(world) == [DeliveryState.UNKNOWN]


@pytest.mark.parametrize(
    ("ago", "state"), [(timedelta(seconds=5), DeliveryState.SENDING), (timedelta(minutes=5), DeliveryState.UNKNOWN)]
)
def test_discord_is_told_again_only_while_it_remembers_the_nonce(
    world: World, ago: timedelta, state: DeliveryState
) -> None:
    world.platform = Platform.DISCORD
    world.starts_cohort()
    claim(world)
    with world.database.begin() as session:
        session.execute(update(Delivery).values(lease_until=datetime.now(UTC) - ago))

    claim(world)

    assert states(world) == [state]


def test_clockwork_gives_back_what_was_left_behind_where_one_process_owns_the_file(world: World) -> None:
    world.starts_cohort()
    claim(world)
    house = wiring.House(
        database=world.database, library=world.library, core=world.core, bridge=world.bridge, clock=world.clock
    )

    wiring.clockwork(house, {}, Pacing({}))

    assert len(claim(world)) == (1 if world.database.on_sqlite else 0)
