"""Whatever people are called and are glad of: every card of wins fits, and no name is left out of a digest."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.cards import digests, reviews, walls, wins
from bot.cards.digests import Digest
from bot.cards.walls import Shelf, Wall
from bot.domain import digest
from bot.domain.reviews import LookBack
from bot.domain.wins import IMPACT, WORDS, Said, Win
from bot.domain.words import shortened, storable
from bot.features.walls import PAGE
from bot.messages.elements import Card
from bot.messages.wire import Action, pack
from tests.gallery.gladness import BO
from tests.gallery.test_limits import CHARACTERS, FITS, ROADMAP, Shown, _long, _texts

KINDS = ROADMAP.guide.win_categories
#: As a platform may call somebody.
NAME = 80
TYPED = some.text(some.characters(codec="utf-8"), min_size=1, max_size=WORDS)


def cards(name: str, said: Said) -> Iterator[Shown]:
    """Everything that a name and a win are in, with as many of them as one card can have."""
    win = replace(BO, number=10**12, author=name, said=said, cohort=10**9, kudos=10**4)
    shelf = Shelf(
        wins=tuple(replace(win, number=win.number + place) for place in range(PAGE)),
        kinds=KINDS,
        page=9999,
        more=True,
    )
    wall = Wall(cohort=10**9, name=name, shelf=shelf, reader=1, kind="x" * 48)
    yield wins.form(KINDS, Action("win", (str(10**9),)), said)
    yield wins.form(KINDS, Action("win", (str(10**9),)), words=said.words * 4)
    yield from (wins.told(win, KINDS[0]), wins.one(win, KINDS), wins.kudos(win, given=True))
    yield from (wins.shared(10**9, name), walls.wall(wall), walls.mine(shelf))
    yield full_digest(win)
    yield digests.more(27, page(name, digest.MORE))
    left = tuple(task for week in ROADMAP.weeks for task in week.tasks)
    own = LookBack(done=99, doing=99, skipped=99, shown=99, left=left, wins=(win,) * 99)
    yield reviews.look_back(ROADMAP, ROADMAP.phases[0], 10**9, own)


def full_digest(win: Win) -> Card:
    """As full a digest as there can be, with the longest figure."""
    told = (win,) * max(1, digest.ROOM // (len(win.said.words) + len(win.said.impact) + len(win.author[:40])))
    aside = max(ROADMAP.guide.market, key=lambda fact: len(fact.text + fact.caveat))
    weeks = tuple((week, 10**4) for week in range(20, 28))
    return digests.digest(
        Digest(
            cohort=10**9,
            week=27,
            full=told[: digest.MOST],
            named=page(win.author, digest.NAMES),
            more=True,
            checkins=10**4,
            energy=4.9,
            weeks=weeks,
            aside=aside,
        )
    )


def page(name: str, room: int) -> tuple[str, ...]:
    """As many of these names as a page has room for, each with a number."""
    short = [f"{number} {shortened(name, wins.NAME - 4)}" for number in range(room)]
    return digest.pages(short)[1 if room == digest.MORE else 0]


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_wins_and_names_fit(platform: str, character: str) -> None:
    said = Said(words=_long(character, WORDS), category="win", impact=_long(character, IMPACT), public=True)
    for shown in cards(_long(character, NAME), said):
        FITS[platform](shown)


@pytest.mark.parametrize("platform", FITS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TYPED, name=TYPED)
async def test_whatever_is_typed_fits(platform: str, words: str, name: str) -> None:
    words, name = storable(words), storable(name)[:NAME] or "n"
    for shown in cards(name, Said(words=words, category=words[:9], impact=words[:IMPACT], public=False)):
        FITS[platform](shown)


@pytest.mark.parametrize("character", CHARACTERS)
async def test_no_name_is_left_out_of_a_digest(character: str) -> None:
    said = Said(words=_long(character, WORDS), category="win", impact=_long(character, IMPACT), public=True)
    name = _long(character, NAME)
    for shown, names in (
        (full_digest(replace(BO, author=name, said=said)), page(name, digest.NAMES)),
        (digests.more(27, page(name, digest.MORE)), page(name, digest.MORE)),
    ):
        for platform, text in _texts(shown).items():
            assert [one for one in names if one not in text] == [], platform


def test_the_longest_action_of_the_wall_fits_the_wire() -> None:
    kind = max((one.slug for one in KINDS), key=len)
    assert len(pack(Action("wall.kudos", (str(10**12), kind, "9999", str(10**12))))) <= 100
