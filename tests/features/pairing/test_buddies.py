"""`/buddy`: who it is, why, who writes first, what to talk about; nobody yet, sitting out, pauses, three together."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from content.library import load
from tests.support.hands import press
from tests.support.mentoring import buddies, told
from tests.support.seekers import begun
from tests.support.seen import labels, lines, text, title
from tests.support.weeks import bare, live, private, words
from tests.support.worlds import World

TOPIC = "“Is your next concrete step clear? If not, what is missing?”"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


def test_of_two_each_reads_who_it_is_who_writes_first_and_what_to_talk_about(world: World) -> None:
    begun(world, ("Bo", "Chen"))

    bo, chen = world.says("Bo", "/buddy"), world.says("Chen", "/buddy")

    assert (title(bo), title(chen)) == ("Your buddy is Chen", "Your buddy is Bo")
    assert ("You are asked to write first" in text(bo)) is not ("You are asked to write first" in text(chen))
    assert TOPIC in lines(bo)
    assert "Buddies change Mon 18 Jan 2027." in lines(bo)
    assert "Sit out the next rounds" in labels(bo)


def test_a_third_makes_a_three_and_each_reads_both_others(world: World) -> None:
    begun(world, ("Bo", "Chen", "Dana"))

    assert title(world.says("Dana", "/buddy")) == "Your buddies are Bo and Chen"


def test_everybody_hears_once_in_their_note_who_it_is(world: World) -> None:
    begun(world, ("Bo", "Chen"))

    parcels = live(world, "2027-01-08 23:00 Europe/Berlin")

    assert words(private(parcels, "Bo")).count("Your buddy is Chen") == 1
    assert words(private(parcels, "Chen")).count("Your buddy is Bo") == 1


def test_nobody_hears_of_a_group_that_is_over_by_then(world: World) -> None:
    begun(world, ("Bo", "Chen"))
    world.says("Chen", "/cohort leave")
    leaves = world.says("Chen", "/cohort leave")
    press(world, "Chen", leaves, labels(leaves)[0])

    assert "Your buddy is" not in words(private(live(world, "2027-01-08 23:00 Europe/Berlin"), "Bo"))


def test_whoever_has_nobody_yet_reads_when_it_is_looked_and_what_happens_then(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")

    alone = world.says("Bo", "/buddy")
    world.says("Chen", "/cohort join")
    two = world.says("Bo", "/buddy")

    assert title(alone) == "Nobody is beside you yet"
    assert "segue looks for somebody Mon 4 Jan 2027, 10:00. You hear it in your private note." in lines(alone)
    assert "You are the only one who learns here so far." in text(alone)
    assert "An odd number makes a three." in text(two)


def test_somebody_who_comes_later_has_a_buddy_within_the_hour(world: World) -> None:
    begun(world, ("Bo", "Chen"))
    world.says("Dana", "/cohort join")

    waits = world.says("Dana", "/buddy")
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    world.plans()

    assert "segue looks for somebody Mon 4 Jan 2027, 11:30." in text(waits)
    assert title(world.says("Dana", "/buddy")) == "Your buddies are Bo and Chen"


def test_after_the_last_week_nobody_is_brought_together_any_more(world: World) -> None:
    begun(world, ("Bo",))
    world.comes_to("2027-09-01 12:00 Europe/Berlin")

    assert "Spring brings nobody together any more: its last round is over." in text(world.says("Bo", "/buddy"))


def test_who_sits_out_keeps_their_buddy_and_is_left_out_until_they_join_in_again(world: World) -> None:
    begun(world, ("Bo", "Chen", "Dana", "Eva", "Finn"))
    before = title(world.says("Bo", "/buddy"))

    out = press(world, "Bo", world.says("Bo", "/buddy"), "Sit out the next rounds")
    still = world.says("Bo", "/buddy")
    live(world, "2027-01-18 11:00 Europe/Berlin")
    gone = world.says("Bo", "/buddy")

    assert " and you stay buddies until the next round." in text(out)
    assert (title(still), "Join in again" in labels(still)) == (before, True)
    assert "You sit out the rounds after this one." in text(still)
    assert title(gone) == "You sit out the next rounds"
    assert "Bo" not in "".join(title(world.says(who, "/buddy")) for who in ("Chen", "Dana", "Eva", "Finn"))

    again = press(world, "Bo", gone, "Join in again")
    world.comes_to("2027-01-18 12:00 Europe/Berlin")
    world.plans()

    assert title(again) == "You are in again"
    assert title(world.says("Bo", "/buddy")).startswith("Your buddies are ")


def test_joining_in_again_twice_shows_how_it_stands(world: World) -> None:
    begun(world, ("Bo", "Chen"))
    press(world, "Bo", world.says("Bo", "/buddy"), "Sit out the next rounds")
    again = Action("buddy.in", ("1",))

    assert title(world.presses("Bo", again)) == title(world.presses("Bo", again)) == "Your buddy is Chen"


def test_a_pause_is_told_with_the_way_back(world: World) -> None:
    begun(world, ("Bo",))

    world.says("Bo", "/mentor pause 2027-02-14")
    paused = world.says("Bo", "/buddy")
    press(world, "Bo", paused, "I am back")
    world.says("Bo", "/checkin pause 2027-01-20")
    resting = world.says("Bo", "/buddy")

    assert title(paused) == "Nobody new until Sunday, 2027-02-14"
    assert title(resting) == "You are on a pause"
    assert labels(resting) == ["My pause", "Sit out the next rounds"]


def test_whoever_does_not_learn_is_told_what_buddies_are_for(world: World) -> None:
    begun(world, ("Bo",))

    assert title(world.says("Ana", "/buddy")) == "Buddies are for those who learn in the cohort."
    assert title(world.says("Zoe", "/buddy")) == "You are not in a cohort here yet."
    assert title(world.presses("Zoe", Action("buddy.out", ("1",)))) == "You are not in a cohort here yet."


def test_one_press_says_that_they_met_and_it_is_counted(world: World) -> None:
    begun(world, ("Bo",))
    buddies(world, "Bo", "Chen")

    met = press(world, "Bo", world.says("Bo", "/buddy"), "We met")

    assert title(met) == "Written down: you met Chen"
    assert told(world) == [("Bo", 1, "yes")]
    assert "You have met 1 time." in text(world.says("Bo", "/buddy"))
    assert title(world.says("Chen", "/buddy met")) == "Did you meet Bo?"
