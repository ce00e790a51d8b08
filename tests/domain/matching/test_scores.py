"""The scorer is bounded, grows with what helps, and cannot see what it must not."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import scores
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.matching.weights import BuddyWeights, MentorWeights
from tests.support.rounds import traits

LEARNERS = st.builds(Learner, number=st.just(1), traits=traits)
MENTORS = st.builds(
    Mentor,
    number=st.just(2),
    seats=st.just(1),
    taken=st.integers(0, 9),
    traits=traits,
    roles=st.frozensets(st.sampled_from(["applied-mle", "mlops"])),
    routes=st.frozensets(st.sampled_from(["inside", "outside"])),
    met=st.just(9),
    glad=st.integers(0, 9),
)


def test_a_perfect_mentor_has_nearly_all_points() -> None:
    free, likes = (1 << 40) - 1, frozenset({"search"})
    asks = Traits(level=0, free=free, interests=likes, role="mlops", routes=frozenset({"inside"}))
    mentor = Mentor(
        number=2, seats=1, traits=replace(asks, level=2), roles=frozenset({"mlops"}), routes=frozenset({"inside"})
    )

    assert scores.mentor(Learner(number=1, traits=asks), mentor, MentorWeights()) == 950


def test_whoever_told_nothing_has_half_of_what_can_be_told() -> None:
    assert scores.mentor(Learner(number=1), Mentor(number=2, seats=1), MentorWeights()) == 475
    assert scores.buddies(Traits(), Traits(), BuddyWeights()) == 500


@given(learner=LEARNERS, mentor=MENTORS, before=st.booleans())
def test_a_score_has_bounds(learner: Learner, mentor: Mentor, before: bool) -> None:
    assert 0 <= scores.mentor(learner, mentor, MentorWeights(), before=before) <= scores.FULL


@given(learner=LEARNERS, mentor=MENTORS)
def test_a_load_or_a_past_never_helps_and_gladness_never_hurts(learner: Learner, mentor: Mentor) -> None:
    score = scores.mentor(learner, mentor, MentorWeights())

    assert scores.mentor(learner, replace(mentor, taken=mentor.taken + 1), MentorWeights()) <= score
    assert scores.mentor(learner, mentor, MentorWeights(), before=True) <= score
    assert scores.mentor(learner, replace(mentor, glad=mentor.glad + 1), MentorWeights()) >= score


@given(learner=LEARNERS, mentor=MENTORS)
def test_knowing_what_is_wanted_never_hurts(learner: Learner, mentor: Mentor) -> None:
    wanted = learner.traits.interests
    if wanted and mentor.traits.interests:
        knows = replace(mentor, traits=replace(mentor.traits, interests=mentor.traits.interests | wanted))

        assert scores.mentor(learner, knows, MentorWeights()) >= scores.mentor(learner, mentor, MentorWeights())


@given(one=traits, other=traits)
def test_buddies_fit_each_other_alike(one: Traits, other: Traits) -> None:
    score = scores.buddies(one, other, BuddyWeights())

    assert score == scores.buddies(other, one, BuddyWeights())
    assert 0 <= score <= scores.FULL


def test_nothing_of_name_gender_or_time_of_joining_is_there_to_be_seen() -> None:
    known = {field.name for kind in (Traits, Learner, Mentor) for field in fields(kind)}

    assert known == {
        *("languages", "level", "company", "own_company", "free", "interests", "role", "routes", "fields"),
        *("number", "traits", "waited", "prefers", "seats", "taken", "roles", "peer", "glad", "met"),
    }


@given(learner=LEARNERS, mentor=MENTORS, number=st.integers(3, 99), waited=st.integers(0, 99))
def test_who_it_is_and_how_long_they_waited_is_no_fit(
    learner: Learner, mentor: Mentor, number: int, waited: int
) -> None:
    other = replace(learner, number=number, waited=waited)

    assert scores.mentor(other, mentor, MentorWeights()) == scores.mentor(learner, mentor, MentorWeights())
