"""What Discord tells of servers, channels and people, and what becomes of a cohort that lives there."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import select

from adapters.discord.watch import Timing
from bot.requests import Platform
from bot.store.models import Account, Channel, Workspace
from tests.support.discord.bots import connected
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer
from tests.support.worlds import World, at

HASTY = Timing(gather=0.01, again=0.01, between=0.0, pace=0.0)
ANSWERS = {"Name": "Spring", "First day": "2027-01-04", "Time zone": "Europe/Berlin"}


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110  (what is waited for has no event)
            await asyncio.sleep(0.01)


@pytest.fixture
async def spring(world: World, server: DiscordServer, people: People) -> World:
    """Spring speaks in #ml-switch; Ana organises it, Bo and Chen are in it."""
    async with connected(world.bridge, server, timing=HASTY):
        await people.types("Ana", "/cohort start")
        await people.fills("Ana", ANSWERS)
        for who in ("Bo", "Chen"):
            await people.types(who, "/cohort join")
    return world


def lost(world: World) -> str:
    with world.database.begin() as session:
        return session.scalars(select(Channel.lost)).one()


def removed(world: World) -> bool:
    with world.database.begin() as session:
        return session.scalars(select(Workspace.gone_at)).one() is not None


def gone(world: World) -> list[str]:
    with world.database.begin() as session:
        return sorted(session.scalars(select(Account.external_id).where(Account.gone_at.is_not(None))))


def asked(server: DiscordServer) -> int:
    return len([one for one in server.seen if "/members/" in one])


async def test_a_cohort_whose_channel_was_deleted_meanwhile_has_lost_it(spring: World, server: DiscordServer) -> None:
    await server.life.deletes_channel("901")

    async with connected(spring.bridge, server, timing=HASTY):
        await until(lambda: lost(spring) != "")


async def test_a_channel_goes_on_once_segue_may_write_there_again(spring: World, server: DiscordServer) -> None:
    async with connected(spring.bridge, server, timing=HASTY):
        await server.life.takes_permission("901", "send_messages")
        await until(lambda: "may not write" in lost(spring))
    await server.life.gives_permission("901", "send_messages")
    spring.clock.turn_to(at("2027-01-02 12:00 Europe/Berlin"))

    async with connected(spring.bridge, server, timing=HASTY):
        await until(lambda: lost(spring) == "")


async def test_a_server_that_removed_segue_is_gone_until_it_lets_it_in_again(
    spring: World, server: DiscordServer
) -> None:
    await server.life.kicks()

    async with connected(spring.bridge, server, timing=HASTY):
        await until(lambda: removed(spring))
        spring.clock.turn_to(at("2027-01-02 12:00 Europe/Berlin"))
        await server.life.invites()
        await until(lambda: not removed(spring))


async def test_an_outage_removes_nothing(spring: World, server: DiscordServer, people: People) -> None:
    async with connected(spring.bridge, server, timing=HASTY):
        await server.life.outage()
        await server.life.recovers()
        await people.types("Bo", "/roadmap")

    assert not removed(spring)
    assert lost(spring) == ""


async def test_whoever_left_is_gone_and_back_when_they_are_back(spring: World, server: DiscordServer) -> None:
    await server.life.leaves("Bo")

    async with connected(spring.bridge, server, timing=HASTY) as door:
        await door.call_roll()
        away, known = gone(spring), spring.core.away(Platform.DISCORD, "900")
    spring.clock.turn_to(at("2027-01-02 12:00 Europe/Berlin"))
    await server.life.joins("Bo")
    async with connected(spring.bridge, server, timing=HASTY) as door:
        await door.call_roll()

    assert away == ["12"]
    assert known == {"12"}
    assert spring.core.away(Platform.DISCORD, "901") == frozenset()
    assert gone(spring) == []
    assert asked(server) == 6
