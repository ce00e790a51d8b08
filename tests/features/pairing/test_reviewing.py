"""A plan under review: what each gets and why; published once, let go, and what happens meanwhile."""

import pytest

from bot.domain.pairing.states import PairingState
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.hands import press
from tests.support.mentoring import states, wishes
from tests.support.plans import (
    SOMEBODY,
    gets,
    leaves,
    number,
    overview,
    plan,
    planned,
    waiting,
    weighs,
)
from tests.support.seekers import asks, begun, offers, reviews
from tests.support.seen import labels, lines, text, title
from tests.support.weeks import bare, live, private, words
from tests.support.worlds import World

DRAFT, SUGGESTED = PairingState.DRAFT, PairingState.SUGGESTED


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def spring(world: World) -> World:
    """Bo, Chen and Eva have asked on three days, Dana and Zoe have a seat each, and Ana has a plan to look at."""
    return waiting(world)


def test_the_plan_tells_what_each_gets_and_who_has_nobody_and_why(spring: World) -> None:
    shown = plan(spring)

    assert title(shown) == "Spring: a plan for mentors"
    assert "2 of 3 people get a mentor. 1 person gets nobody this time." in lines(shown)
    assert {gets(shown)["Bo"], gets(shown)["Chen"]} == {"Dana", "Zoe"}
    assert gets(shown)["Eva"] == "nobody this time"
    assert "Eva: nobody this time\n• Of the mentors here, 2 would fit but are full." in text(shown)
    assert "It goes out by itself Sun 10 Jan 2027, 12:00 unless you let it go." in text(shown)


def test_a_wish_that_was_met_is_one_of_the_reasons(world: World) -> None:
    begun(world, ("Bo",))
    reviews(world)
    offers(world, "Dana")
    asks(world, "Bo", name1="3")

    assert "• Bo asked for Dana by name." in lines(plan(planned(world)))


def test_organisers_are_told_in_their_note_and_nobody_else_hears_anything(world: World) -> None:
    begun(world, ("Bo",))
    reviews(world)
    world.hushes()
    asks(world, "Bo")
    offers(world, "Dana")
    press(world, "Ana", overview(world), "Start a mentor round now")

    parcels = live(world, "2027-01-05 23:00 America/New_York")

    assert "Spring: a plan for mentors waits for your look" in words(private(parcels, "Ana"))
    assert "Dana" not in words(private(parcels, "Bo"))
    assert "Bo" not in words(private(parcels, "Dana"))
    assert states(world)[-1:] == [DRAFT]


def test_an_organiser_is_not_told_of_a_plan_that_is_out(world: World) -> None:
    begun(world, ("Bo",))
    reviews(world)
    world.hushes()
    asks(world, "Bo")
    offers(world, "Dana")
    press(world, "Ana", overview(world), "Start a mentor round now")
    world.plans()
    press(world, "Ana", plan(world), "Publish the plan")

    assert "waits for your look" not in words(private(live(world, "2027-01-05 23:00 Europe/Berlin"), "Ana"))


def test_the_plan_is_published_once(spring: World) -> None:
    shown = plan(spring)

    out, again = (press(spring, "Ana", shown, "Publish the plan") for _ in range(2))
    parcels = live(spring, "2027-01-09 23:00 America/New_York")

    assert (title(out), title(again)) == ("The plan for mentors is out", "The plan for mentors is out already")
    assert states(spring).count(SUGGESTED) == 2
    assert gets(shown)["Bo"] in words(private(parcels, "Bo"))


def test_nothing_of_a_plan_that_is_out_can_change(spring: World) -> None:
    weighed = weighs(spring, "Eva", "Dana", SOMEBODY)
    dropping = press(spring, "Ana", plan(spring), "Let it go")
    press(spring, "Ana", plan(spring), "Publish the plan")

    for reply, label in ((weighed, "Change the plan"), (dropping, "Let it go"), (weighed, "Leave it as it is")):
        assert title(press(spring, "Ana", reply, label)) == "The plan for mentors is out already"
    assert states(spring).count(SUGGESTED) == 2


def test_a_plan_that_is_let_go_leaves_everybody_in_line(spring: World) -> None:
    shown = plan(spring)

    asked = press(spring, "Ana", shown, "Let it go")
    gone = press(spring, "Ana", asked, "Let it go")

    assert title(asked) == "Let the plan for mentors go?"
    assert title(gone) == title(press(spring, "Ana", shown, "Publish the plan")) == "The plan for mentors is gone"
    assert set(states(spring)) & {DRAFT, SUGGESTED} == set()
    assert wishes(spring) == {"Bo": "open", "Chen": "open", "Eva": "open"}


def test_who_left_meanwhile_is_in_no_plan_that_goes_out(spring: World) -> None:
    shown = plan(spring)
    leaves(spring, "Bo")

    late = press(spring, "Ana", shown, "Publish the plan")

    assert "It has changed since you looked, so here is how it is now." in lines(late)
    assert gets(late).keys() == {"Chen", "Eva"}
    assert title(press(spring, "Ana", late, "Publish the plan")) == "The plan for mentors is out"
    assert states(spring).count(SUGGESTED) == 1


def test_a_mentor_who_stopped_meanwhile_leaves_somebody_without(spring: World) -> None:
    shown = plan(spring)
    leaves(spring, "Dana")

    assert list(gets(press(spring, "Ana", shown, "Publish the plan")).values()).count("nobody this time") == 2


def test_a_plan_that_nobody_looks_at_goes_out_by_itself(spring: World) -> None:
    shown = plan(spring)

    live(spring, "2027-01-10 11:59 Europe/Berlin")
    before = states(spring).count(SUGGESTED)
    live(spring, "2027-01-10 12:01 Europe/Berlin")

    assert (before, states(spring).count(SUGGESTED)) == (0, 2)
    assert title(press(spring, "Ana", shown, "Publish the plan")) == "The plan for mentors is out already"


def test_while_one_is_under_review_a_round_on_demand_shows_it(spring: World) -> None:
    assert "Start a mentor round now" not in labels(overview(spring))
    assert text(spring.presses("Ana", Action("pairs.start", ("1", "mentor")))) == text(plan(spring))


def test_only_organisers_see_a_plan_and_only_of_their_cohort(spring: World) -> None:
    show = Action("round.show", ("1", number(spring), "0"))

    assert title(spring.presses("Bo", show)) == "Only an organiser of the cohort can do that."
    assert title(spring.presses("Ana", Action("round.show", ("1", "999", "0")))) == "There is no such plan any more."


def test_a_plan_of_buddies_lists_the_groups_and_makes_them_when_it_is_published(world: World) -> None:
    begun(world, ("Bo", "Chen", "Dana"))
    reviews(world)
    asked = press(world, "Ana", overview(world), "Start a buddy round now")
    press(world, "Ana", asked, "Start it")
    world.plans()
    shown = plan(world, kind="buddy")

    out = press(world, "Ana", shown, "Publish the plan")

    assert "3 of 3 people get somebody." in lines(shown)
    assert "Bo: Chen and Dana" in lines(shown)
    assert title(out) == "The plan for buddies is out"
    assert list(states(world)) == [PairingState.ENDED, PairingState.PAIRED]
