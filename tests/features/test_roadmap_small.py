"""A small pack about another subject: everything about a roadmap makes sense without sources, rules or compass."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.guide import Guide
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.seen import labels, text, title
from tests.support.worlds import World

PACKS = Path(__file__).parents[1] / "content" / "packs"


@pytest.fixture
def bakery(database_url: str) -> Iterator[World]:
    """Bo bakes, in the second of three weeks, with nothing in the library but the weeks."""
    bare = replace(load(PACKS).default, guide=Guide())
    world = World(database_url, Library(roadmaps={bare.slug: bare}))
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-11 09:00 Europe/Berlin")
    yield world
    world.close()


def test_where_i_am_and_the_map(bakery: World) -> None:
    assert title(bakery.says("Bo", "/roadmap")) == "Week 2 of 3 · A long rise"
    assert "Bread with yeast · weeks 1 to 2" in text(bakery.says("Bo", "/roadmap map"))
    assert "Sourdough · week 3 ·" in text(bakery.says("Bo", "/roadmap map"))


def test_why_says_that_no_source_is_named(bakery: World) -> None:
    assert "No source is named for it" in text(bakery.says("Bo", "/roadmap why sourdough"))


def test_the_plan_is_the_roadmap(bakery: World) -> None:
    reply = bakery.says("Bo", "/roadmap plan")

    assert title(reply) == "Your plan is the roadmap"
    assert labels(reply) == ["See the map"]


def test_skipping_asks_about_its_weeks(bakery: World) -> None:
    form = bakery.says("Bo", "/roadmap skip")
    assert form.form is not None

    known = bakery.fills("Bo", form.form.action, {"from-1": "1", "from-3": "3"})

    assert [field.label for field in form.form.fields] == ["Bread with yeast", "Sourdough"]
    assert title(known) == "2 weeks known already"


def test_a_task_has_its_card(bakery: World) -> None:
    reply = bakery.chooses("Bo", Action("task.open", ("1", "3")), "own-starter.feed")

    assert title(reply) == "Feed it on five days"
