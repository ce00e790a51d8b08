"""Pictures in the playground: on the page with their words, from its own origin, and never in a message's way."""

import re
from dataclasses import replace

import pytest

from adapters.web import pictures
from adapters.web.shelf import Shelf
from bot.messages.elements import Card
from bot.ports import Sent
from bot.replies import Reply
from tests.adapters.web.scenes import Scene
from tests.support.sketches import DOT, WINS, Easel, endless, torn
from tests.support.web_parrot import parcel

CARD = Card(title="Week 3", picture=WINS)
SHOWN = re.compile(r'<img class="picture" src="(/pictures/[0-9a-f]{32}\.png)" alt="([^"]*)">')


def shelf(scene: Scene) -> Shelf:
    return scene.playground._shelf


async def test_an_answer_shows_its_picture_with_its_words(scene: Scene) -> None:
    scene.parrot.answer = lambda _: Reply(card=CARD)
    await scene.says_as_bo("/win wall")

    [(address, alt)] = SHOWN.findall(shelf(scene).read("@bo", 1)[0].html)

    assert alt == WINS.alt
    async with scene.session.get(scene.base + address) as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", DOT)
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_post_shows_its_picture_and_the_page_is_not_kept_for_it(scene: Scene) -> None:
    assert isinstance(await scene.playground.messenger.send(parcel(CARD)), Sent)

    async with scene.session.get(scene.base + "/") as response:
        assert len(SHOWN.findall(await response.text())) == 1
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["0" * 32, "..%2F..%2Fsegue", "x"])
async def test_a_picture_that_was_never_shown_is_not_there(scene: Scene, name: str) -> None:
    async with scene.session.get(f"{scene.base}/pictures/{name}.png") as response:
        assert response.status == 404


@pytest.mark.parametrize("easel", [torn, endless])
async def test_a_picture_that_cannot_be_drawn_is_said_in_words(
    scene: Scene, easel: Easel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scene.parrot.easel = easel
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)

    assert isinstance(await scene.playground.messenger.send(parcel(CARD)), Sent)

    [post] = shelf(scene).read("#ml-switch", 1)
    assert f'<p class="picture">{WINS.alt}</p>' in post.html
    assert WINS.title not in caplog.text


async def test_its_words_are_only_words(scene: Scene) -> None:
    hostile = replace(CARD, picture=replace(WINS, alt='"><script>alert(1)</script>'))

    await scene.playground.messenger.send(parcel(hostile))

    [post] = shelf(scene).read("#ml-switch", 1)
    assert "<script" not in post.html


async def test_beginning_anew_takes_the_pictures_down(scene: Scene) -> None:
    await scene.playground.messenger.send(parcel(CARD))
    [(address, _)] = SHOWN.findall(shelf(scene).read("#ml-switch", 1)[0].html)

    shelf(scene).clear()

    async with scene.session.get(scene.base + address) as response:
        assert response.status == 404
