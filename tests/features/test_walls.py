"""The wall of a cohort's wins, and the list of one's own: page by page."""

from dataclasses import replace

import pytest

from bot.messages.elements import Choice
from bot.messages.wire import Action
from tests.support.seen import labels, text, title
from tests.support.winners import began, chooses, shares
from tests.support.worlds import CHANNEL, World


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo and Chen learn."""
    return began(world)


def test_the_wall_is_turned_page_by_page_newest_first(spring: World) -> None:
    for number in range(1, 6):
        spring.comes_to(f"2027-01-04 1{number}:00 Europe/Berlin")
        shares(spring, "Bo", words=f"Win {number}.")

    first = spring.says("Chen", "/win wall")
    second = spring.presses("Chen", Action("wall.page", ("1", "", "1")))
    beyond = spring.presses("Chen", Action("wall.page", ("1", "", "99")))

    assert text(first).index("Win 5.") < text(first).index("Win 2.")
    assert "Win 1." in text(second)
    assert (labels(first)[-1], labels(second)[-1]) == ("Older", "Newer")
    assert text(beyond) == text(first)


def test_the_wall_shows_one_kind_alone(spring: World) -> None:
    shares(spring, "Bo")
    shares(spring, "Bo", words="Helped Chen", category="helped-somebody")

    typed_out = spring.says("Chen", "/win wall helped somebody")
    chosen = chooses(spring, "Chen", Action("wall.kind", ("1",)), "helped-somebody")
    empty = spring.says("Chen", "/win wall kept-the-pace")
    unknown = spring.says("Chen", "/win wall of fame")

    assert text(typed_out) == text(chosen)
    assert ("Helped Chen" in text(chosen), "Cached" in text(chosen)) == (True, False)
    assert title(empty) == "Nothing of this kind yet: Kept the pace"
    assert title(unknown) == "There is no kind of win called “of fame”."


def test_in_several_cohorts_the_name_after_the_command_says_which_one(spring: World) -> None:
    spring.starts_cohort(replace(CHANNEL, channel="C2"), name="Autumn")
    spring.says("Bo", "/cohort join Autumn")
    shares(spring, "Chen")
    nowhere = replace(CHANNEL, channel="C3")

    unclear, clear = spring.says("Bo", "/win wall", nowhere), spring.says("Bo", "/win wall spring", nowhere)

    assert title(unclear) == "There are several cohorts."
    assert title(clear) == "Spring: the wall"
    assert title(spring.says("Bo", "/win wall Winter", nowhere)) == "No cohort here is called “Winter”."


def test_of_ones_own_each_can_be_opened(spring: World) -> None:
    shares(spring, "Bo")
    mine = spring.says("Bo", "/win mine").card
    assert mine is not None
    [choice] = [control for control in mine.controls if isinstance(control, Choice)]

    opened = chooses(spring, "Bo", choice.action, choice.options[0].value)

    assert labels(opened) == ["Edit", "Keep to myself", "Withdraw", "My wins"]


def test_an_empty_wall_says_what_would_look_well_on_it(spring: World) -> None:
    empty = spring.says("Bo", "/win wall")

    assert title(empty) == "The wall is still empty"
    assert "Moved a metric: A number before and after" in text(empty)
