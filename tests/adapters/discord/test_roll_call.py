import asyncio

import pytest

from adapters.discord import roll_call
from adapters.discord.watch import Timing
from bot.messages.elements import Card
from bot.news import PersonNews
from bot.replies import Reply
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer

HASTY = Timing(gather=0.01, again=0.01, pace=0.0)
MEMBER = "GET .*/guilds/900/members/"


def core(*members: str, left: str = "") -> Parrot:
    parrot = Parrot(lambda _: Reply(card=Card(title="Hello")))
    parrot.cohorts, parrot.left = {"900": frozenset(members)}, frozenset(left.split())
    return parrot


def told(heard: Parrot) -> list[tuple[str, bool]]:
    return [(one.user, one.gone) for one in heard.told if isinstance(one, PersonNews)]


async def test_whoever_left_is_gone_and_whoever_came_back_is_there(server: DiscordServer) -> None:
    heard = core("12", "13", "14", "999", left="13")
    await server.life.leaves("Bo")

    async with connected(heard, server, timing=HASTY) as door:
        await door.call_roll()

    # Bo left, 999 is nobody on Discord, Chen came back; Dana is where she was.
    assert told(heard) == [("12", True), ("13", False), ("999", True)]


async def test_nothing_is_told_twice_of_whoever_is_known_to_be_gone(server: DiscordServer) -> None:
    heard = core("12", "14", left="12")
    await server.life.leaves("Bo")

    async with connected(heard, server, timing=HASTY) as door:
        await door.call_roll("900")

    assert told(heard) == []
    assert len([asked for asked in server.seen if "/members/" in asked]) == 2


async def test_before_rounds_a_server_is_asked_once_an_hour_and_others_are_not(server: DiscordServer) -> None:
    heard = core("12", "14")
    await server.life.leaves("Bo")

    async with connected(heard, server, timing=HASTY) as door:
        for servers in ({"900"}, {"900", "901"}, {"77"}):
            await door.refresh_roll(servers)

    assert told(heard) == [("12", True)]
    assert len([asked for asked in server.seen if "/members/" in asked]) == 2


async def test_a_server_that_is_down_is_asked_for_nobody(server: DiscordServer) -> None:
    heard = core("12")
    await server.life.outage()

    async with connected(heard, server, timing=HASTY) as door:
        await door.call_roll()

    assert [asked for asked in server.seen if "/members/" in asked] == []


async def test_when_discord_asks_to_wait_nobody_is_gone_for_it(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(roll_call, "AGAIN", 0.0)
    heard = core("12")
    await server.life.leaves("Bo")
    server.faults.refuse(MEMBER, lambda: refused(503, 0, "Service Unavailable"), times=2)

    async with connected(heard, server, timing=HASTY) as door:
        await door.call_roll()

    assert told(heard) == [("12", True)]
    assert caplog.text.count("asked again in 0 s") == 2


async def test_a_refusal_of_another_kind_says_nothing_of_a_person(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    heard = core("12", "13")
    server.faults.refuse(MEMBER, lambda: refused(403, 50001, "Missing Access"))
    await server.life.leaves("Chen")

    async with connected(heard, server, timing=HASTY) as door:
        await door.call_roll()

    assert told(heard) == [("13", True)]
    assert "HTTP 403, code 50001" in caplog.text


async def test_the_roll_is_called_by_itself_and_survives_a_fault(server: DiscordServer) -> None:
    heard = core("12")
    await server.life.leaves("Bo")
    heard.deaf = 1
    daily = Timing(gather=0.01, again=0.01, pace=0.0, first=0.0, daily=0.01)

    async with connected(heard, server, timing=daily):
        async with asyncio.timeout(60):
            await heard.heard_of(1)

    assert told(heard)[0] == ("12", True)
