"""Did you meet? Each side's word is its own, asked once more at most, and one yes is enough."""

import pytest

from bot.domain.roadmap import Library
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Pairing
from bot.store.queries.pairing import meetings, pairings
from content.library import load
from tests.support.mentoring import buddies, pair, told, without_rounds
from tests.support.seen import labels, problems, text, title
from tests.support.weeks import bare, button, live, private
from tests.support.worlds import World

#: A week after they became a pair, past everybody's evening; and a week after that.
WEEK, FORTNIGHT = "2027-01-13 23:59 America/New_York", "2027-01-21 23:59 America/New_York"
ASKED = "Did you meet Dana?"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn; Dana mentors Bo since Wednesday of the first week, and nothing else waits."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    without_rounds(world)
    live(world, "2027-01-06 12:00 Europe/Berlin")
    world.hushes()
    pair(world, "Bo", "Dana")
    return world


def titles(cards: list[Card]) -> list[str]:
    return [card.title for card in cards]


def says(world: World, who: str, label: str, command: str = "/mentor met") -> Reply:
    """Somebody answers what the command asks."""
    card = world.says(who, command).card
    assert card is not None
    return world.presses(who, button([card], label))


def plans(world: World, who: str, day: str) -> Reply:
    return world.fills(who, Action("pairing.plan", ("1", "1")), {"until": day})


def follow_ups(world: World, who: str, until: str) -> list[str]:
    """What somebody is asked about their pair until then."""
    return [one for one in titles(private(live(world, until), who)) if "meet" in one or "going" in one]


def test_both_are_asked_after_a_week_and_not_before(spring: World) -> None:
    early = live(spring, "2027-01-13 11:00 Europe/Berlin")
    later = live(spring, WEEK)

    assert not set(titles(private(early, "Bo"))) & {ASKED}
    assert ASKED in titles(private(later, "Bo"))
    assert "Did you meet Bo?" in titles(private(later, "Dana"))
    assert follow_ups(spring, "Chen", WEEK) == []


def test_a_yes_counts_once_however_often_it_is_pressed(spring: World) -> None:
    [note] = [card for card in private(live(spring, WEEK), "Bo") if card.title == ASKED]
    met = spring.presses("Bo", button([note], "Met Dana"))
    again = spring.presses("Bo", button([note], "Met Dana"))

    assert title(met) == title(again) == "Written down: you met Dana"
    assert told(spring) == [("Bo", 1, "yes")]


def test_a_yes_by_command_before_the_question_leaves_nothing_to_ask(spring: World) -> None:
    says(spring, "Bo", "Met Dana")

    assert follow_ups(spring, "Bo", WEEK) == []


def test_the_other_side_is_asked_for_its_own_word_and_not_told_what_was_said(spring: World) -> None:
    says(spring, "Bo", "Met Dana")

    told_to_dana = private(live(spring, "2027-01-06 23:59 America/New_York"), "Dana")
    assert titles(told_to_dana) == ["Did you meet Bo?"]


def test_both_may_say_different_things_and_one_yes_is_enough(spring: World) -> None:
    says(spring, "Bo", "Met Dana")
    says(spring, "Dana", "Could not meet Bo")

    assert told(spring) == [("Bo", 1, "yes"), ("Dana", 1, "could-not")]
    with spring.database.begin() as session:
        assert meetings.has_met(session, session.get_one(Pairing, 1))


def test_who_could_not_has_not_met_and_is_offered_three_ways(spring: World) -> None:
    reply = says(spring, "Bo", "Could not meet Dana")

    assert labels(reply) == ["Choose a day with Dana", "Go on without Dana"]
    assert follow_ups(spring, "Bo", WEEK) == []
    with spring.database.begin() as session:
        assert not meetings.has_met(session, session.get_one(Pairing, 1))


def test_not_yet_is_asked_once_more_and_then_never(spring: World) -> None:
    [first] = [card for card in private(live(spring, WEEK), "Bo") if card.title == ASKED]
    once = spring.presses("Bo", button([first], "Not yet with Dana"))
    twice_at_once = spring.presses("Bo", button([first], "Not yet with Dana"))
    [second] = [card for card in private(live(spring, FORTNIGHT), "Bo") if card.title == ASKED]
    again = spring.presses("Bo", button([second], "Not yet with Dana"))

    assert title(once) == title(twice_at_once) == "Not yet is fine"
    assert title(again) == "Some weeks are like that"
    assert follow_ups(spring, "Bo", "2027-01-30 12:00 Europe/Berlin") == []


