"""The bridge carries rounds out beside everything else: small ones on a thread, large ones in a process."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.bridge import Bridge
from bot.core import Core
from bot.domain.pairing.solving import Puzzle, Solution
from bot.domain.pairing.states import Kind
from tests.support.matching import asks, found, mentors
from tests.support.worlds import World


@pytest.fixture
def due(world: World) -> World:
    """A world in which a round of mentors is due."""
    world.starts_cohort()
    world.comes_to("2027-01-05 10:00 Europe/Berlin")
    mentors(world, "Ana")
    asks(world, "Bo")
    world.comes_to("2027-01-05 11:00 Europe/Berlin")
    return world


@pytest.fixture(params=[200, 0], ids=["on-a-thread", "in-a-process"])
def bridge(due: World, request: pytest.FixtureRequest) -> Iterator[Bridge]:
    """One that solves rounds of more than so many people in a process of their own."""
    with closing(Bridge(due.core, many=request.param)) as made:
        yield made


async def test_a_due_round_is_solved_and_kept(due: World, bridge: Bridge) -> None:
    while await bridge.plan():
        pass

    assert [one.names for one in found(due)] == [("Bo", "Ana")]


class Breaking(Core):
    """A core that cannot keep its first round."""

    broken = False

    def keep_round(self, solution: Solution) -> None:
        """Keep what came out; but not the first."""
        if not self.broken:
            self.broken = True
            raise RuntimeError("the disk is full")
        super().keep_round(solution)


async def test_a_round_that_fails_holds_up_no_other_and_comes_again_a_minute_later(
    due: World, caplog: pytest.LogCaptureFixture
) -> None:
    core = Breaking(due.database, due.library, due.clock, due.core._rng)
    with closing(Bridge(core)) as bridge:
        while await bridge.plan():
            pass
        assert found(due) == []
        assert "cannot carry out round" in caplog.text
        assert "the disk is full" not in caplog.text
        due.comes_to("2027-01-05 11:02 Europe/Berlin")
        while await bridge.plan():
            pass

    assert [one.names for one in found(due)] == [("Bo", "Ana")]


async def test_nothing_is_held_while_a_round_is_solved(due: World) -> None:
    while due.core.plan(50):
        pass
    puzzles: list[Puzzle] = []
    while puzzle := due.core.begin_round():
        puzzles.append(puzzle)
    assert len(puzzles) == 1

    due.says("Chen", "/cohort join")  # on SQLite a writer would wait for whoever holds the file

    due.core.keep_round(puzzles[0].solved())
    assert len(found(due, Kind.MENTOR)) == 1
