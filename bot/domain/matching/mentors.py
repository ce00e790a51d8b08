"""A mentor round: who gets whom. As many as can be served, whoever waited longest first, and then the best fit.

The goals come one after the other (see `_worth`), each so much heavier than all that follow that no sum of those can
outweigh it. Serving many and serving first whoever waited cannot conflict: who can be served together is a matroid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.matching import barriers, lots, scores, solver
from bot.domain.matching.barriers import Week
from bot.domain.matching.people import Learner, Mentor, Past
from bot.domain.matching.weights import MentorWeights


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Everything a round is decided by; the same round has the same plan."""

    learners: Sequence[Learner]
    mentors: Sequence[Mentor]
    week: Week
    seed: str
    past: Past = field(default_factory=Past)
    weights: MentorWeights = field(default_factory=MentorWeights)


def plan(given: Round) -> dict[int, int]:
    """The mentor of each learner who gets one, by their numbers. Each learner and each mentor is there once."""
    fits = fitting(given)
    return assigned(given, fits)


def fitting(given: Round) -> dict[tuple[int, int], int]:
    """The score of each pair that may be, whether there is a seat or not."""
    return {
        (learner.number, mentor.number): scores.mentor(
            learner, mentor, given.weights, before=(learner.number, mentor.number) in given.past.before
        )
        for learner in given.learners
        for mentor in given.mentors
        if barriers.between(learner, mentor, given.past, given.week) is None
    }


def assigned(given: Round, fits: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The best plan over pairs that have been scored."""
    scale = _Scale.of(given)
    waited = {learner.number: learner.waited for learner in given.learners}
    worths = {pair: scale.worth(waited[pair[0]], fit) + lots.drawn(given.seed, pair) for pair, fit in fits.items()}
    seats = {
        mentor.number: [-scale.load * (mentor.taken + seat) for seat in range(min(mentor.seats, len(waited)))]
        for mentor in given.mentors
    }
    return solver.seated(worths, seats)


@dataclass(frozen=True, slots=True)
class _Scale:
    """How heavy each goal is: a point of one outweighs all that every learner could gain by those below it."""

    ranks: Mapping[int, int]
    waiting: int
    fit: int
    load: int

    @classmethod
    def of(cls, given: Round) -> "_Scale":
        people = len(given.learners) + 1
        heaviest = max((mentor.taken + mentor.seats for mentor in given.mentors), default=0)
        load = people << lots.BITS
        fit = load * (people * min(heaviest, people) + 1)
        waiting = fit * (people * scores.FULL**2 + 1)
        waits = sorted({learner.waited for learner in given.learners})
        return cls({wait: rank for rank, wait in enumerate(waits)}, waiting, fit, load)

    def worth(self, waited: int, score: int) -> int:
        """Of one pair. The fit is concave, so that the worst-off gain most: twice 500 is better than 900 and 100."""
        return self.waiting * self.ranks[waited] - self.fit * (scores.FULL - score) ** 2
