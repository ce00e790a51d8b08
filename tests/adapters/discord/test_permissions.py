"""With what the invite asks for, and nothing else, segue says everything; without any of it, something is lost."""

from collections.abc import AsyncIterator

import pytest

from adapters.discord import permissions
from bot.messages.elements import Card, Text
from bot.ports import Address, Messenger, Parcel, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord import permissions as local
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.server import DiscordServer
from tests.support.sketches import WINS

CHANNEL = "901"
CARD = Card(title="Week 3", body=(Text(("Three wins.",)),), picture=WINS)
#: https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
BITS = {
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "attach_files": 1 << 15,
    "send_messages_in_threads": 1 << 38,
    "create_private_threads": 1 << 36,
}
#: Of a post in a channel, and of one in a thread: whether it came, and whether its picture did.
EVERYTHING = [(True, True), (True, True)]


@pytest.fixture
async def messenger(server: DiscordServer) -> AsyncIterator[Messenger]:
    async with connected(Parrot(lambda _: Reply(card=CARD)), server) as door:
        yield door.messenger


def grants(server: DiscordServer, *names: str) -> None:
    """The bot may do these things in the server and nothing else; nobody may do anything by being there."""
    bits = sum(BITS[name] for name in names)
    for role in server.world.guilds["900"].roles.values():
        role.permissions = bits if role.bot else 0


async def says(server: DiscordServer, messenger: Messenger) -> list[tuple[bool, bool]]:
    thread = await server.life.opens_thread(CHANNEL, "Spring")
    outcomes = [await messenger.send(parcel(place)) for place in (CHANNEL, thread.id)]
    pictured = [any(post.attachments for post in server.world.posts(place)) for place in (CHANNEL, thread.id)]
    return [(isinstance(outcome, Sent), shown) for outcome, shown in zip(outcomes, pictured, strict=True)]


def parcel(channel: str) -> Parcel:
    to = Address(platform=Platform.DISCORD, workspace="900", channel=channel)
    return Parcel(delivery=1, fence=1, kind="digest", key=f"d-{channel}", to=to, card=CARD, reader_zone="UTC")


async def test_what_the_invite_asks_for_is_enough(server: DiscordServer, messenger: Messenger) -> None:
    grants(server, *permissions.ASKED)

    assert await says(server, messenger) == EVERYTHING


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("view_channel", [(False, False), (False, False)]),
        ("send_messages", [(False, False), (True, True)]),
        ("send_messages_in_threads", [(True, True), (False, False)]),
        ("attach_files", [(True, False), (True, False)]),
    ],
)
async def test_each_of_it_is_needed(
    server: DiscordServer, messenger: Messenger, name: str, left: list[tuple[bool, bool]]
) -> None:
    grants(server, *(permissions.ASKED.keys() - {name}))

    assert name in permissions.ASKED
    assert await says(server, messenger) == left


def test_the_local_discord_is_invited_with_the_same() -> None:
    assert local.INVITED == permissions.asked().value == sum(BITS.values())
