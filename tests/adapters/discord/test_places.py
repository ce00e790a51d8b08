"""Channels, threads and private lines as they change: what becomes of what was to be said there, and why."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord import codes
from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Messenger, Parcel, Retry, Sent, Skipped
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.server import DiscordServer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CHANNEL = Address(platform=Platform.DISCORD, workspace="900", channel="901")
BO = replace(CHANNEL, channel=None, user="12")
POST = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=CHANNEL, card=Card(title="Week 3"), reader_zone="UTC")


@pytest.fixture
async def messenger(server: DiscordServer) -> AsyncIterator[Messenger]:
    core = Parrot(lambda _: Reply(card=Card(title="T")))
    door = DiscordDoor(core, token=server.token, clock=SetClock(NOW), api_base=server.api, gateway=server.socket)
    await door.start()
    try:
        yield door.messenger
    finally:
        await door.close()


async def thread(server: DiscordServer) -> Parcel:
    """A post for a new thread."""
    opened = await server.life.opens_thread("901", "Spring")
    return replace(POST, to=replace(CHANNEL, channel=opened.id))


async def test_a_channel_that_was_deleted_is_lost(server: DiscordServer, messenger: Messenger) -> None:
    await server.life.deletes_channel("901")

    assert await messenger.send(POST) == codes.CHANNEL[10003]


@pytest.mark.parametrize(("taken", "code"), [("view_channel", 50001), ("send_messages", 50013)])
async def test_a_channel_without_a_permission_is_lost_until_it_is_given_back(
    server: DiscordServer, messenger: Messenger, taken: str, code: int
) -> None:
    await server.life.takes_permission("901", taken)
    refused = await messenger.send(POST)
    await server.life.gives_permission("901", taken)

    assert refused == codes.CHANNEL[code]
    assert isinstance(await messenger.send(POST), Sent)


async def test_an_archived_thread_opens_for_a_post(server: DiscordServer, messenger: Messenger) -> None:
    post = await thread(server)
    await server.life.archives_thread(str(post.to.channel))

    assert isinstance(await messenger.send(post), Sent)
    assert len(server.world.posts(str(post.to.channel))) == 1


async def test_a_change_in_an_archived_thread_waits_until_it_is_open_again(
    server: DiscordServer, messenger: Messenger
) -> None:
    post = await thread(server)
    first = await messenger.send(post)
    assert isinstance(first, Sent)
    change = replace(post, key="d2", card=Card(title="Taken back"), instead=first.ref)
    await server.life.archives_thread(str(post.to.channel))

    waits = await messenger.send(change)
    await messenger.send(replace(post, key="d3"))

    assert waits == Retry(NOW + timedelta(hours=1), "it waits until somebody opens the archived thread")
    assert await messenger.send(change) == first
    assert "Taken back" in server.world.messages[first.ref].text


@pytest.mark.parametrize("archived", [True, False])
async def test_a_locked_thread_is_lost_and_says_what_to_do(
    server: DiscordServer, messenger: Messenger, archived: bool
) -> None:
    post = await thread(server)
    await server.life.locks_thread(str(post.to.channel))
    await server.life.archives_thread(str(post.to.channel), archived=archived)

    assert await messenger.send(post) == codes.CHANNEL[160005]


async def test_a_line_that_was_closed_is_told_apart_and_can_open_again(
    server: DiscordServer, messenger: Messenger
) -> None:
    note = replace(POST, to=BO)
    server.life.closes_line("Bo")
    closed = await messenger.send(note)
    server.life.opens_line("Bo")

    assert closed == Skipped("their direct messages are closed", closed=True)
    assert isinstance(await messenger.send(note), Sent)


async def test_somebody_who_left_the_server_is_lost_and_the_channel_is_not(
    server: DiscordServer, messenger: Messenger
) -> None:
    await server.life.leaves("Bo")

    assert await messenger.send(replace(POST, to=BO)) == codes.PERSON[50278]
    assert isinstance(await messenger.send(POST), Sent)
