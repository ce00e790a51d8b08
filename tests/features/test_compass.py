"""The weekly prompt names the theme of the compass with one of its questions, unless it has aged or there is none."""

from dataclasses import replace

import pytest

from bot.domain.guide import Guide
from bot.domain.roadmap import Library
from bot.ports import Parcel
from bot.store.models import Cohort, Person
from bot.store.queries import stale
from tests.support.winners import began, heard, said
from tests.support.worlds import World

LINE = "Compass · Motivation. Which application would you be proud to work on"


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week."""
    return began(world)


def prompt(world: World) -> Parcel:
    """The prompt of the second week."""
    world.comes_to("2027-01-11 09:00 Europe/Berlin")
    return next(parcel for parcel in heard(world) if parcel.kind == "weekly-prompt")


def test_the_prompt_has_the_theme_of_its_week_and_a_new_question(spring: World) -> None:
    told = prompt(spring)

    assert LINE in said(told)
    assert "motivation" in told.card.about


def test_a_theme_that_is_reported_as_stale_is_left_out(spring: World) -> None:
    with spring.database.begin() as session:
        cohort, person = session.get_one(Cohort, 1), session.get_one(Person, 1)
        stale.report(session, cohort, person, "motivation", "It has aged", spring.clock.now())

    told = prompt(spring)

    assert "Compass" not in said(told)
    assert "motivation" not in told.card.about


def test_a_pack_without_a_compass_has_prompts_all_the_same(world: World) -> None:
    of = world.library.default
    bare = World(world.url, Library(roadmaps={of.slug: replace(of, guide=Guide())}), clock=world.clock)
    began(bare)

    told = prompt(bare)
    bare.close()

    assert told.card.title.startswith("Week 2 · ")
    assert "Compass" not in said(told)
