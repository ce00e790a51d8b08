"""A message whose answer was lost is tried again while Discord remembers its nonce, and parked after that."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Messenger, Outcome, Parcel, Retry, Sent, Unknown
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer

TO = Address(platform=Platform.DISCORD, workspace="900", channel="901")
POST = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=TO, card=Card(title="Week 3"), reader_zone="UTC")
POSTING = "POST .*/channels/901/messages"


@pytest.fixture
async def messenger(timed: DiscordServer, hands: SetClock) -> AsyncIterator[Messenger]:
    core = Parrot(lambda _: Reply(card=Card(title="T")))
    door = DiscordDoor(core, token=timed.token, clock=hands, api_base=timed.api, gateway=timed.socket)
    await door.start()
    yield door.messenger
    await door.close()


@pytest.mark.parametrize(("minutes", "became"), [(1, Sent), (3, Unknown)])
async def test_after_the_nonce_is_forgotten_nothing_is_said_a_second_time(
    timed: DiscordServer, hands: SetClock, messenger: Messenger, minutes: int, became: type[Outcome]
) -> None:
    timed.faults.lose(POSTING)
    first = await messenger.send(POST)
    hands.turn_to(hands.now() + timedelta(minutes=minutes))
    second = await messenger.send(POST)

    assert isinstance(first, Retry)
    assert isinstance(second, became)
    assert len(timed.world.posts("901")) == 1


async def test_a_message_that_was_only_refused_is_in_no_doubt(
    timed: DiscordServer, hands: SetClock, messenger: Messenger
) -> None:
    timed.faults.refuse(POSTING, lambda: refused(401, 0, "401: Unauthorized"))
    first = await messenger.send(POST)
    hands.turn_to(hands.now() + timedelta(hours=1))
    second = await messenger.send(POST)

    assert isinstance(first, Retry)
    assert isinstance(second, Sent)
