"""Kudos: once a person, taken back as easily, for others alone, and counted where the win stands."""

from dataclasses import replace

import pytest

from bot.messages.wire import Action
from tests.support.seen import labels, text, title
from tests.support.winners import began, heard, said, shares
from tests.support.worlds import CHANNEL, World


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo and Chen learn."""
    return began(world)


def test_kudos_count_once_a_person_and_can_be_taken_back(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)

    given = spring.presses("Chen", Action("kudos", ("1",)))
    [counted] = heard(spring)
    back = spring.presses("Chen", Action("kudos", ("1",)))
    [uncounted] = heard(spring)

    assert (title(given), labels(given)) == ("Kudos to Bo", ["Take it back"])
    assert (title(back), labels(back)) == ("Kudos to Bo, taken back", ["Give kudos again"])
    assert counted.instead == uncounted.instead != ""
    assert ("Kudos: 1" in said(counted), "Kudos: " in said(uncounted)) == (True, False)


def test_nobody_cheers_themselves_or_from_outside(spring: World) -> None:
    shares(spring, "Bo")

    own = spring.presses("Bo", Action("kudos", ("1",)))
    stranger = spring.presses("Dana", Action("kudos", ("1",)))
    spring.says("Ana", "/cohort join", workspace="W2")
    abroad = spring.presses("Bo", Action("kudos", ("1",)), workspace="W2")

    assert title(own) == "That win is your own."
    assert title(stranger) == title(abroad) == "You are not in a cohort here yet."


def test_only_who_is_in_the_cohort_of_a_win_gives_kudos(spring: World) -> None:
    shares(spring, "Bo")
    spring.starts_cohort(replace(CHANNEL, channel="C2"), name="Autumn")
    spring.says("Dana", "/cohort join Autumn")

    assert title(spring.presses("Dana", Action("kudos", ("1",)))) == "You are not in a cohort here yet."
    assert "kudos" not in text(spring.says("Chen", "/win wall"))


def test_kudos_on_the_wall_show_what_stands_now(spring: World) -> None:
    shares(spring, "Bo")
    shares(spring, "Chen", words="Slept on it")
    press = Action("wall.kudos", ("1", "", "0", "1"))

    before = labels(spring.says("Chen", "/win wall"))
    given = labels(spring.presses("Chen", press))
    back = labels(spring.presses("Chen", press))

    assert (before, given, back) == (["Kudos: 2 · Bo"], ["Take back: 2 · Bo"], ["Kudos: 2 · Bo"])
