import asyncio
import threading
from collections.abc import Callable

import pytest
from discord.gateway import KeepAliveHandler
from prometheus_client import REGISTRY

from adapters.discord import budget
from adapters.discord.client import DiscordDoor
from adapters.discord.shards import Shards
from adapters.discord.watch import Timing
from bot.errors import Misconfigured, Severed
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import CommandSpec, Role
from tests.support.discord import gateway
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer

SPECS = (CommandSpec(path=("my",), summary="Your corner", example="/my", role=Role.ANYONE),)
#: Heartbeats come every 100 ms, and ten that are missing are a silence.
BEAT_MS = 100
HASTY = Timing(tick=0.02, silence=1.0, between=0.0)
CALM = Timing(tick=0.02, between=0.0)


def parrot() -> Parrot:
    return Parrot(lambda _: Reply(card=Card(title="Hello")), SPECS)


def made_anew(why: str) -> float:
    return REGISTRY.get_sample_value("segue_gateway_reconnects_total", {"platform": "discord", "why": why}) or 0.0


async def until(true: Callable[[], bool]) -> None:
    """Let everything else go on until it is."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110  (what is waited for has no event)
            await asyncio.sleep(0.01)


async def test_a_connection_that_is_open_and_silent_is_made_anew(server: DiscordServer, people: People) -> None:
    server.gateway.beat_ms, before = BEAT_MS, made_anew("silence")

    async with connected(parrot(), server, timing=HASTY) as door:
        server.gateway.freeze()
        await until(lambda: not door.connected)
        await until(lambda: door.connected)
        seen = await people.types("Bo", "/my")

    assert "Hello" in str(seen)
    assert (server.gateway.identified, server.gateway.resumed) == (1, 1)
    assert made_anew("silence") == before + 1


async def test_a_connection_whose_heartbeats_are_not_echoed_is_made_anew(server: DiscordServer) -> None:
    server.gateway.beat_ms = BEAT_MS

    async with connected(parrot(), server, timing=HASTY):
        server.gateway.zombie = True
        await until(lambda: server.gateway.resumed == 1)
        server.gateway.zombie = False

    assert server.gateway.identified == 1


async def test_a_connection_that_beats_is_left_alone(server: DiscordServer) -> None:
    server.gateway.beat_ms = BEAT_MS

    async with connected(parrot(), server, timing=HASTY) as door:
        await until(lambda: server.gateway.beats > 15)
        assert door.connected

    assert (server.gateway.identified, server.gateway.resumed) == (1, 0)


@pytest.mark.parametrize(("session", "why"), [("kept", "drop"), ("lost", "session")])
async def test_a_connection_that_breaks_is_counted_by_what_became_of_its_session(
    server: DiscordServer, session: str, why: str
) -> None:
    before = made_anew(why)

    async with connected(parrot(), server, timing=CALM) as door:
        if session == "lost":
            server.gateway.lose_session()
        server.gateway.drop()
        await until(lambda: made_anew(why) > before)
        assert door.connected

    assert server.gateway.resumed + server.gateway.identified == 2


async def test_when_discord_asks_everybody_to_come_again_the_session_goes_on(server: DiscordServer) -> None:
    async with connected(parrot(), server, timing=CALM) as door:
        await server.gateway.reconnect()
        await until(lambda: server.gateway.resumed == 1)
        await until(lambda: door.connected)

    assert server.gateway.identified == 1


async def test_silence_that_lasts_is_told_to_whoever_can_start_segue_again(server: DiscordServer) -> None:
    server.gateway.beat_ms = BEAT_MS
    grave = Timing(tick=0.02, silence=0.2, grave=0.6, between=0.0)

    async with connected(parrot(), server, timing=grave) as door:
        server.gateway.freeze(new=True)
        with pytest.raises(Severed, match="start segue again"):
            await asyncio.wait_for(door.ended(), 60)
        assert not door.connected


async def test_while_discord_itself_is_away_nobody_is_told_to_start_again(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.gateway.beat_ms = BEAT_MS
    grave = Timing(tick=0.02, silence=0.2, grave=0.3, between=0.0)

    async with connected(parrot(), server, timing=grave) as door:
        server.faults.refuse("GET .*/gateway/bot", lambda: refused(503, 0, "Service Unavailable"), times=1_000)
        server.gateway.freeze(new=True)
        await until(lambda: caplog.text.count("Discord cannot be reached") > 2)
        ended = asyncio.create_task(door.ended())
        done, _ = await asyncio.wait({ended}, timeout=0.05)
        ended.cancel()

    assert not done


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4013, 4014])
async def test_what_discord_ends_for_good_is_said_in_words(server: DiscordServer, code: int) -> None:
    async with connected(parrot(), server, timing=CALM) as door:
        await server.gateway.closes(code)
        with pytest.raises(Misconfigured, match=str(code)):
            await asyncio.wait_for(door.ended(), 60)
        assert not door.connected


async def test_a_gateway_that_is_late_does_not_keep_the_door_shut(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    server.gateway.freeze(new=True)
    late = Timing(tick=0.02, greeting=0.1, between=0.0)

    async with connected(parrot(), server, timing=late) as door:
        assert not door.connected
        assert "does not answer yet" in caplog.text
        await server.gateway.thaw()
        await until(lambda: door.connected)
        seen = await people.types("Bo", "/my")

    assert "Hello" in str(seen)


async def test_no_session_is_begun_beyond_what_discord_allows(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gateway, "MOST_IDENTIFIES", 1 + budget.RESERVE)

    async with connected(parrot(), server, timing=CALM):
        server.gateway.lose_session()
        server.gateway.drop()
        await until(lambda: "sessions are left" in caplog.text)
        assert server.gateway.identified == 1

    assert "5 sessions are left of Discord's 6 a day, too few to begin 1: waiting 86400 s" in caplog.text


async def test_a_door_that_is_closed_while_it_waits_leaves_no_heartbeat_behind(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gateway, "MOST_IDENTIFIES", 1 + budget.RESERVE)
    server.gateway.beat_ms = BEAT_MS

    async with connected(parrot(), server, timing=HASTY):
        server.gateway.lose_session()
        server.gateway.drop()
        await until(lambda: "sessions are left" in caplog.text)
        beating = [one for one in threading.enumerate() if isinstance(one, KeepAliveHandler)]

    for thread in beating:
        thread.join(5)
    assert beating
    assert not any(thread.is_alive() for thread in beating)
    assert all(connection.protocol is None for thread in beating if (connection := thread.ws.socket._conn))


async def test_the_first_session_waits_for_the_budget_too(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "MOST_IDENTIFIES", 0)

    async with connected(parrot(), server, timing=Timing(greeting=0.1)) as door:
        assert not door.connected
        assert door._budget.waiting

    assert server.gateway.identified == 0


async def test_a_process_serves_the_shards_it_was_given_and_the_first_registers(server: DiscordServer) -> None:
    async with connected(parrot(), server, timing=CALM, part=Shards(ids=(1, 2), of=4)) as door:
        assert [session.shard for session in server.gateway.sessions] == [(1, 4), (2, 4)]
        assert door.connected
        assert [asked for asked in server.seen if asked.startswith("PUT")] == []

    async with connected(parrot(), server, timing=CALM, part=Shards(ids=(0,), of=4)):
        assert len([asked for asked in server.seen if asked.startswith("PUT")]) == 1


async def test_one_shard_that_is_silent_is_enough_to_be_unheard(server: DiscordServer) -> None:
    server.gateway.beat_ms = BEAT_MS

    async with connected(parrot(), server, timing=HASTY, part=Shards(ids=(0, 1), of=2)) as door:
        assert door.connected
        [first, _] = server.gateway.sessions
        assert first.wire is not None
        first.wire.freeze()
        await until(lambda: not door.connected)


async def test_a_discord_that_is_unwell_at_the_start_is_said_in_words(server: DiscordServer) -> None:
    server.faults.refuse("GET .*/users/@me", lambda: refused(503, 0, "Service Unavailable"))

    with pytest.raises(Misconfigured, match=r"refused to begin \(HTTP 503"):
        async with connected(parrot(), server):
            raise AssertionError


async def test_a_door_that_is_closed_has_ended(server: DiscordServer) -> None:
    async with connected(parrot(), server, timing=CALM) as door:
        ended = asyncio.create_task(door.ended())

    await asyncio.wait_for(ended, 60)
    assert isinstance(door, DiscordDoor)
