"""Two yeses make a pair: the request is served, a room is opened, and both are followed from there."""

import pytest
from sqlalchemy import select

from bot.domain.pairing.states import PairingState
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.store.models import Delivery, MentorRequest
from content.library import load
from tests.support.mentoring import pair, states, suggested, wishes, without_rounds
from tests.support.seen import labels, text, title
from tests.support.weeks import bare, button, live, private, words
from tests.support.worlds import World

NOON, MET = "2027-01-06 12:00 Europe/Berlin", "pairing.met"
QUIET = "How is it going with Dana?"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn, Dana mentors in the workspace; on Wednesday of the first week nothing waits."""
    world.starts_cohort()
    for who in ("Bo", "Chen", "Dana"):
        world.says(who, "/cohort join")
    without_rounds(world)
    live(world, NOON)
    world.hushes()
    return world


def heard(world: World, who: str, until: str) -> str:
    return words(private(live(world, until), who))


def test_the_second_yes_makes_them_a_pair_with_a_room_once(spring: World) -> None:
    accept = Action("mentor.accept", (str(suggested(spring, "Bo", "Dana")),))
    spring.presses("Dana", accept)
    before = states(spring)
    for _ in range(2):
        spring.presses("Bo", accept)

    assert before == [PairingState.SUGGESTED]
    assert (states(spring), wishes(spring)) == ([PairingState.PAIRED], {"Bo": "paired"})
    with spring.database.begin() as session:
        assert len(session.scalars(select(Delivery).where(Delivery.kind == "pairing-room")).all()) == 1
        assert session.scalars(select(MentorRequest.served_at)).one() == spring.clock.now()


def test_after_the_second_yes_both_are_asked_in_a_week(spring: World) -> None:
    accept = Action("mentor.accept", (str(suggested(spring, "Bo", "Dana")),))
    for who in ("Dana", "Bo"):
        spring.presses(who, accept)

    assert "Did you meet Dana?" in heard(spring, "Bo", "2027-01-13 20:00 Africa/Lagos")


def test_two_quiet_weeks_get_one_gentle_word_on_each_side(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    parcels = live(spring, "2027-01-21 23:59 America/New_York")
    [word] = [card for card in private(parcels, "Bo") if card.title == QUIET]
    later = heard(spring, "Bo", "2027-02-10 12:00 Europe/Berlin")

    assert "How is it going with Bo?" in [card.title for card in private(parcels, "Dana")]
    assert "Go on without Dana" in words([word])
    assert QUIET not in later


def test_a_sign_begins_the_two_weeks_anew(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    live(spring, "2027-01-12 12:00 Europe/Berlin")
    spring.presses("Dana", Action(MET, ("1", "1", "yes")))

    assert QUIET not in heard(spring, "Bo", "2027-01-25 23:59 Africa/Lagos")
    assert QUIET in heard(spring, "Bo", "2027-01-27 23:59 Africa/Lagos")


def test_a_pause_of_the_cohort_is_no_silence(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    shown = spring.says("Ana", "/cohort pause 2027-01-25").card
    assert shown is not None
    spring.presses("Ana", button([shown], "Save"))

    assert QUIET not in heard(spring, "Bo", "2027-02-06 12:00 Africa/Lagos")
    assert QUIET in heard(spring, "Bo", "2027-02-10 23:59 Africa/Lagos")


def test_a_mentor_of_two_quiet_pairs_hears_of_one_at_a_time(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    pair(spring, "Chen", "Dana")
    [first] = [one for one in _notes(spring, "2027-01-21 12:00 America/New_York") if "How is it" in one]
    [second] = [one for one in _notes(spring, "2027-01-25 23:00 America/New_York") if "How is it" in one]

    assert ("with Bo?" in first, "with Chen?" in first) == (True, False)
    assert ("with Bo?" in second, "with Chen?" in second) == (False, True)


def test_a_note_is_kept_changed_shown_to_its_owner_alone_and_deleted(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    for who in ("Bo", "Dana"):
        spring.presses(who, Action(MET, ("1", "1", "yes")))
    note = Action("pairing.note", ("1", "1"))
    spring.fills("Bo", note, {"words": "Cut the scope", "kept": "alone"})
    kept = spring.fills("Bo", note, {"words": "Cut the scope, keep the metric", "kept": "evidence"})
    listed = spring.says("Bo", "/mentor notes")
    asked = spring.presses("Bo", Action("pairing.note-gone", ("1", "1")))
    assert asked.card is not None

    assert "It is kept as evidence." in text(kept)
    assert "Cut the scope, keep the metric" in text(listed)
    assert title(spring.says("Dana", "/mentor notes")) == "No session note is kept here yet"
    assert title(spring.presses("Chen", note)) == "That is not between you any more."
    assert title(spring.presses("Bo", button([asked.card], "Delete it"))) == "The note is gone"
    assert title(spring.says("Bo", "/mentor notes")) == "No session note is kept here yet"


def test_notes_stay_when_the_pair_and_the_cohort_are_over(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    spring.presses("Bo", Action(MET, ("1", "1", "yes")))
    spring.fills("Bo", Action("pairing.note", ("1", "1")), {"words": "Cut the scope", "kept": "alone"})
    spring.presses("Bo", Action("pairing.parted", ("1", "another")))
    spring.says("Bo", "/cohort leave")
    opened = spring.chooses("Bo", Action("pairing.note-open"), "1.1")

    assert "Cut the scope" in text(spring.says("Bo", "/mentor notes"))
    assert labels(opened) == ["Change the note", "Delete the note", "All notes"]


def test_there_is_no_note_of_a_session_nobody_spoke_of(spring: World) -> None:
    pair(spring, "Bo", "Dana")

    assert title(spring.presses("Bo", Action("pairing.note", ("1", "4")))) == "You have not told of that session yet."


def test_notes_turn_page_by_page(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    for number in range(1, 8):
        spring.presses("Bo", Action(MET, ("1", str(number), "yes")))
        spring.fills("Bo", Action("pairing.note", ("1", str(number))), {"words": f"Talk {number}", "kept": "alone"})
    first = spring.says("Bo", "/mentor notes")
    older = spring.presses("Bo", Action("pairing.notes", ("1",)))

    assert [f"Talk {number}" in text(first) for number in range(1, 8)] == [False] * 2 + [True] * 5
    assert [f"Talk {number}" in text(older) for number in range(1, 8)] == [True] * 2 + [False] * 5
    assert text(spring.presses("Bo", Action("pairing.notes", ("99",)))) == text(first)


def _notes(world: World, until: str) -> list[str]:
    """The private notes of Dana until then, each as text."""
    return [words([card]) for card in private(live(world, until), "Dana")]
