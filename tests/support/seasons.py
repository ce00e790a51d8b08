"""A season of mentor rounds over values alone: who asks, answers, says yes, no or nothing, comes and goes.

It keeps the rules of pairing the way the features do, without a database: a suggestion holds for 72 hours, a pair
that was declined rests for six rounds of the rhythm, whoever loses a name is served again half an hour later.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.matching import mentors
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Past
from bot.domain.matching.scores import Neighbours
from bot.domain.pairing.states import Cause
from bot.domain.pairing.timing import BANNED_ROUNDS, EXPIRES, GATHER, TRIES
from tests.support.rounds import WEEK

START = timedelta(0)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A learner's suggestion, or with the yes of both, their pair."""

    learner: int
    mentor: int
    since: timedelta
    yes: frozenset[int] = frozenset()

    @property
    def paired(self) -> bool:
        """Whether both have said yes."""
        return len(self.yes) == 2


@dataclass(slots=True, kw_only=True)
class Season:
    """Everybody and everything in it; `due` is when the next round for whoever lost or has no name is held."""

    seed: str = ""
    neighbours: Neighbours = frozenset()
    now: timedelta = START
    learners: dict[int, Learner] = field(default_factory=dict)
    mentors: dict[int, Mentor] = field(default_factory=dict)
    asked: dict[int, timedelta] = field(default_factory=dict)
    tries: Counter[int] = field(default_factory=Counter)
    names: dict[int, Suggestion] = field(default_factory=dict)
    declined: dict[Pair, int] = field(default_factory=dict)
    expired: set[Pair] = field(default_factory=set)
    before: set[Pair] = field(default_factory=set)
    rhythms: int = 0
    rounds: int = 0
    due: timedelta | None = None

    def ask(self, learner: Learner, asked: timedelta | None = None) -> None:
        """Somebody asks for a mentor."""
        self.learners[learner.number] = learner
        self.asked[learner.number] = self.now if asked is None else asked
        self._gap()

    def offer(self, mentor: Mentor) -> None:
        """Somebody answers."""
        self.mentors[mentor.number] = mentor
        self._gap()

    def leave(self, number: int) -> None:
        """Somebody goes: whoever was to be theirs, or is, keeps their place in the line."""
        for name in [one for one in self.names.values() if number in (one.learner, one.mentor)]:
            self._end(name)
        self.learners.pop(number, None)
        self.asked.pop(number, None)
        self.mentors.pop(number, None)

    def say_yes(self, learner: int, person: int) -> None:
        """One of the two accepts."""
        name = self.names[learner]
        self.names[learner] = replace(name, yes=name.yes | {person})

    def say_no(self, learner: int) -> None:
        """One of the two declines."""
        name = self.names[learner]
        self.declined[name.learner, name.mentor] = self.rhythms
        self._end(name)

    def hold(self, cause: Cause) -> dict[int, int]:
        """A round now: the new names, by learner."""
        given = self.given(cause)
        if cause is Cause.RHYTHM:
            self.rhythms, self.expired = self.rhythms + 1, set()
            self.tries.clear()
        plan = mentors.plan(given)
        self.rounds, self.due = self.rounds + 1, None
        self.tries.update(plan.keys())
        self.names |= {one: Suggestion(learner=one, mentor=other, since=self.now) for one, other in plan.items()}
        return plan

    def given(self, cause: Cause) -> Round:
        """What a round now is decided by."""
        taken = Counter(name.mentor for name in self.names.values())
        rhythm = cause is Cause.RHYTHM
        return Round(
            learners=[
                replace(self.learners[one], waited=(self.now - self.asked[one]).days)
                for one in self.waiting()
                if rhythm or self.tries[one] < TRIES
            ],
            mentors=[
                replace(one, seats=max(0, one.seats - taken[one.number]), taken=taken[one.number])
                for one in self.mentors.values()
            ],
            week=WEEK,
            seed=f"{self.seed}:{self.rounds}",
            past=self.past(rhythm=rhythm),
            neighbours=self.neighbours,
        )

    def past(self, *, rhythm: bool) -> Past:
        """Who may not be suggested to whom: for six rounds of the rhythm; after a silence, until the next of them."""
        held = self.rhythms + rhythm
        resting = {pair for pair, at in self.declined.items() if held - at <= BANNED_ROUNDS}
        return Past(declined=resting if rhythm else resting | self.expired, before=self.before)

    def waiting(self) -> list[int]:
        """Whoever asks and has no name."""
        return [one for one in self.asked if one not in self.names]

    def until(self, end: timedelta) -> Iterator[tuple[Round, dict[int, int]]]:
        """Let time go by: suggestions expire and rounds are held when they are due; each with its new names."""
        while (coming := self._next()) is not None and coming <= end:
            self.now = coming
            for name in [one for one in self._open() if one.since + EXPIRES <= self.now]:
                self.expired.add((name.learner, name.mentor))
                self._end(name)
            if self.due is not None and self.due <= self.now:
                yield self.given(Cause.GAP), self.hold(Cause.GAP)
        self.now = end

    def _next(self) -> timedelta | None:
        moments = [one.since + EXPIRES for one in self._open()] + ([] if self.due is None else [self.due])
        return min(moments, default=None)

    def _open(self) -> list[Suggestion]:
        return [one for one in self.names.values() if not one.paired]

    def _end(self, name: Suggestion) -> None:
        if name.paired:
            self.before.add((name.learner, name.mentor))
        del self.names[name.learner]
        self._gap()

    def _gap(self) -> None:
        if self.waiting() and self.mentors:
            self.due = min(self.due or self.now + GATHER, self.now + GATHER)
