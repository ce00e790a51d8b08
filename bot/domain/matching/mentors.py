"""A mentor round: who gets whom. As many as can be served, whoever waited longest first, and then the best fit.

The goals come one after the other (see `_worth`), each so much heavier than all that follow that no sum of those can
outweigh it. Serving many and serving first whoever waited cannot conflict: who can be served together is a matroid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.matching import barriers, lots, scores, solver
from bot.domain.matching.barriers import Week
from bot.domain.matching.people import Learner, Mentor, Past
from bot.domain.matching.scores import Neighbours
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
    neighbours: Neighbours = frozenset()


def plan(given: Round) -> dict[int, int]:
    """The mentor of each learner who gets one, by their numbers. Each learner and each mentor is there once."""
    free = replace(given, mentors=[one for one in given.mentors if one.seats > 0])
    return assigned(free, fitting(free))


def fitting(given: Round) -> dict[tuple[int, int], int]:
    """The score of each pair that may be, whether there is a seat or not."""
    allowed = (
        (learner, mentor, (learner.number, mentor.number))
        for learner in given.learners
        for mentor in given.mentors
        if barriers.between(learner, mentor, given.past, given.week) is None
    )
    return {
        pair: scores.mentor(learner, mentor, given.weights, given.neighbours, before=pair in given.past.before)
        for learner, mentor, pair in allowed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How much worse the best plan is with one thing forced, and that plan.

    `served`: learners fewer; `waited`: days of waiting less among those who are served; `fit`: points of fit lost,
    where the worst-off count most. What comes first weighs most: while it is above 0, those after it may be below.
    """

    served: int
    waited: int
    fit: int
    plan: Mapping[int, int]


def cost(given: Round, learner: int, mentor: int | None) -> Cost:
    """What it costs the round to give a learner this mentor, or none.

    Raises `ValueError` for a pair that may not be, and for a mentor without a free seat.
    """
    fits = fitting(given)
    if mentor is not None and (learner, mentor) not in fits:
        raise ValueError("this pair may not be")
    best, forced = assigned(given, fits), _forced(given, fits, learner, mentor)
    waited = {one.number: one.waited for one in given.learners}
    return Cost(
        served=len(best) - len(forced),
        waited=sum(waited[one] for one in best) - sum(waited[one] for one in forced),
        fit=-((_misfit(best, fits) - _misfit(forced, fits)) // scores.FULL),
        plan=forced,
    )


def _forced(given: Round, fits: Mapping[tuple[int, int], int], learner: int, mentor: int | None) -> dict[int, int]:
    """The best plan of the others, in what is left of the seats, and this pair."""
    rest = {pair: fit for pair, fit in fits.items() if pair[0] != learner}
    if mentor is None:
        return assigned(given, rest)
    left = [
        replace(one, seats=one.seats - 1, taken=one.taken + 1) if one.number == mentor else one
        for one in given.mentors
    ]
    if any(one.seats < 0 for one in left):
        raise ValueError("this mentor has no free seat")
    return assigned(replace(given, mentors=left), rest) | {learner: mentor}


def _misfit(plan: Mapping[int, int], fits: Mapping[tuple[int, int], int]) -> int:
    return sum((scores.FULL - fits[pair]) ** 2 for pair in plan.items())


def moved(plan: Mapping[int, int], other: Mapping[int, int]) -> tuple[int, ...]:
    """The learners who have somebody else in the other plan, or nobody any more, or somebody at last."""
    return tuple(sorted(one for one in plan.keys() | other.keys() if plan.get(one) != other.get(one)))


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
