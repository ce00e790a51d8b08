"""Who loses somebody is told kindly and is first in line; who wished it, or why, is for nobody else."""

import pytest
from sqlalchemy import delete, select

from bot.domain.pairing.states import Kind, PairingState, RoundState
from bot.domain.roadmap import Library
from bot.features.pairing import ending
from bot.features.pairing.ending import Ends
from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Cohort, Member, Pairing, Person, Round
from bot.store.queries import people
from bot.store.queries.pairing import pairings, readiness
from content.library import load
from tests.support.mentoring import buddies, gaps, pair, states, wishes, without_rounds
from tests.support.seen import text, title
from tests.support.tidings import of_person
from tests.support.weeks import bare, button, live, private, words
from tests.support.worlds import World

NIGHT = "2027-01-07 23:59 America/New_York"
ENDED, PAIRED = PairingState.ENDED, PairingState.PAIRED


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def spring(world: World) -> World:
    """Bo, Chen and Eli learn; on Wednesday of the first week nothing waits for anybody."""
    world.starts_cohort()
    for who in ("Bo", "Chen", "Eli"):
        world.says(who, "/cohort join")
    without_rounds(world)
    live(world, "2027-01-06 12:00 Europe/Berlin")
    world.hushes()
    return world


def told(world: World, who: str, until: str = NIGHT) -> str:
    return words(private(live(world, until), who))


def parts(world: World, who: str, label: str, number: int = 1) -> Reply:
    """Somebody says how to go on without the other."""
    shown = world.presses(who, Action("pairing.part", (str(number),))).card
    assert shown is not None
    return world.presses(who, button([shown], label))


