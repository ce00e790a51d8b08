"""Limits: a place that is limited holds up no other one, every limit ends, and nothing is said twice after it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from prometheus_client import REGISTRY

from adapters.discord import brakes
from adapters.discord.brakes import Brakes
from adapters.discord.client import DiscordDoor
from adapters.discord.outbound import DiscordMessenger
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Messenger, Outcome, Parcel, Retry, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import limited, refused
from tests.support.discord.server import DiscordServer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CHANNEL = Address(platform=Platform.DISCORD, workspace="900", channel="901")
BO = Address(platform=Platform.DISCORD, workspace="900", user="12")
POST = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=CHANNEL, card=Card(title="Week 3"), reader_zone="UTC")
NOTE = replace(POST, key="d2", to=BO)
POSTING, ANY_POST = "POST .*/channels/901/messages", "POST .*/messages"
WAIT = "Discord asked to wait"
#: Seconds that a test waits for what should come at once.
LONG = 15


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def door(server: DiscordServer, clock: SetClock) -> AsyncIterator[DiscordDoor]:
    core = Parrot(lambda _: Reply(card=Card(title="T")))
    door = DiscordDoor(core, token=server.token, clock=clock, api_base=server.api, gateway=server.socket)
    await door.start()
    try:
        yield door
    finally:
        await door.close()


@pytest.fixture
def messenger(door: DiscordDoor) -> Messenger:
    return door.messenger


def hurried(door: DiscordDoor, clock: SetClock) -> DiscordMessenger:
    return DiscordMessenger(door._client, Parrot(lambda _: Reply(card=Card(title="T"))), clock, patience=0.1)


def asked(server: DiscordServer) -> int:
    return sum("/messages" in one for one in server.faults.seen)


async def test_a_short_limit_is_waited_out_and_said_once(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(0.05, everywhere=False, gate=False), times=3)

    assert isinstance(await messenger.send(POST), Sent)
    assert len(server.world.posts("901")) == 1


async def test_a_channel_that_is_limited_holds_up_no_other_one(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(0.4, everywhere=False, gate=False))
    came: list[Outcome] = []

    async def say(parcel: Parcel) -> None:
        came.append(await messenger.send(parcel))

    await asyncio.wait_for(asyncio.gather(say(POST), say(NOTE), say(replace(NOTE, key="d3"))), LONG)

    refs = [one.ref for one in came if isinstance(one, Sent)]
    assert len(refs) == 3
    assert server.world.messages[refs[-1]].channel == "901"


async def test_a_long_limit_is_the_postmans_to_wait_for_and_of_this_channel_alone(
    server: DiscordServer, messenger: Messenger, clock: SetClock
) -> None:
    before = REGISTRY.get_sample_value("segue_provider_429_total", {"platform": "discord", "scope": "post"}) or 0
    server.faults.refuse(POSTING, lambda: limited(90, everywhere=False, gate=False))
    first = await messenger.send(POST)
    again = await messenger.send(POST)
    elsewhere = await messenger.send(NOTE)
    clock.turn_to(NOW + timedelta(seconds=91))
    later = await messenger.send(POST)

    assert (first, again) == (Retry(NOW + timedelta(seconds=90), WAIT),) * 2
    assert isinstance(elsewhere, Sent)
    assert isinstance(later, Sent)
    assert asked(server) == 3
    after = REGISTRY.get_sample_value("segue_provider_429_total", {"platform": "discord", "scope": "post"})
    assert after == before + 1


async def test_a_limit_at_the_gate_is_honoured_by_everything(
    server: DiscordServer, messenger: Messenger, clock: SetClock
) -> None:
    server.faults.refuse(POSTING, lambda: limited(42, everywhere=False, gate=True))

    became = [await messenger.send(POST), await messenger.send(NOTE)]

    assert became == [Retry(NOW + timedelta(seconds=42), WAIT)] * 2
    assert asked(server) == 1
    clock.turn_to(NOW + timedelta(seconds=43))
    assert isinstance(await messenger.send(NOTE), Sent)


async def test_lines_that_are_opened_too_fast_wait_together_and_channels_go_on(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.faults.refuse("POST .*/users/@me/channels", lambda: refused(400, 40003, "too fast"))

    became = [await messenger.send(replace(NOTE, to=replace(BO, user=user))) for user in ("12", "13")]

    assert became == [Retry(NOW + timedelta(minutes=10), WAIT)] * 2
    assert isinstance(await messenger.send(POST), Sent)


async def test_a_limit_that_names_no_time_is_honoured_too(server: DiscordServer, messenger: Messenger) -> None:
    def nameless() -> web.StreamResponse:
        answer = refused(429, 40003, "You are opening direct messages too fast")
        answer.headers["Via"] = "1.1 stand-in"
        return answer

    server.faults.refuse(ANY_POST, nameless)

    assert await messenger.send(NOTE) == Retry(NOW + timedelta(minutes=10), WAIT)


async def test_a_global_limit_holds_everything_up_and_ends(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(0.2, everywhere=True, gate=False))

    became = await asyncio.wait_for(asyncio.gather(messenger.send(POST), messenger.send(NOTE)), LONG)

    assert all(isinstance(one, Sent) for one in became)
    assert len(server.world.messages) == 2


async def test_a_global_limit_that_outlasts_our_patience_holds_nobody_up_afterwards(
    server: DiscordServer, door: DiscordDoor, clock: SetClock
) -> None:
    messenger = hurried(door, clock)
    server.faults.refuse(POSTING, lambda: limited(20, everywhere=True, gate=False))

    first = await messenger.send(POST)
    second = await asyncio.wait_for(messenger.send(POST), LONG)

    assert first == Retry(NOW + timedelta(seconds=15), "Discord took too long")
    assert isinstance(second, Sent)


async def test_a_send_that_is_cancelled_while_it_waits_leaves_no_lock_behind(
    server: DiscordServer, door: DiscordDoor
) -> None:
    server.faults.refuse(POSTING, lambda: limited(20, everywhere=True, gate=False))
    sending = asyncio.create_task(door.messenger.send(POST))
    while door._client.http._global_over.is_set():
        await asyncio.wait({sending}, timeout=0.01)
    sending.cancel()
    await asyncio.wait({sending})

    assert sending.cancelled()
    assert isinstance(await asyncio.wait_for(door.messenger.send(POST), LONG), Sent)


def test_brakes_hold_their_place_alone_and_end_by_themselves(clock: SetClock) -> None:
    held, later = Brakes(clock), NOW + timedelta(minutes=1)
    held.press(brakes.place(POST), later)
    held.press(brakes.place(POST), NOW + timedelta(seconds=1))

    assert held.until(POST) == later
    assert held.until(replace(POST, instead="5")) is None
    assert held.until(NOTE) is None
    clock.turn_to(later)
    assert held.until(POST) is None


def test_brakes_that_are_over_are_forgotten(clock: SetClock) -> None:
    held = Brakes(clock)
    for number in range(brakes.REMEMBERED):
        held.press(str(number), NOW)
    held.press("new", NOW + timedelta(seconds=5))

    assert list(held._until) == ["new"]
