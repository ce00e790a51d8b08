"""Pictures on Discord: attached and shown with their words, in posts and in answers, and never in a message's way."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.discord import pictures
from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Text
from bot.messages.wire import Action
from bot.ports import Address, Messenger, Parcel, Retry, Sent, Skipped
from bot.replies import Reply
from bot.requests import Click, CommandSpec, Platform, Request, Role
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import Json, Message, walk
from tests.support.sketches import DOT, WINS, endless, torn

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
GALLERY = 12
AGAIN = Button(label="Again", action=Action("again"))
CARD = Card(title="Week 3", body=(Text(("Three wins.",)),), controls=(AGAIN,), picture=WINS)
WIN = CommandSpec(path=("win",), summary="Wins", example="/win", role=Role.ANYONE)
TO = Address(platform=Platform.DISCORD, workspace="900", channel="901")
PARCEL = Parcel(delivery=1, fence=1, kind="digest", key="d1", to=TO, card=CARD, reader_zone="UTC")


def answer(request: Request) -> Reply:
    """The card; in the place of what was pressed."""
    return Reply(card=replace(CARD, title="Again") if isinstance(request, Click) else CARD, replaces=True)


@pytest.fixture
def core() -> Parrot:
    return Parrot(answer, commands=(WIN,))


@pytest.fixture
async def door(server: DiscordServer, core: Parrot) -> AsyncIterator[DiscordDoor]:
    door = DiscordDoor(core, token=server.token, clock=SetClock(NOW), api_base=server.api, gateway=server.socket)
    await door.start()
    yield door
    await door.close()


@pytest.fixture
def messenger(door: DiscordDoor) -> Messenger:
    return door.messenger


def shown(message: Message | Json) -> list[Json]:
    """What the galleries of a message show."""
    assert isinstance(message, Message)
    return [item for one in walk(message.components) if one["type"] == GALLERY for item in one["items"]]


def carried(message: Message | Json) -> list[tuple[str, str, bytes]]:
    """Names, words and bytes of what a message carries."""
    assert isinstance(message, Message)
    return [(one["filename"], one["description"], one["content"]) for one in message.attachments]


async def test_a_post_shows_its_picture_with_its_words(server: DiscordServer, messenger: Messenger) -> None:
    assert isinstance(await messenger.send(PARCEL), Sent)

    [post] = server.world.posts("901")
    assert carried(post) == [("picture.png", WINS.alt, DOT)]
    assert [(item["media"]["url"], item["description"]) for item in shown(post)] == [
        ("attachment://picture.png", WINS.alt)
    ]
    assert post.nonce == "d1"


async def test_a_note_shows_its_picture_too(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(replace(PARCEL, to=replace(TO, channel=None, user="12")))

    [note] = server.world.posts(server.world.private["12"])
    assert len(shown(note)) == 1


async def test_an_answer_shows_its_picture_to_one_person(
    server: DiscordServer, door: DiscordDoor, people: People
) -> None:
    seen = await people.types("Bo", "/win")

    assert isinstance(seen, Message)
    assert seen.reader == "12"
    assert carried(seen) == [("picture.png", WINS.alt, DOT)]
    assert len(shown(seen)) == 1
    assert server.faults.invalid == []


async def test_an_answer_in_place_shows_its_picture(server: DiscordServer, door: DiscordDoor, people: People) -> None:
    first = await people.types("Bo", "/win")

    second = await people.presses("Bo", "Again")

    assert second is first
    assert len(carried(second)) == len(shown(second)) == 1
    assert server.faults.invalid == []


async def test_an_answer_whose_picture_takes_a_while_is_deferred_and_follows(
    server: DiscordServer, core: Parrot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.easel = endless
    monkeypatch.setattr(pictures, "PATIENCE", 0.2)
    async with connected(core, server, patience=0.05):
        seen = await people.types("Bo", "/win")

    assert shown(seen) == []
    assert isinstance(seen, Message)
    assert "Wins per week" in seen.text


@pytest.mark.parametrize("easel", [torn, endless])
async def test_a_post_whose_picture_cannot_be_drawn_says_it_in_words(
    server: DiscordServer, core: Parrot, messenger: Messenger, easel: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "easel", easel)
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)

    assert isinstance(await messenger.send(PARCEL), Sent)

    [post] = server.world.posts("901")
    assert (shown(post), carried(post)) == ([], [])
    assert "Wins per week" in post.text


@pytest.mark.parametrize(
    ("status", "code"), [(403, 50013), (400, 50035), (413, 40005), (413, 0), (400, 50045), (403, 400001)]
)
async def test_where_no_picture_may_be_attached_the_post_goes_without(
    server: DiscordServer, messenger: Messenger, status: int, code: int
) -> None:
    server.faults.refuse("POST .*/channels/901/messages", lambda: refused(status, code, "no"))

    assert isinstance(await messenger.send(PARCEL), Sent)

    [post] = server.world.posts("901")
    assert shown(post) == []


async def test_where_no_picture_may_be_attached_the_answer_goes_without(
    server: DiscordServer, door: DiscordDoor, people: People
) -> None:
    server.faults.refuse("POST .*/callback", lambda: refused(413, 40005, "Request entity too large"))

    seen = await people.types("Bo", "/win")

    assert shown(seen) == []


async def test_what_is_refused_for_another_reason_is_not_tried_without(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.world.person("Bo").takes_messages = False

    outcome = await messenger.send(replace(PARCEL, to=replace(TO, channel=None, user="12")))

    assert outcome == Skipped("their direct messages are closed", closed=True)
    assert len([asked for asked in server.faults.seen if asked.endswith("/messages")]) == 1


async def test_a_lost_answer_and_another_try_post_one_picture(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.lose("POST .*/channels/901/messages")

    assert isinstance(await messenger.send(PARCEL), Retry)
    assert isinstance(await messenger.send(PARCEL), Sent)

    [post] = server.world.posts("901")
    assert len(shown(post)) == 1


async def test_a_changed_message_loses_the_picture_it_no_longer_has(
    server: DiscordServer, messenger: Messenger
) -> None:
    first = await messenger.send(PARCEL)
    assert isinstance(first, Sent)

    await messenger.send(replace(PARCEL, card=Card(title="Taken back"), instead=first.ref))

    [post] = server.world.posts("901")
    assert (shown(post), carried(post)) == ([], [])


async def test_a_card_with_a_picture_and_everything_else_fits(server: DiscordServer, messenger: Messenger) -> None:
    buttons = tuple(Button(label=f"Number {number}", action=Action("press", (str(number),))) for number in range(60))
    crowded = replace(CARD, body=(Text(("word " * 500,)),) * 60, controls=buttons, footnote=("word " * 300,))
    wordy = replace(crowded, picture=replace(WINS, alt="*word* " * 1000))

    assert isinstance(await messenger.send(replace(PARCEL, card=wordy)), Sent)
    assert server.faults.invalid == []
