"""A message whose answer was lost is tried again while Discord remembers its nonce, and parked after that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Outcome, Parcel, Retry, Sent, Unknown
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer
from tests.support.worlds import at

TO = Address(platform=Platform.DISCORD, workspace="900", channel="901")
POST = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=TO, card=Card(title="Week 3"), reader_zone="UTC")
POSTING = "POST .*/channels/901/messages"


@pytest.mark.parametrize(("minutes", "became"), [(1, Sent), (3, Unknown)])
async def test_after_the_nonce_is_forgotten_nothing_is_said_a_second_time(
    server: DiscordServer, minutes: int, became: type[Outcome]
) -> None:
    clock = SetClock(at("2027-01-04 09:00 UTC"))
    door = DiscordDoor(
        Parrot(lambda _: Reply(card=Card(title="T"))),
        token=server.token,
        clock=clock,
        api_base=server.api,
        gateway=server.socket,
    )
    await door.start()
    server.faults.lose(POSTING)
    first = await door.messenger.send(POST)
    clock.turn_to(clock.now() + timedelta(minutes=minutes))
    second = await door.messenger.send(POST)
    await door.close()

    assert isinstance(first, Retry)
    assert isinstance(second, became)
    assert len(server.world.posts("901")) == 1


async def test_a_message_that_was_only_refused_is_in_no_doubt(server: DiscordServer) -> None:
    clock = SetClock(at("2027-01-04 09:00 UTC"))
    door = DiscordDoor(
        Parrot(lambda _: Reply(card=Card(title="T"))),
        token=server.token,
        clock=clock,
        api_base=server.api,
        gateway=server.socket,
    )
    await door.start()
    server.faults.refuse(POSTING, lambda: refused(401, 0, "401: Unauthorized"))
    first = await door.messenger.send(POST)
    clock.turn_to(clock.now() + timedelta(hours=1))
    second = await door.messenger.send(replace(POST, fence=2))
    await door.close()

    assert isinstance(first, Retry)
    assert isinstance(second, Sent)
