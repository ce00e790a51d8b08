"""A block: private, for ever until its owner lifts it, and invisible to everybody else."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from tests.support import matches
from tests.support.hands import press
from tests.support.matches import asks, heard, offers, stands
from tests.support.mentoring import pair, wishes
from tests.support.seen import labels, menu, text, title
from tests.support.weeks import live
from tests.support.worlds import World


@pytest.fixture(scope="session")
def library() -> Library:
    return matches.quiet_library()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn; Dana mentors."""
    matches.begins(world)
    offers(world, "Dana")
    return world


def blocks(world: World, who: str, whom: str) -> str:
    """What they read once they have blocked somebody."""
    return text(press(world, who, world.says(who, f"/mentor block {whom}"), "Block"))


@pytest.mark.parametrize(("who", "whom"), [("Bo", "Dana"), ("Dana", "Bo")])
def test_whoever_said_it_they_are_never_suggested_to_each_other(spring: World, who: str, whom: str) -> None:
    read = blocks(spring, who, whom)
    asks(spring, "Bo")
    live(spring, matches.SOON)

    assert read.startswith(f"You never meet {whom} through segue")
    assert matches.found(spring) == {}


def test_a_mention_means_the_person_of_this_workspace(spring: World) -> None:
    asked = spring.says("Bo", "/mentor block <@U-Dana|dana>")

    assert title(asked) == "Never meet Dana through segue?"


def test_a_name_finds_one_asks_between_several_and_says_so_of_none(spring: World) -> None:
    spring.says("Danilo", "/cohort join")

    several = spring.says("Bo", "/mentor block dan")

    assert [one.label for one in menu(several, "Block somebody").options] == ["Dana", "Danilo"]
    assert title(spring.says("Bo", "/mentor block dani")) == "Never meet Danilo through segue?"
    assert title(spring.says("Bo", "/mentor block xyz")) == "Nobody in your cohorts is called “xyz”"


def test_without_a_name_it_lists_whom_they_have_blocked_and_whom_they_could(spring: World) -> None:
    before = spring.says("Bo", "/mentor block")
    blocks(spring, "Bo", "Chen")
    after = spring.says("Bo", "/mentor block")

    assert [one.label for one in menu(before, "Block somebody").options] == ["Ana", "Chen", "Dana"]
    assert [one.label for one in menu(after, "Lift a block").options] == ["Chen"]
    assert [one.label for one in menu(after, "Block somebody").options] == ["Ana", "Dana"]


def test_a_choice_from_the_list_asks_first(spring: World) -> None:
    shown = spring.says("Bo", "/mentor block")
    chen = next(one.value for one in menu(shown, "Block somebody").options if one.label == "Chen")

    asked = press(spring, "Bo", shown, "Block somebody", chen)

    assert title(asked) == "Never meet Chen through segue?"
    assert labels(asked) == ["Block", "Not now"]


def test_an_open_suggestion_ends_at_once_and_the_other_reads_what_any_end_says(spring: World) -> None:
    matches.suggested(spring, matches.NIGHT)
    blocks(spring, "Bo", "Dana")

    told = heard(spring, "Dana", "2027-01-08 23:59 UTC")

    assert list(matches.found(spring).values()) == ["withdrawn"]
    [end] = [card for card in told if card.title == "No match this time"]
    assert "Bo" not in str(end)
    assert "block" not in str(told).casefold()


def test_a_pair_ends_and_the_learner_is_first_in_line(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    blocks(spring, "Dana", "Bo")

    told = heard(spring, "Bo", "2027-01-08 23:59 UTC")

    assert wishes(spring) == {"Bo": "open"}
    assert "You and Dana are no longer a pair" in [card.title for card in told]
    assert "block" not in str(told).casefold()


def test_a_block_is_seen_by_its_owner_alone(spring: World) -> None:
    blocks(spring, "Bo", "Dana")

    for who in ("Dana", "Ana"):
        assert "You have blocked nobody." in text(spring.says(who, "/mentor block")) or who == "Ana"
    assert "1 person mentors here" in stands(spring, "Bo")
    assert "block" not in text(spring.says("Ana", "/cohort people")).casefold()


def test_twice_is_once_and_lifting_it_lets_them_meet_again(spring: World) -> None:
    blocks(spring, "Bo", "Dana")
    blocks(spring, "Bo", "Dana")
    shown = spring.says("Bo", "/mentor block")
    dana = menu(shown, "Lift a block").options[0].value

    lifted = press(spring, "Bo", shown, "Lift a block", dana)
    again = press(spring, "Bo", shown, "Lift a block", dana)
    asks(spring, "Bo")
    live(spring, matches.SOON)

    assert title(lifted) == "The block of Dana is lifted"
    assert "You have blocked nobody." in text(again)
    assert list(matches.found(spring).values()) == ["suggested"]


def test_oneself_and_people_of_no_cohort_in_common_are_refused_alike(spring: World) -> None:
    spring.says("Eve", "/segue")

    assert title(spring.says("Bo", "/mentor block <@U-Bo>")) == "That is you."
    assert title(spring.says("Bo", "/mentor block <@U-Eve>")) == "They are in none of your cohorts."
    for forged in ("999", "x", ""):
        assert title(spring.presses("Bo", Action("mentor.blocked", (forged,)))) == "They are in none of your cohorts."
