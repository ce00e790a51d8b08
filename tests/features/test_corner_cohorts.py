"""The corner of somebody in several cohorts: one is in focus, the others are told of, and none is anybody else's."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from bot.messages.wire import Action
from bot.requests import Command, Place
from tests.support.hands import begin
from tests.support.seen import lines, menu, text, title
from tests.support.worlds import World

ELSEWHERE = Place(channel="C2", channel_name="#autumn", private=False)
#: Where nobody speaks, as on the home of an app.
HOME = Place()


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo learns in Spring, on the Tuesday of its third week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-19 12:00 Europe/Berlin")
    return world


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that any database is asked meanwhile."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_of_several_cohorts_the_one_that_asks_something_is_in_focus(cohort: World) -> None:
    cohort.starts_cohort(place=ELSEWHERE, name="Autumn", starts="2027-03-01")
    cohort.says("Bo", "/cohort join Autumn")
    shown = cohort.says("Bo", "/my", place=HOME)
    turned = cohort.chooses("Bo", menu(shown, "Another cohort").action, "2")
    there = cohort.says("Bo", "/my", place=ELSEWHERE)

    assert lines(shown)[1].startswith("Next: Write gradient")
    assert "Autumn: begins Mon 1 Mar 2027 · you learn" in text(shown)
    assert lines(turned)[1].startswith("Autumn begins Mon 1 Mar 2027")
    assert turned.replaces
    assert lines(there)[1].startswith("Autumn begins")


def test_a_tick_stays_with_the_cohort_that_is_in_focus(cohort: World) -> None:
    cohort.starts_cohort(place=ELSEWHERE, name="Autumn", starts="2027-01-25")
    cohort.says("Bo", "/cohort join Autumn")
    cohort.comes_to("2027-01-26 12:00 Europe/Berlin")
    turned = cohort.chooses("Bo", Action("my.cohort"), "2")

    ticked = begin(cohort, "Bo", turned, "Done")

    assert lines(turned)[2].startswith("Autumn: week 1")
    assert lines(ticked)[2] == lines(turned)[2]


@pytest.mark.parametrize("number", ["9", "", "x", "1"])
def test_a_cohort_that_is_not_theirs_is_never_in_focus(cohort: World, number: str) -> None:
    assert lines(cohort.chooses("Chen", Action("my.cohort"), number))[1].startswith("You are in no cohort yet")
    assert title(cohort.presses("Chen", Action("my.done", ("1", "3", "x")))) == "You are not in a cohort here yet."


def test_many_cohorts_still_fit_on_the_screen(world: World) -> None:
    for number in range(5):
        place = Place(channel=f"C{number}", channel_name=f"#{number}", private=False)
        world.starts_cohort(place=place, name=f"Cohort {number}")

    assert "And: 1 more cohort" in text(world.says("Ana", "/my"))


@pytest.mark.parametrize("several", [False, True])
def test_the_corner_is_drawn_with_few_statements(cohort: World, several: bool) -> None:
    cohort.fills("Bo", Action("win", ("1",)), {"words": "It runs", "category": "metric-moved", "who": "me"})
    if several:
        for name in ("Autumn", "Winter"):
            cohort.starts_cohort(place=Place(channel=name, channel_name=name, private=False), name=name)
            cohort.says("Bo", f"/cohort join {name}")

    with counted() as asked:
        cohort.core.answer(Command(actor=cohort.actor("Bo"), place=HOME, name="my"))

    assert len([one for one in asked if not one.startswith("BEGIN")]) <= 10