def test_a_plan_is_asked_about_on_the_day_after(spring: World) -> None:
    reply = plans(spring, "Bo", "2027-01-15")
    on_the_day = follow_ups(spring, "Bo", "2027-01-16 12:00 Africa/Lagos")
    cards = private(live(spring, "2027-01-16 20:00 Africa/Lagos"), "Bo")

    assert "For Friday, 2027-01-15." in text(reply)
    assert on_the_day == []
    assert titles(cards) == [ASKED]
    assert "You planned it for Friday, 2027-01-15." in text(Reply(card=cards[0]))


def test_planned_twice_the_later_day_counts(spring: World) -> None:
    plans(spring, "Bo", "2027-01-08")
    plans(spring, "Bo", "2027-01-15")

    assert told(spring) == [("Bo", 1, "planned")]
    assert follow_ups(spring, "Bo", "2027-01-16 12:00 Africa/Lagos") == []
    assert follow_ups(spring, "Bo", "2027-01-16 20:00 Africa/Lagos") == [ASKED]


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2027-01-05", "That day is over."),
        ("2027-09-01", "Choose a day within three months."),
        ("soon", "Write the day as in 2027-01-06"),
    ],
)
def test_a_day_that_cannot_be_is_asked_for_again_as_it_was_typed(spring: World, day: str, problem: str) -> None:
    reply = plans(spring, "Bo", day)

    assert problems(reply)["until"].startswith(problem)
    assert reply.form is not None
    assert reply.form.fields[0].initial == day
    assert told(spring) == []


def test_a_slip_can_be_put_right(spring: World) -> None:
    card = spring.says("Bo", "/mentor met").card
    assert card is not None
    spring.presses("Bo", button([card], "Met Dana"))
    spring.presses("Bo", button([card], "Not yet with Dana"))

    assert told(spring) == [("Bo", 1, "not-yet")]


def test_the_first_session_asks_how_it_felt_and_the_last_press_counts(spring: World) -> None:
    met = says(spring, "Bo", "Met Dana")
    assert met.card is not None
    good = spring.presses("Bo", button([met.card], "A good fit"))
    spring.presses("Bo", button([met.card], "Still deciding"))
    next_one = says(spring, "Bo", "Met Dana")
    assert next_one.card is not None
    spring.presses("Bo", button([next_one.card], "A good fit"))
    third = says(spring, "Bo", "Met Dana")

    assert title(good) == "Good to know"
    assert "A good fit" in labels(next_one)
    assert "A good fit" not in labels(third)


def test_a_fit_before_any_meeting_is_told_where_to_begin(spring: World) -> None:
    reply = spring.presses("Bo", Action("pairing.fit", ("1", "good")))

    assert title(reply) == "You have not told yet that you met."
    assert "/mentor met" in text(reply)


def test_buddies_are_asked_too_and_not_how_it_felt(spring: World) -> None:
    buddies(spring, "Bo", "Chen")
    reply = spring.presses("Bo", Action("pairing.met", ("2", "1", "yes")))

    assert title(reply) == "Written down: you met Chen"
    assert "A good fit" not in labels(reply)


def test_that_buddies_met_counts_also_when_their_time_is_over(spring: World) -> None:
    buddies(spring, "Bo", "Chen")
    with spring.database.begin() as session:
        pairings.end(session, session.get_one(Pairing, 2), spring.clock.now())
    met = spring.presses("Bo", Action("pairing.met", ("2", "1", "yes")))
    not_yet = spring.presses("Chen", Action("pairing.met", ("2", "1", "not-yet")))

    assert title(met) == "Written down: you met Chen"
    assert title(not_yet) == "That is not between you any more."
    assert ("Bo", 1, "yes") in told(spring)


def test_nobody_answers_for_a_pair_they_are_not_in(spring: World) -> None:
    for name in ("pairing.met", "pairing.ask", "pairing.plan", "pairing.fit", "pairing.part", "pairing.parted"):
        assert title(spring.presses("Chen", Action(name, ("1", "1", "yes")))) == "That is not between you any more."
    assert told(spring) == []


def test_who_is_in_no_pair_is_told_where_to_look(spring: World) -> None:
    assert title(spring.says("Chen", "/mentor met")) == "You are not in a mentor pair right now"


def test_a_mentor_of_two_says_whom_they_met(spring: World) -> None:
    pair(spring, "Chen", "Dana")
    which = spring.says("Dana", "/mentor met")
    assert which.card is not None
    chen = spring.presses("Dana", button([which.card], "Chen"))

    assert title(which) == "Whom did you meet?"
    assert title(chen) == "Did you meet Chen?"


def test_nothing_is_asked_while_the_cohort_rests_but_afterwards(spring: World) -> None:
    shown = spring.says("Ana", "/cohort pause 2027-01-25").card
    assert shown is not None
    spring.presses("Ana", button([shown], "Save"))

    assert follow_ups(spring, "Bo", "2027-01-24 23:59 Africa/Lagos") == []
    assert follow_ups(spring, "Bo", "2027-01-26 23:59 Africa/Lagos") == [ASKED]
