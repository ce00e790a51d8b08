"""The playground's messenger."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web.outbound import ShelfMessenger
from adapters.web.pictures import Pictures
from adapters.web.shelf import Shelf
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Failed, Retry, Sent, Skipped
from bot.requests import Platform
from tests.adapters.web.scenes import answer
from tests.support.web_parrot import Parrot, parcel

CARD = Card(title="Week 1")
NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf.sqlite3")


@pytest.fixture
def messenger(shelf: Shelf) -> ShelfMessenger:
    return ShelfMessenger(shelf, Pictures(Parrot(answer), shelf), SetClock(NOW))


async def test_a_post_is_on_the_shelf_when_it_counts_as_sent(shelf: Shelf, messenger: ShelfMessenger) -> None:
    outcome = await messenger.send(parcel(CARD))

    [message] = shelf.read("#ml-switch", 10)
    assert outcome == Sent(str(message.id))
    assert "Week 1" in message.html
    assert message.at == NOW


async def test_a_parcel_that_comes_again_after_a_kill_is_not_said_again(
    shelf: Shelf, messenger: ShelfMessenger
) -> None:
    first = await messenger.send(parcel(CARD, key="d7"))

    again = await messenger.send(replace(parcel(Card(title="Week 1, said afresh"), key="d7"), fence=2))

    assert again == first
    assert shelf.count("#ml-switch") == 1


async def test_a_private_note_reaches_one_person(shelf: Shelf, messenger: ShelfMessenger) -> None:
    await messenger.send(parcel(CARD, user="bo"))

    assert (shelf.count("@bo"), shelf.count("@ana"), shelf.count("#ml-switch")) == (1, 0, 0)


@pytest.mark.parametrize(
    "to",
    [
        Address(platform=Platform.WEB, workspace="playground", channel="elsewhere"),
        Address(platform=Platform.WEB, workspace="playground", user="zoe"),
        Address(platform=Platform.WEB, workspace="another", channel="ml-switch"),
        Address(platform=Platform.SLACK, workspace="playground", channel="ml-switch"),
    ],
)
async def test_what_is_not_in_the_playground_is_not_tried_again(messenger: ShelfMessenger, to: Address) -> None:
    assert isinstance(await messenger.send(replace(parcel(CARD), to=to)), Failed)


async def test_a_shelf_that_cannot_be_written_is_tried_again(
    shelf: Shelf, messenger: ShelfMessenger, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "shelf.sqlite3") as broken:
        broken.execute("DROP TABLE messages")
    broken.close()

    outcome = await messenger.send(parcel(CARD))

    assert isinstance(outcome, Retry)
    assert outcome.at > NOW


async def test_an_earlier_message_is_changed_where_it_stands(shelf: Shelf, messenger: ShelfMessenger) -> None:
    first = await messenger.send(parcel(CARD))
    await messenger.send(parcel(Card(title="Week 2"), key="d2"))
    assert isinstance(first, Sent)

    changed = await messenger.send(replace(parcel(Card(title="Taken back"), key="d3"), instead=first.ref))

    taken_back, after = shelf.read("#ml-switch", 10)
    assert changed == first
    assert ("Taken back" in taken_back.html, taken_back.edition) == (True, 1)
    assert "Week 2" in after.html


@pytest.mark.parametrize("instead", ["99", "no number", "1"])
async def test_a_message_that_is_not_there_is_not_said_again(
    shelf: Shelf, messenger: ShelfMessenger, instead: str
) -> None:
    await messenger.send(parcel(Card(title="Private"), user="bo"))

    outcome = await messenger.send(replace(parcel(CARD, key="d2"), instead=instead))

    assert outcome == Skipped("the message is no longer in the playground")
    assert shelf.count("#ml-switch") == 0
    assert "Private" in shelf.read("@bo", 1)[0].html
