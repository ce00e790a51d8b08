"""A room in the playground: shown to each of those it is for, and to nobody else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web.outbound import ShelfMessenger
from adapters.web.pictures import Pictures
from adapters.web.shelf import Shelf
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Failed, Parcel, Sent
from bot.requests import Platform
from tests.adapters.web.scenes import answer
from tests.support.web_parrot import Parrot

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf.sqlite3")


@pytest.fixture
def messenger(shelf: Shelf) -> ShelfMessenger:
    return ShelfMessenger(shelf, Pictures(Parrot(answer), shelf), SetClock(NOW))


def room(*users: str, card: str = "Ana and Bo") -> Parcel:
    to = Address(platform=Platform.WEB, workspace="playground", channel="ml-switch", users=users)
    shown = Card(title=card)
    return Parcel(delivery=7, fence=1, kind="pairing-room", key="d7", to=to, card=shown, reader_zone="UTC")


async def test_each_of_them_sees_it_and_nobody_else(shelf: Shelf, messenger: ShelfMessenger) -> None:
    outcome = await messenger.send(room("ana", "bo", "esha"))

    assert isinstance(outcome, Sent)
    seen = {box: shelf.count(box) for box in ("@ana", "@bo", "@esha", "@chen", "#ml-switch")}
    assert seen == {"@ana": 1, "@bo": 1, "@esha": 1, "@chen": 0, "#ml-switch": 0}


async def test_one_that_comes_again_is_said_once(shelf: Shelf, messenger: ShelfMessenger) -> None:
    first, again = await messenger.send(room("ana", "bo")), await messenger.send(room("ana", "bo", card="Afresh"))

    assert again == first
    assert (shelf.count("@ana"), shelf.count("@bo")) == (1, 1)


async def test_with_somebody_who_is_nobody_there_is_none(shelf: Shelf, messenger: ShelfMessenger) -> None:
    assert await messenger.send(room("ana", "zoe")) == Failed("The playground has no such channel or person.")
    assert shelf.count("@ana") == 0


async def test_a_hostile_name_is_shown_as_it_stands(shelf: Shelf, messenger: ShelfMessenger) -> None:
    await messenger.send(room("ana", "bo", card="<script>alert(1)</script> and Bo"))

    [said] = shelf.read("@ana", 10)
    assert "<script>" not in said.html
