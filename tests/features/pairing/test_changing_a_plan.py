"""A plan under review is changed: what that costs and moves, what stays, and two organisers at once."""

import pytest

from bot.domain.pairing.states import PairingState
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.hands import press
from tests.support.mentoring import states
from tests.support.plans import (
    CHANGE,
    SOMEBODY,
    changes,
    co_organiser,
    gets,
    looks_at,
    number,
    other,
    plan,
    planned,
    waiting,
    weighs,
)
from tests.support.seekers import asks, begun, reviews
from tests.support.seen import labels, lines, menu, text, title
from tests.support.weeks import bare
from tests.support.worlds import World

DRAFT, SUGGESTED = PairingState.DRAFT, PairingState.SUGGESTED
WAITS_ON = "As many would be served, but somebody who waited longer would wait on."


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def spring(world: World) -> World:
    """Bo, Chen and Eva have asked on three days, Dana and Zoe have a seat each, and Ana has a plan to look at."""
    return waiting(world)


def test_a_change_tells_its_cost_and_what_else_moves_and_is_made_on_a_second_press(spring: World) -> None:
    before = gets(plan(spring))
    weighed = weighs(spring, "Bo", other(before["Bo"]))

    changed = press(spring, "Ana", weighed, "Change the plan")

    assert title(weighed) == f"{other(before['Bo'])} for Bo?"
    assert "Nothing is lost by it." in lines(weighed)
    assert f"• Chen: {before['Bo']} instead of {before['Chen']}" in lines(weighed)
    assert gets(changed) == before | {"Bo": before["Chen"], "Chen": before["Bo"]}
    assert f"Bo: {before['Chen']} · chosen by an organiser" in lines(changed)


def test_somebody_who_waited_less_costs_one_who_waited_longer_their_turn(spring: World) -> None:
    weighed = weighs(spring, "Eva", "Dana", SOMEBODY)

    assert WAITS_ON in lines(weighed)
    assert any(one.startswith("• Chen: nobody instead of ") for one in lines(weighed))


def test_nobody_for_somebody_costs_a_place_where_nobody_else_could_take_it(world: World) -> None:
    begun(world, ("Bo",))
    reviews(world)
    asks(world, "Bo")
    planned(world, Dana=1)

    nobody = press(world, "Ana", looks_at(world, "Bo"), "Nobody this time")
    after = press(world, "Ana", nobody, "Change the plan")

    assert (title(nobody), "One person fewer would be served." in lines(nobody)) == ("Nobody for Bo?", True)
    assert gets(after) == {"Bo": "nobody this time"}
    assert "Nobody this time" not in labels(looks_at(world, "Bo"))


def test_what_was_chosen_stays_whatever_changes_later(spring: World) -> None:
    changes(spring, "Eva", "Dana", SOMEBODY)
    press(spring, "Ana", press(spring, "Ana", looks_at(spring, "Bo"), "Nobody this time"), "Change the plan")
    shown = plan(spring)

    assert gets(shown) == {"Bo": "nobody this time", "Chen": "Zoe", "Eva": "Dana"}
    assert [one.label for one in menu(looks_at(spring, "Bo"), SOMEBODY).options] == ["Zoe"]

    again = changes(spring, "Bo", "Zoe", SOMEBODY)
    assert gets(again) == {"Bo": "Zoe", "Chen": "nobody this time", "Eva": "Dana"}


def test_nobody_stays_nobody_when_somebody_else_gives_up_a_seat(spring: World) -> None:
    for name in ("Bo", "Chen"):
        press(spring, "Ana", press(spring, "Ana", looks_at(spring, name), "Nobody this time"), "Change the plan")

    shown = gets(plan(spring))

    assert (shown["Bo"], shown["Chen"]) == ("nobody this time", "nobody this time")
    assert shown["Eva"] != "nobody this time"


def test_a_mentor_that_cannot_be_is_refused_however_they_are_asked_for(spring: World) -> None:
    changes(spring, "Eva", "Dana", SOMEBODY)

    full = spring.presses("Ana", Action("round.weigh", ("1", number(spring), "1", "5")))
    strange = spring.presses("Ana", Action("round.weigh", ("1", number(spring), "1", "999")))

    assert (title(full), "Dana has one seat, and it is taken." in text(full)) == ("That cannot be in this plan", True)
    assert title(strange) == "That cannot be in this plan"


def test_of_two_organisers_the_later_one_sees_what_the_first_has_changed(spring: World) -> None:
    co_organiser(spring, "Eva")
    seen, weighed = plan(spring, "Eva"), weighs(spring, "Chen", other(gets(plan(spring))["Chen"]))
    before = gets(seen)
    changes(spring, "Bo", other(before["Bo"]))

    late = press(spring, "Eva", seen, "Publish the plan")
    stale = press(spring, "Ana", weighed, "Change the plan")

    assert "It has changed since you looked, so here is how it is now." in lines(late)
    assert states(spring).count(SUGGESTED) == 0
    assert gets(late) == before | {"Bo": before["Chen"], "Chen": before["Bo"]}
    assert title(stale) == "Spring: a plan for mentors"

    assert title(press(spring, "Eva", late, "Publish the plan")) == "The plan for mentors is out"
    assert title(press(spring, "Ana", seen, "Let it go")) == "The plan for mentors is out already"


def test_a_change_that_was_weighed_before_another_one_is_weighed_anew(spring: World) -> None:
    weighed = weighs(spring, "Eva", "Dana", SOMEBODY)
    changes(spring, "Bo", other(gets(plan(spring))["Bo"]))

    anew = press(spring, "Ana", weighed, "Change the plan")

    assert "The plan has changed since you looked, so here is what it costs now." in lines(anew)
    assert gets(plan(spring))["Eva"] == "nobody this time"
    assert gets(press(spring, "Ana", anew, "Change the plan"))["Eva"] == "Dana"


def test_the_same_change_twice_is_one(spring: World) -> None:
    weighed = weighs(spring, "Eva", "Dana", SOMEBODY)

    first, second = (press(spring, "Ana", weighed, "Change the plan") for _ in range(2))

    assert gets(first) == gets(second)
    assert states(spring).count(DRAFT) == 2


def test_a_long_plan_is_turned_page_by_page_and_a_change_returns_to_its_page(world: World) -> None:
    names = tuple(f"Learner {place}" for place in range(1, 8))
    begun(world, names)
    reviews(world)
    asks(world, *names)
    planned(world, Dana=2)

    second = press(world, "Ana", plan(world), "Next page")
    person = press(world, "Ana", second, CHANGE, menu(second, CHANGE).options[-1].value)
    back = press(world, "Ana", person, "Back to the plan")

    assert list(gets(second)) == ["Learner 6", "Learner 7"]
    assert title(person).startswith("Learner 7: ")
    assert text(back) == text(second)
