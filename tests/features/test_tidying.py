"""Whatever is typed can be kept: on both databases, in every place somebody can put it."""

from dataclasses import replace

import pytest

from bot.messages.wire import Action
from bot.requests import Command
from tests.support.seen import text, title, typed
from tests.support.worlds import CHANNEL, World

ODD = ("a\0b", "half \ud83d of a smile", "\u202eturned", "\u200b\u200b", "𝔊" * 20)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_name_of_a_cohort_is_kept_and_found_again(world: World, odd: str) -> None:
    started = world.starts_cohort(name=odd)
    joined = world.says("Bo", f'/cohort join "{odd}"')

    assert title(started).endswith(" is set up")
    assert title(joined).startswith("You are in ")


@pytest.mark.parametrize("odd", ODD)
def test_odd_answers_and_odd_buttons_are_answered(world: World, odd: str) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-08 15:00 Europe/Berlin")

    refused = world.fills("Bo", Action("checkin", ("1", "1", odd)), {"done": odd})
    pressed = world.presses("Bo", Action("cohort.join", (odd,)))

    assert typed(refused)["done"] == odd.replace("\0", "").replace("\ud83d", "?")
    assert title(pressed) == "That cohort has ended."


def test_an_odd_or_endless_name_of_a_person_is_shortened(world: World) -> None:
    world.starts_cohort()
    actor = replace(world.actor("Bo"), name="\0" + "Bo " * 200)

    world.core.answer(Command(actor=actor, place=CHANNEL, name="cohort", text="join"))
    people = text(world.says("Ana", "/cohort people"))

    assert "Bo Bo Bo" in people
    assert len(people) < 300


def test_a_name_that_was_only_guessed_changes_nobodys(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    for who, guess in (("Bo", "bo.77"), ("Chen", "chen.88")):
        actor = replace(world.actor(who), name=guess, guessed=True)
        world.core.answer(Command(actor=actor, place=CHANNEL, name="cohort", text="join"))

    people = text(world.says("Ana", "/cohort people"))

    assert "Bo · learns" in people
    assert "chen.88 · learns" in people
