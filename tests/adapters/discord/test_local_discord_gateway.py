"""The local Discord's gateway: what is missed, what is heard, and by whom."""

import asyncio

import pytest

from tests.support.discord.probe import Probe, Wire
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Json


async def ready(wire: Wire, *shard: int, intents: int = 1) -> Json:
    """The READY of a new session."""
    await wire.identifies(*shard, intents=intents)
    [event] = await wire.events(1)
    return dict(event["d"])


async def resumes(wire: Wire, session: str, seq: int, token: str = "stand-in") -> None:
    """HELLO, then RESUME."""
    await wire.frame()
    await wire.say(6, {"session_id": session, "seq": seq, "token": token})


def names(events: list[Json]) -> list[str]:
    return [str(event["t"]) for event in events]


async def test_what_was_missed_comes_on_a_resume_in_its_order_and_once(server: DiscordServer, probe: Probe) -> None:
    async with probe.wire() as wire:
        session = (await ready(wire))["session_id"]
        await wire.events(1)
        server.gateway.drop()
    await server.life.renames_channel("901", "first")
    await server.life.renames_channel("901", "second")
    async with probe.wire() as wire:
        await resumes(wire, session, 2)
        missed = await wire.events(3)
        await server.life.renames_channel("901", "third")
        [fresh] = await wire.events(1)

    assert [(one["s"], one["d"].get("name")) for one in missed] == [(3, "first"), (4, "second"), (5, None)]
    assert (names(missed)[2], fresh["s"], fresh["d"]["name"]) == ("RESUMED", 6, "third")


@pytest.mark.parametrize(("seq", "heard"), [(2, 9), (99, 4007)])
async def test_a_session_that_is_lost_or_ahead_is_not_resumed(
    server: DiscordServer, probe: Probe, seq: int, heard: int
) -> None:
    async with probe.wire() as wire:
        session = (await ready(wire))["session_id"]
        if heard == 9:
            server.gateway.lose_session()
        server.gateway.drop()
    async with probe.wire() as wire:
        await resumes(wire, session, seq)
        end = (await wire.frame())["op"] if heard == 9 else await wire.closed()

    assert (end, server.gateway.resumed) == (heard, 0)


async def test_a_session_ends_with_a_goodbye_and_outlives_a_break(server: DiscordServer, probe: Probe) -> None:
    async with probe.wire() as wire:
        await ready(wire)
        await wire.socket.close(code=4000)
    kept = len(server.gateway.sessions)
    async with probe.wire() as wire:
        await ready(wire)
        await wire.socket.close(code=1000)

    assert (kept, len(server.gateway.sessions)) == (1, 1)


@pytest.mark.parametrize(("code", "kept"), [(1001, 1), (4000, 1), (4004, 0), (4009, 0), (4013, 0), (4014, 0)])
async def test_some_goodbyes_of_discords_end_the_session(
    server: DiscordServer, probe: Probe, code: int, kept: int
) -> None:
    async with probe.wire() as wire:
        await ready(wire)
        await server.gateway.closes(code)
        heard = await wire.closed()

    assert (heard, len(server.gateway.sessions)) == (code, kept)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"token": "another"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 30}, 4013),
        ({"intents": 1 << 1}, 4014),
    ],
)
async def test_an_identify_that_does_not_fit_is_hung_up_on(probe: Probe, said: Json, code: int) -> None:
    async with probe.wire() as wire:
        await wire.frame()
        await wire.say(2, {"token": "stand-in", "intents": 1, "properties": {}} | said)

        assert await wire.closed() == code


async def test_too_many_servers_for_one_shard_are_refused(server: DiscordServer, probe: Probe) -> None:
    server.gateway.insists_from = 2
    server.world.crowd(1)
    async with probe.wire() as wire:
        await wire.identifies()
        alone = await wire.closed()
    async with probe.wire() as wire:
        shared = await ready(wire, 0, 2)

    assert (alone, shared["shard"]) == (4011, [0, 2])


async def test_every_shard_has_its_servers_and_hears_of_no_other(server: DiscordServer, probe: Probe) -> None:
    for number in (1, 2, 3):
        server.world.crowd(number)
    async with probe.wire() as even, probe.wire() as odd:
        first, second = await ready(even, 0, 2), await ready(odd, 1, 2)
        await even.events(2)
        await odd.events(2)
        await server.life.renames_server("Anew", str(3 << 22))
        await server.life.renames_server("Another", "900")
        [of_odd], [of_even] = await odd.events(1), await even.events(1)

    assert [one["id"] for one in first["guilds"]] == ["900", str(2 << 22)]
    assert [one["id"] for one in second["guilds"]] == [str(1 << 22), str(3 << 22)]
    assert (of_odd["d"]["name"], of_even["d"]["name"]) == ("Anew", "Another")


