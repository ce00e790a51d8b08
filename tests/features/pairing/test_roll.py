"""Before people are brought together, the doors are asked who left; no round waits for them for long."""

import asyncio

import pytest

from bot import bridge
from bot.domain.pairing.states import Cause, Kind
from bot.requests import Platform
from bot.store.models import Cohort
from bot.store.queries.pairing import rounds
from tests.support.worlds import World


@pytest.fixture
def spring(world: World) -> World:
    """Spring, with a round of buddies due now."""
    world.starts_cohort()
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    with world.database.begin() as session:
        rounds.call(session, session.get_one(Cohort, 1), Kind.BUDDY, Cause.DEMAND, world.clock.now())
    return world


class Door:
    """Notes which workspaces it was asked about, and then does what it is told."""

    def __init__(self, error: Exception | None = None, forever: bool = False) -> None:
        self.asked: list[frozenset[str]] = []
        self._error, self._forever = error, forever

    async def roll(self, workspaces: frozenset[str]) -> None:
        """Note it."""
        self.asked.append(workspaces)
        if self._error:
            raise self._error
        if self._forever:
            await asyncio.Event().wait()


def is_due(world: World) -> bool:
    with world.database.begin() as session:
        return rounds.due(session, world.clock.now()) is not None


async def test_the_workspaces_of_a_round_are_asked_before_it_and_once(spring: World) -> None:
    here, elsewhere = Door(), Door()
    spring.bridge.before_rounds(Platform.WEB, here.roll)
    spring.bridge.before_rounds(Platform.DISCORD, elsewhere.roll)

    while await spring.bridge.plan():
        pass

    assert (here.asked, elsewhere.asked) == ([frozenset({"W1"})], [])
    assert not is_due(spring)


@pytest.mark.parametrize("error", [ConnectionError("away"), None], ids=["fails", "hangs"])
async def test_a_round_comes_whatever_becomes_of_the_roll(
    spring: World, error: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "ROLL", 0.01)
    door = Door(error, forever=error is None)
    spring.bridge.before_rounds(Platform.WEB, door.roll)

    while await spring.bridge.plan():
        pass

    assert door.asked
    assert not is_due(spring)
