"""Yes and no to a suggestion: each of them once, in time, and in private."""

import pytest
from sqlalchemy import select

from bot.domain.pairing.states import Kind
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.requests import Platform
from bot.store.models import Partner, Readiness
from tests.support import matches
from tests.support.bonds import connected
from tests.support.hands import press
from tests.support.matches import asks, heard, offers, stands
from tests.support.mentoring import gaps, wishes
from tests.support.seen import labels, problems, text, title, typed
from tests.support.weeks import live
from tests.support.worlds import World

WHY = "Too close to my manager"


@pytest.fixture(scope="session")
def library() -> Library:
    return matches.quiet_library()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn."""
    matches.begins(world)
    return world


def declines(world: World, who: str, no: Action, reason: str = "") -> str:
    """What they read after their no."""
    return text(world.fills(who, no, {"reason": reason}))


def test_two_yes_make_a_pair_and_open_a_room(spring: World) -> None:
    accept, _ = matches.suggested(spring)

    first, second = spring.presses("Bo", accept), spring.presses("Dana", accept)

    assert title(first) == "Noted: you said yes"
    assert "Dana can answer until Sat 9 Jan 2027, 12:30." in text(first)
    assert title(second) == "You and Bo are a pair"
    assert [post.kind for post in second.posts] == ["pairing-room"]
    assert wishes(spring) == {"Bo": "paired"}


def test_accepting_twice_changes_nothing(spring: World) -> None:
    accept, _ = matches.suggested(spring)

    spring.presses("Bo", accept)
    again = spring.presses("Bo", accept)
    spring.presses("Dana", accept)
    late, posts = spring.presses("Dana", accept), spring.presses("Bo", accept).posts

    assert title(again) == "Noted: you said yes"
    assert title(late) == "You and Bo are a pair already"
    assert posts == late.posts == ()


def test_commands_answer_the_one_suggestion_that_is_open(spring: World) -> None:
    matches.suggested(spring)

    yes = spring.says("Bo", "/mentor accept")
    no = spring.says("Dana", "/mentor decline").form

    assert title(yes) == "Noted: you said yes"
    assert no is not None
    assert no.title == "Not this time"


def test_without_a_suggestion_there_is_nothing_to_answer(spring: World) -> None:
    for said in ("/mentor accept", "/mentor decline"):
        assert title(spring.says("Bo", said)) == "No suggestion waits for your answer"
    assert text(spring.says("Eve", "/mentor accept")).startswith("You are not in a cohort here yet.")


def test_of_several_suggestions_a_mentor_says_which(spring: World) -> None:
    offers(spring, "Dana", seats="2")
    for who in ("Bo", "Chen"):
        asks(spring, who)
    live(spring, matches.SOON)

    which = spring.says("Dana", "/mentor accept")
    press(spring, "Dana", which, "Accept Chen")
    then = spring.says("Dana", "/mentor accept")

    assert sorted(labels(which)) == ["Accept Bo", "Accept Chen", "Decline Bo", "Decline Chen"]
    assert title(then) == "Noted: you said yes"
    assert "Bo can answer until" in text(then)


def test_a_no_ends_it_at_once_and_calls_for_the_next_name(spring: World) -> None:
    _, no = matches.suggested(spring)

    read = declines(spring, "Dana", no, WHY)

    assert read.startswith("Noted, not this time\nYour seat is free again.")
    assert list(matches.found(spring).values()) == ["declined"]
    assert wishes(spring) == {"Bo": "open"}
    assert gaps(spring) == [Kind.MENTOR]


def test_why_somebody_said_no_is_sealed_and_said_to_nobody(spring: World) -> None:
    _, no = matches.suggested(spring, matches.NIGHT)
    declines(spring, "Dana", no, WHY)

    told = heard(spring, "Bo", "2027-01-08 23:59 UTC")

    with spring.database.begin() as session:
        [kept] = session.scalars(select(Partner.reason).where(Partner.reason.is_not(None))).all()
        assert kept is not None
        assert WHY.encode() not in bytes(kept)
    onward = next(card for card in told if card.title == "No match this time")
    assert "Dana" not in str(onward)
    assert WHY not in str(told)
    assert WHY not in stands(spring, "Bo")


def test_whoever_has_not_heard_of_a_suggestion_hears_nothing_of_its_end(spring: World) -> None:
    _, no = matches.suggested(spring)
    declines(spring, "Bo", no)

    assert "No match this time" not in [card.title for card in heard(spring, "Dana", "2027-01-07 23:59 UTC")]


def test_a_yes_after_the_no_of_the_other_finds_it_settled(spring: World) -> None:
    accept, no = matches.suggested(spring)
    declines(spring, "Dana", no)

    late = spring.presses("Bo", accept)

    assert title(late) == "That suggestion does not stand any more"
    assert list(matches.found(spring).values()) == ["declined"]


def test_a_no_twice_is_once_and_words_that_came_too_late_are_given_back(spring: World) -> None:
    _, no = matches.suggested(spring)
    declines(spring, "Dana", no)

    again = declines(spring, "Dana", no, WHY)

    assert again.startswith("That suggestion does not stand any more")
    assert f"What you wrote is not kept:\n“{WHY}”" in again


def test_after_seventy_two_hours_no_answer_counts_even_before_the_sweep(spring: World) -> None:
    accept, no = matches.suggested(spring)
    spring.comes_to("2027-01-09 12:30 Europe/Berlin")

    assert title(spring.presses("Bo", accept)) == "That suggestion does not stand any more"
    assert declines(spring, "Bo", no).startswith("That suggestion does not stand any more")
    assert title(spring.says("Bo", "/mentor accept")) == "No suggestion waits for your answer"


def test_a_mind_can_be_changed_until_the_other_has_answered(spring: World) -> None:
    accept, no = matches.suggested(spring)
    said = spring.presses("Bo", accept)
    form = press(spring, "Bo", said, "I changed my mind").form

    declines(spring, "Bo", no)

    assert form is not None
    assert form.action == no
    assert list(matches.found(spring).values()) == ["declined"]


def test_a_no_to_a_pair_asks_first_what_parting_means(spring: World) -> None:
    accept, no = matches.suggested(spring)
    for who in ("Bo", "Dana"):
        spring.presses(who, accept)

    asked = spring.presses("Bo", Action("mentor.decline", accept.args))
    typed_late = declines(spring, "Bo", no)

    assert title(asked) == "Go on without Dana?"
    assert typed_late.startswith("That suggestion does not stand any more")
    assert list(matches.found(spring).values()) == ["paired"]


def test_a_mentor_whose_seats_are_taken_meanwhile_hears_how_to_make_room(spring: World) -> None:
    offers(spring, "Dana", seats="2")
    for who in ("Bo", "Chen"):
        asks(spring, who)
    live(spring, matches.SOON)
    one, other = (Action("mentor.accept", (number,)) for number in matches.found(spring))
    spring.presses("Dana", one)
    offers(spring, "Dana", seats="1")

    full = spring.presses("Dana", other)
    offers(spring, "Dana", seats="2")

    assert title(full) == "All of your seats are taken: 1."
    assert "Offer one more with /mentor offer" in text(full)
    assert title(spring.presses("Dana", other)) == "Noted: you said yes"


def test_nobody_answers_for_others_or_for_a_group_of_buddies(spring: World) -> None:
    accept, no = matches.suggested(spring)

    gone = "That is not between you any more."
    assert title(spring.presses("Chen", accept)) == gone
    assert title(spring.fills("Chen", no, {"reason": ""})) == gone
    assert title(spring.presses("Bo", Action("mentor.accept", ("1",)))) == gone
    assert title(spring.presses("Bo", Action("mentor.decline", ("x",)))) == gone


def test_what_was_suggested_with_somebody_who_left_stands_no_more(spring: World) -> None:
    accept, _ = matches.suggested(spring)
    spring.says("Bo", "/cohort leave")

    assert title(spring.presses("Dana", accept)) == "That suggestion does not stand any more"


def test_whoever_answers_is_there_again_whatever_was_left_unanswered(spring: World) -> None:
    accept, _ = matches.suggested(spring)
    with spring.database.begin() as session:
        for ready in session.scalars(select(Readiness)):
            ready.unanswered, ready.silent = 1, True

    spring.presses("Dana", accept)

    with spring.database.begin() as session:
        found = [(ready.unanswered, ready.silent) for ready in session.scalars(select(Readiness))]
    assert (0, False) in found


def test_where_no_workspace_holds_both_a_yes_says_how_they_are_reached(world: World) -> None:
    slack, discord = connected(world)
    matches.begins(slack)
    offers(discord, "Dana")
    asks(slack, "Bo")
    live(world, matches.SOON)
    [number] = matches.found(world)
    accept, contact = Action("mentor.accept", (number,)), Action("mentor.contact", (number,))

    asked = slack.presses("Bo", accept)
    unsaid = slack.fills("Bo", contact, {"contact": " "})
    said = slack.fills("Bo", contact, {"contact": "bo@example.org"})
    again = slack.fills("Bo", contact, {"contact": "bo@example.com"})

    assert typed(asked) == {"contact": ""}
    assert problems(unsaid) == {"contact": "An address or a handle is enough."}
    assert title(said) == title(again) == "Noted: you said yes"
    assert typed(slack.presses("Bo", contact)) == {"contact": "bo@example.com"}
    assert title(discord.fills("Dana", contact, {"contact": "dana"})) == "You and Bo are a pair"
    assert discord.platform is Platform.DISCORD