def test_not_a_fit_is_offered_another_and_ends_nothing_by_itself(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    met = spring.presses("Bo", Action("pairing.met", ("1", "1", "yes"))).card
    assert met is not None
    fit = spring.presses("Bo", button([met], "Not a fit"))

    assert title(fit) == "Good that you say so"
    assert "Dana is not told." in text(fit)
    assert states(spring) == [PAIRED]


def test_a_learner_who_parts_is_first_in_line_again(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    reply = parts(spring, "Bo", "Look for somebody else")

    assert "You are first in line" in text(reply)
    assert (states(spring), wishes(spring), gaps(spring)) == ([ENDED], {"Bo": "open"}, [Kind.MENTOR])


def test_a_learner_may_stop_looking(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    reply = parts(spring, "Bo", "End it, and stop looking")

    assert "/mentor ask" in text(reply)
    assert (states(spring), wishes(spring)) == ([ENDED], {"Bo": "closed"})


def test_the_other_side_hears_that_it_is_over_and_not_who_wished_it(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    parts(spring, "Bo", "Look for somebody else")
    note = told(spring, "Dana")

    assert "You and Bo are no longer a pair" in note
    assert "Your seat is free" in note


def test_a_mentor_who_parts_frees_a_seat_and_the_learner_is_first_in_line(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    reply = parts(spring, "Dana", "End it, and free the seat")
    note = told(spring, "Bo", "2027-01-06 19:00 Africa/Lagos")

    assert "Your seat is free" in text(reply)
    assert "That happens, and says nothing about you. You are first in line" in note
    assert wishes(spring) == {"Bo": "open"}


def test_pressed_twice_it_ends_once(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    parts(spring, "Bo", "Look for somebody else")
    again = spring.presses("Bo", Action("pairing.parted", ("1", "only")))

    assert title(again) == title(spring.presses("Bo", Action("pairing.part", ("1",))))
    assert title(again) == "You and Dana are no longer paired"
    assert wishes(spring) == {"Bo": "open"}


def test_who_stays_changes_nothing(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    reply = parts(spring, "Bo", "Stay with Dana")

    assert title(reply) == "You and Dana go on"
    assert states(spring) == [PAIRED]


def test_three_learners_of_a_mentor_who_leaves_are_all_first_in_line(spring: World) -> None:
    for who in ("Bo", "Chen", "Eli"):
        pair(spring, who, "Dana")
    spring.says("Dana", "/cohort leave")
    parcels = live(spring, "2027-01-06 19:00 Africa/Lagos")

    assert states(spring) == [ENDED] * 3
    assert wishes(spring) == dict.fromkeys(("Bo", "Chen", "Eli"), "open")
    assert "Dana is no longer here\nIt has nothing to do with you." in words(private(parcels, "Bo"))


def test_a_learner_who_leaves_asks_for_nobody_and_frees_the_seat(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    spring.says("Bo", "/cohort leave")

    assert (states(spring), wishes(spring)) == ([ENDED], {"Bo": "closed"})
    assert "You and Bo are no longer a pair" in told(spring, "Dana")


def test_who_leaves_the_workspace_frees_their_partners_and_is_paired_with_nobody(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    spring.core.hear(of_person(spring, "Dana", gone=True))

    assert (states(spring), wishes(spring)) == ([ENDED], {"Bo": "open"})
    with spring.database.begin() as session:
        dana = session.scalars(select(Member).join(Person).where(Person.name == "Dana")).one()
        assert dana.id in readiness.absent(session, session.get_one(Cohort, 1), spring.clock.now())
    spring.says("Dana", "/roadmap")
    with spring.database.begin() as session:
        assert dana.id not in readiness.absent(session, session.get_one(Cohort, 1), spring.clock.now())


def test_who_mentors_no_more_by_an_organisers_word_goes_on_learning(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    pair(spring, "Eli", "Bo")
    person = spring.says("Ana", "/cohort roles Spring Bo").card
    assert person is not None
    bo = spring.chooses("Ana", Action("cohort.person", ("1",)), _number(spring, "Bo")).card
    assert bo is not None
    spring.presses("Ana", button([bo], "No longer mentor"))

    assert states(spring) == [PAIRED, ENDED]
    assert wishes(spring) == {"Bo": "paired", "Eli": "open"}
    assert "Bo no longer mentors" in told(spring, "Eli", "2027-01-07 23:00 Europe/Berlin")


def test_when_the_cohort_ends_nobody_waits_for_anybody(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    buddies(spring, "Chen", "Eli")
    spring.presses("Ana", Action("cohort.finish", ("1",)))

    assert states(spring) == [ENDED, ENDED]
    assert wishes(spring) == {"Bo": "closed"}
    assert gaps(spring) == []
    assert "pair" not in told(spring, "Dana")


def test_two_of_three_buddies_go_on(spring: World) -> None:
    buddies(spring, "Chen", "Bo", "Eli")
    spring.says("Chen", "/cohort leave")

    assert states(spring) == [PAIRED]
    assert gaps(spring) == []
    assert "Chen is no longer here\nYou and Eli go on as a pair." in told(spring, "Bo")
    with spring.database.begin() as session:
        bond = pairings.bond(session, session.get_one(Pairing, 1))
        assert bond.pairing.starter_id in {one[1].id for one in bond.partners if one[1].left_at is None}


def test_the_last_of_a_group_gets_somebody_new_at_once(spring: World) -> None:
    buddies(spring, "Chen", "Bo", "Eli")
    spring.says("Chen", "/cohort leave")
    spring.says("Eli", "/cohort leave")

    assert states(spring) == [ENDED]
    assert gaps(spring) == [Kind.BUDDY]


def test_a_new_round_of_buddies_ends_the_old_one_without_a_word(spring: World) -> None:
    buddies(spring, "Bo", "Chen")
    with spring.database.begin() as session:
        bond = pairings.bond(session, session.get_one(Pairing, 1))
        ending.end(session, spring.clock.now(), session.get_one(Cohort, 1), bond, Ends.REPLACED)

    assert (states(spring), gaps(spring)) == ([ENDED], [])
    assert told(spring, "Bo", "2027-01-07 12:00 Africa/Lagos") == ""


def test_what_nobody_had_agreed_to_is_withdrawn_with_the_words_of_a_no(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    with spring.database.begin() as session:
        made = session.get_one(Pairing, 1)
        made.state, bond = PairingState.SUGGESTED, pairings.bond(session, made)
        dana = next(member for _, member, person in bond.partners if person.name == "Dana")
        ending.end(session, spring.clock.now(), session.get_one(Cohort, 1), bond, Ends.WISHED, by=dana)
    with spring.database.begin() as session:
        session.execute(delete(Round).where(Round.state == RoundState.DUE))
    note = told(spring, "Bo", "2027-01-06 19:00 Africa/Lagos")

    assert states(spring) == [PairingState.WITHDRAWN]
    assert "No match this time" in note
    assert "Dana" not in note


def test_who_wished_to_part_is_not_suggested_to_the_other_again(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    parts(spring, "Dana", "End it, and free the seat")
    live(spring, "2027-01-12 12:00 Europe/Berlin")

    assert states(spring) == [ENDED]


def _number(world: World, who: str) -> str:
    with world.database.begin() as session:
        return str(people.recognise(session, world.actor(who)).person.id)
