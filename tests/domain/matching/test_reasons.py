"""Reasons are true of both, at most three, and the strongest first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import reasons
from bot.domain.matching.buddies import Peer
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.matching.reasons import Free, Liked, Named, SameAim, SameField, Traded, WentThere, WorksThere
from tests.support.rounds import traits

SKILLS = st.frozensets(st.sampled_from(["sql", "testing", "design"]))


def test_a_mentor_who_went_there_works_there_and_shares_an_interest() -> None:
    learner = Learner(
        number=1, traits=Traits(routes=frozenset({"inside"}), role="mlops", interests=frozenset({"search"}), free=7)
    )
    mentor = Mentor(
        number=2,
        seats=1,
        traits=Traits(interests=frozenset({"search", "vision"}), free=6),
        roles=frozenset({"mlops"}),
        routes=frozenset({"inside"}),
    )

    assert reasons.mentoring(learner, mentor) == (
        WentThere(route="inside"),
        WorksThere(role="mlops"),
        Liked(interests=("search",)),
    )


def test_hours_are_a_reason_where_little_else_is() -> None:
    told = reasons.mentoring(
        Learner(number=1, traits=Traits(free=7)), Mentor(number=2, seats=1, traits=Traits(free=6))
    )

    assert told == (Free(both=6),)


def test_a_trade_comes_first_and_reads_from_both_sides() -> None:
    one = Peer(number=1, gives=frozenset({"sql"}), seeks=frozenset({"testing"}), traits=Traits(role="mlops"))
    other = Peer(number=2, gives=frozenset({"testing"}), seeks=frozenset({"sql"}), traits=Traits(role="mlops"))

    assert reasons.buddying(one, other) == (Traded(gives="sql", gets="testing"), SameAim(role="mlops"))
    assert reasons.buddying(other, one)[0] == Traded(gives="testing", gets="sql")


def test_whoever_was_named_is_told_so_first() -> None:
    learner = Learner(number=1, traits=Traits(free=7), prefers=(3, 2))

    assert reasons.mentoring(learner, Mentor(number=2, seats=1, traits=Traits(free=7))) == (Named(), Free(both=7))
    assert reasons.mentoring(learner, Mentor(number=4, seats=1)) == ()


def test_buddies_of_one_field_hear_of_it() -> None:
    one, other = (
        Peer(number=at, traits=Traits(fields=frozenset({"payments", job}))) for at, job in ((1, "x"), (2, "y"))
    )

    assert reasons.buddying(one, other) == (SameField(field="payments"),)


def test_of_people_who_told_nothing_nothing_is_made_up() -> None:
    assert reasons.mentoring(Learner(number=1), Mentor(number=2, seats=1)) == ()
    assert reasons.buddying(Peer(number=1), Peer(number=2)) == ()


@given(mine=traits, theirs=traits, gives=SKILLS, seeks=SKILLS)
def test_every_reason_is_true_of_both(
    mine: Traits, theirs: Traits, gives: frozenset[str], seeks: frozenset[str]
) -> None:
    one, other = Peer(number=1, traits=mine, gives=gives), Peer(number=2, traits=theirs, gives=seeks, seeks=gives)
    told = reasons.buddying(one, other)

    assert len(told) <= reasons.MOST
    for reason in told:
        match reason:
            case Liked(interests=liked):
                assert set(liked) <= mine.interests & theirs.interests
            case Free(both=both):
                assert both & mine.free & theirs.free == both
            case SameAim(role=role, route=route):
                assert role in ("", mine.role, theirs.role)
                assert not route or route in mine.routes & theirs.routes
            case SameField(field=known):
                assert known in mine.fields & theirs.fields
            case Traded():
                raise AssertionError("one of them seeks nothing")
