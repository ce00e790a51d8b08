"""The bridge draws on a thread of its own: nothing waits for a picture but who asked for it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridge import KEPT, Bridge
from bot.installation import Installation
from bot.messages.pictures import Picture
from bot.news import WorkspaceNews
from bot.pictures import drawing
from bot.requests import Platform
from tests.support.sketches import DOT, WINS
from tests.support.worlds import World


class Easel:
    """Draws a dot; remembers what it drew and on which thread, and waits for `may_draw`."""

    def __init__(self) -> None:
        self.drawn: list[Picture] = []
        self.threads: set[str] = set()
        self.may_draw = threading.Event()
        self.may_draw.set()

    def __call__(self, picture: Picture) -> bytes:
        assert self.may_draw.wait(10)
        self.drawn.append(picture)
        self.threads.add(threading.current_thread().name)
        return DOT


@pytest.fixture
def easel(monkeypatch: pytest.MonkeyPatch) -> Easel:
    easel = Easel()
    monkeypatch.setattr(drawing, "draw", easel)
    return easel


@pytest.fixture
def bridge(world: World, easel: Easel) -> Iterator[Bridge]:
    bridge = Bridge(world.core)
    yield bridge
    easel.may_draw.set()
    bridge.close()


async def test_a_picture_is_drawn_once_on_a_thread_of_its_own(bridge: Bridge, easel: Easel) -> None:
    first = await bridge.draw(WINS)
    again = await bridge.draw(replace(WINS))

    assert first == again == DOT
    assert easel.drawn == [WINS]
    assert all(name.startswith("pictures") for name in easel.threads)


async def test_only_so_many_pictures_are_kept(bridge: Bridge, easel: Easel) -> None:
    for number in range(KEPT + 1):
        await bridge.draw(replace(WINS, title=f"{number}"))
    await bridge.draw(replace(WINS, title="0"))

    assert len(easel.drawn) == KEPT + 2


async def test_the_core_answers_while_a_picture_is_drawn(bridge: Bridge, easel: Easel) -> None:
    easel.may_draw.clear()
    drawing = asyncio.create_task(bridge.draw(WINS))

    assert await asyncio.wait_for(bridge.next_due(), 10) is None

    assert not drawing.done()
    easel.may_draw.set()
    assert await drawing == DOT


async def test_what_cannot_be_drawn_is_raised_to_who_asked_and_tried_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Picture] = []
    monkeypatch.setattr(drawing, "draw", fails(tries))
    bridge = Bridge(world.core)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await bridge.draw(WINS)

    assert len(tries) == 2
    bridge.close()


def fails(tries: list[Picture]) -> Callable[[Picture], bytes]:
    def draw(picture: Picture) -> bytes:
        tries.append(picture)
        raise ZeroDivisionError

    return draw


async def test_an_installation_goes_in_and_comes_out(bridge: Bridge, world: World) -> None:
    here = Installation(
        platform=Platform.SLACK,
        workspace="T1",
        name="Acme",
        bot_user="U-bot",
        bot="B-bot",
        token="xoxb-1",
        installed_at=world.clock.now(),
    )
    await bridge.install(here)
    assert await bridge.installation(Platform.SLACK, "T1") == here

    assert await bridge.may_renew(Platform.SLACK, "T1")
    await bridge.renew(replace(here, token="xoxb-2"))

    assert await bridge.installation(Platform.SLACK, "T1") == replace(here, token="xoxb-2")


async def test_a_consent_is_opened_and_spent_once(bridge: Bridge, world: World) -> None:
    await bridge.open_consent("a" * 64, world.clock.now() + timedelta(minutes=10))

    assert [await bridge.spend_consent("a" * 64) for _ in range(2)] == [True, False]


async def test_news_are_heard_once(bridge: Bridge, world: World) -> None:
    news = WorkspaceNews(platform=Platform.SLACK, workspace="T1", gone=False, at=world.clock.now(), key="event-1")

    await bridge.hear(news)

    assert not await bridge.hear(news)


async def test_it_is_well_while_the_database_answers(bridge: Bridge, world: World) -> None:
    assert await bridge.well()

    nowhere = World("postgresql://segue@127.0.0.1:1/segue", world.library)
    assert not await nowhere.bridge.well()
    nowhere.close()
