"""What matching may know is what somebody told, and nothing that they left open."""

from datetime import date

import pytest

from bot.domain.matching import hours
from bot.domain.matching.people import Traits
from bot.domain.onboarding import Question
from bot.domain.pairing import availability, traits
from bot.domain.pairing.states import Ladder
from bot.domain.pairing.terms import Terms
from bot.domain.profile import Answers
from content import library

MONDAY = date(2026, 3, 9)
TOLD: Answers = {
    "spoken-languages": ("english", "german"),
    "level": ("senior",),
    "company": ("  Acme   Ltd ",),
    "same-company": ("allowed",),
    "availability": ("weekday-lunch",),
    "applications": ("search", "other"),
    "target-role": ("mlops",),
    "route-wish": ("startup", "later"),
    "domain": ("Payments, Health care and payments",),
    "strengths": ("debugging",),
    "gaps": ("algorithms",),
}


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    guide = library.load().default.guide
    return {question.slug: question for step in guide.onboarding for question in step.questions}


def test_everything_that_was_told_is_there(questions: dict[str, Question]) -> None:
    assert traits.traits(TOLD, questions, "UTC", MONDAY) == Traits(
        languages=frozenset({"english", "german"}),
        level=2,
        company="Acme Ltd",
        own_company=True,
        free=hours.week(availability.of_blocks(["weekday-lunch"]), "UTC", MONDAY),
        interests=frozenset({"search"}),
        role="mlops",
        routes=frozenset({"startup"}),
        fields=frozenset({"payments", "health care"}),
    )


@pytest.mark.parametrize(
    "told",
    [{}, {"level": ("unsaid",), "target-role": ("unsure",), "applications": ("other",), "route-wish": ("later",)}],
)
def test_what_is_left_open_is_open(questions: dict[str, Question], told: Answers) -> None:
    assert traits.traits(told, questions, "UTC", MONDAY) == Traits()


def test_hours_that_were_written_stand_before_times_that_were_chosen(questions: dict[str, Question]) -> None:
    spans = availability.parse("", "10-12", "", "")
    told = {**TOLD, availability.QUESTION: (availability.packed(spans),)}

    assert traits.hours_of(told, questions) == spans
    assert traits.traits(told, questions, "Asia/Tokyo", MONDAY).free == hours.week(spans, "Asia/Tokyo", MONDAY)


def test_a_mentor_has_the_seats_that_are_left_and_knows_what_they_offer(questions: dict[str, Question]) -> None:
    told = traits.traits(TOLD, questions, "UTC", MONDAY)
    terms = Terms(seats=2, ladder=Ladder.PEER, interests=("vision",), roles=("mlops",), routes=("startup",))
    mentor = traits.mentor(7, told, terms, taken=3, glad=1, met=2)

    assert (mentor.number, mentor.seats, mentor.taken, mentor.peer, mentor.glad, mentor.met) == (7, 0, 3, True, 1, 2)
    assert (mentor.roles, mentor.routes) == (frozenset({"mlops"}), frozenset({"startup"}))
    assert mentor.traits.interests == frozenset({"vision"})
    assert mentor.traits.languages == told.languages


def test_a_mentor_who_names_no_interests_has_those_of_their_profile(questions: dict[str, Question]) -> None:
    told = traits.traits(TOLD, questions, "UTC", MONDAY)

    assert traits.mentor(7, told, Terms(seats=1, ladder=Ladder.WORKING), taken=0).traits == told


def test_a_peer_teaches_strengths_and_seeks_gaps(questions: dict[str, Question]) -> None:
    peer = traits.peer(7, Traits(), TOLD, questions)

    assert (peer.gives, peer.seeks) == (frozenset({"debugging"}), frozenset({"algorithms"}))