async def test_members_who_come_and_go_are_told_with_the_intent_alone(server: DiscordServer, probe: Probe) -> None:
    server.gateway.granted = 1 << 1
    async with probe.wire() as blind, probe.wire() as seeing:
        await ready(blind)
        await ready(seeing, intents=1 | 1 << 1)
        await server.life.leaves("Bo")
        await server.life.renames_channel("901", "after")
        heard = names(await seeing.events(3)), names(await blind.events(2))

    assert heard == (["GUILD_CREATE", "GUILD_MEMBER_REMOVE", "CHANNEL_UPDATE"], ["GUILD_CREATE", "CHANNEL_UPDATE"])


async def test_deeds_are_told_as_discord_tells_them(server: DiscordServer, probe: Probe) -> None:
    life = server.life
    async with probe.wire() as wire:
        await ready(wire)
        await wire.events(1)
        thread = (await life.opens_thread("901", "week 1")).id
        role = (await life.makes_role("spring", mentionable=True)).id
        await life.archives_thread(thread)
        await life.deletes_thread(thread)
        await life.deletes_role(role)
        await life.takes_permission("")
        await life.outage()
        await life.recovers()
        await life.deletes_channel("901")
        await life.kicks()
        told = await wire.events(11)

    assert names(told) == [
        *("THREAD_CREATE", "GUILD_ROLE_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "GUILD_ROLE_DELETE"),
        *("GUILD_ROLE_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_DELETE", "GUILD_CREATE", "CHANNEL_DELETE", "GUILD_DELETE"),
    ]
    assert [one["d"].get("unavailable", False) for one in told if one["t"] == "GUILD_DELETE"] == [True, False]


async def test_a_frozen_connection_says_and_hears_nothing_until_it_thaws(server: DiscordServer, probe: Probe) -> None:
    async with probe.wire() as wire:
        await ready(wire)
        await wire.events(1)
        server.gateway.freeze()
        await wire.say(1, 2)
        await server.life.renames_channel("901", "frozen")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(wire.frame(), 0.1)
        beats = server.gateway.beats
        await server.gateway.thaw()
        came = [await wire.frame() for _ in range(2)]

    assert (beats, server.gateway.beats) == (0, 1)
    assert [one["op"] for one in came] == [0, 11]


async def test_a_frozen_gateway_lets_new_connections_in_unless_they_freeze_too(
    server: DiscordServer, probe: Probe
) -> None:
    server.gateway.freeze()
    async with probe.wire() as wire:
        await ready(wire)
    server.gateway.freeze(new=True)
    async with probe.wire() as wire:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(wire.frame(), 0.1)


async def test_a_zombie_echoes_no_heartbeat_and_goes_on_otherwise(server: DiscordServer, probe: Probe) -> None:
    server.gateway.zombie = True
    async with probe.wire() as wire:
        await ready(wire)
        await wire.say(1, 1)
        await server.life.renames_channel("901", "alive")
        came = [await wire.frame() for _ in range(2)]

    assert names(came) == ["GUILD_CREATE", "CHANNEL_UPDATE"]


async def test_who_sends_more_than_120_frames_a_minute_is_hung_up_on(probe: Probe) -> None:
    async with probe.wire() as wire:
        await ready(wire)
        for _ in range(121):
            await wire.say(3, {})

        assert await wire.closed() == 4008


async def test_identifies_within_five_seconds_are_counted_as_hasty(server: DiscordServer, probe: Probe) -> None:
    for _ in range(2):
        async with probe.wire() as wire:
            await ready(wire)

    assert (server.gateway.identified, server.gateway.hasty) == (2, 1)


async def test_requests_to_come_again_and_invalid_sessions_are_said_to_everybody(
    server: DiscordServer, probe: Probe
) -> None:
    async with probe.wire() as wire:
        await ready(wire)
        await wire.events(1)
        await server.gateway.reconnect()
        await server.gateway.invalidate(resumable=True)
        kept = len(server.gateway.sessions)
        await server.gateway.invalidate()
        frames = [await wire.frame() for _ in range(3)]

    assert [(one["op"], one["d"]) for one in frames] == [(7, None), (9, True), (9, False)]
    assert (kept, server.gateway.sessions) == (1, ())


async def test_an_interaction_is_delivered_twice_when_told_to(server: DiscordServer, probe: Probe) -> None:
    server.gateway.doubling = True
    async with probe.wire() as wire:
        await ready(wire)
        await wire.events(1)
        await server.gateway.publish("INTERACTION_CREATE", {"id": "1"})
        await server.gateway.again()
        heard = await wire.events(3)

    assert [(one["t"], one["d"]["id"]) for one in heard] == [("INTERACTION_CREATE", "1")] * 3
    assert [one["s"] for one in heard] == [3, 4, 5]
