"""The digest of a round is the same for the same, in whatever order it came; and another for anything else."""

from dataclasses import replace

from hypothesis import given

from bot.domain.matching import record
from bot.domain.matching.buddies import Circle, Peer
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner
from bot.domain.matching.weights import MentorWeights
from tests.support.rounds import WEEK, rounds


@given(round_=rounds())
def test_the_order_of_people_is_no_difference(round_: Round) -> None:
    turned = replace(round_, learners=tuple(round_.learners[::-1]), mentors=tuple(round_.mentors[::-1]))

    assert record.digest(turned) == record.digest(round_)


def test_everything_else_is_one() -> None:
    learner = Learner(number=1, prefers=(2, 3))
    round_ = Round(learners=[learner], mentors=[], week=WEEK, seed="s")
    others = [
        replace(round_, seed="t"),
        replace(round_, weights=MentorWeights(hours=1)),
        replace(round_, learners=[replace(learner, waited=1)]),
        replace(round_, learners=[replace(learner, prefers=(3, 2))]),
        replace(round_, week=replace(WEEK, days=1)),
    ]

    assert len({record.digest(one) for one in (round_, *others)}) == 6


def test_circles_have_one_too() -> None:
    circle = Circle(peers=[Peer(number=1), Peer(number=2)], week=WEEK, seed="", met={(1, 2): 1})

    assert record.digest(circle) == record.digest(replace(circle, peers=circle.peers[::-1]))
    assert record.digest(circle) != record.digest(replace(circle, met={}))
    assert len(record.digest(circle)) == 64
