"""Thirty rounds of people who come, go, say yes, say no and say nothing: what was promised holds all the time."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.matching import mentors
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.pairing.states import Cause
from bot.domain.pairing.timing import BANNED_ROUNDS, EXPIRES, GATHER, TRIES
from tests.support import others
from tests.support.rounds import traits
from tests.support.seasons import Pair, Season, Suggestion

#: Mentors count from here, so that nobody is both.
MENTORS = 1000


class ThirtyRounds(RuleBasedStateMachine):
    """A cohort of a few people. Between any two steps something may happen to any of them."""

    def __init__(self) -> None:
        super().__init__()
        self.season = Season(seed="thirty")
        self.people = 0
        self.no: dict[Pair, int] = {}

    @initialize(told=st.lists(traits, min_size=2, max_size=6))
    def begin(self, told: list[Traits]) -> None:
        for one in told:
            self.ask(one)
            self.offer(one, 1, peer=True)
        self.hold_the_week()

    @rule(told=traits)
    def ask(self, told: Traits) -> None:
        self.people += 1
        self.season.ask(Learner(number=self.people, traits=told))

    @rule(told=traits, seats=st.integers(1, 3), peer=st.booleans())
    def offer(self, told: Traits, seats: int, peer: bool) -> None:
        self.people += 1
        self.season.offer(Mentor(number=MENTORS + self.people, seats=seats, traits=told, peer=peer))

    @precondition(lambda self: self.season.learners or self.season.mentors)
    @rule(draw=st.data())
    def leave(self, draw: st.DataObject) -> None:
        there = [*self.season.learners, *self.season.mentors]
        gone = draw.draw(st.sampled_from(there))
        others_before = self._paired(lambda one: gone not in (one.learner, one.mentor))
        self.season.leave(gone)

        assert self._paired() == others_before

    @precondition(lambda self: self._open())
    @rule(draw=st.data())
    def say_yes(self, draw: st.DataObject) -> None:
        name = draw.draw(st.sampled_from(self._open()))
        self.season.say_yes(name.learner, draw.draw(st.sampled_from((name.learner, name.mentor))))

    @precondition(lambda self: self._open())
    @rule(draw=st.data())
    def say_no(self, draw: st.DataObject) -> None:
        name = draw.draw(st.sampled_from(self._open()))
        self.no[name.learner, name.mentor] = self.season.rhythms
        self.season.say_no(name.learner)

    @rule(hours=st.integers(1, 96))
    def wait(self, hours: int) -> None:
        kept = dict(self.season.names)
        for given, plan in self.season.until(self.season.now + timedelta(hours=hours)):
            self._require_right(given, plan)
            assert not plan.keys() & {one for one, name in kept.items() if name.paired}

        assert {one: name for one, name in kept.items() if name.paired}.items() <= self.season.names.items()

    @rule()
    def hold_the_week(self) -> None:
        kept = dict(self.season.names)
        given = self.season.given(Cause.RHYTHM)
        self._require_right(given, self.season.hold(Cause.RHYTHM))

        assert kept.items() <= self.season.names.items()

    @rule()
    def hold_twice(self) -> None:
        """A round right after a round has nobody to serve: nothing has happened between them."""
        self.season.hold(Cause.GAP)

        assert self.season.hold(Cause.GAP) == {}

    @invariant()
    def nobody_has_too_many(self) -> None:
        taken = Counter(name.mentor for name in self.season.names.values())

        assert all(taken[one.number] <= one.seats for one in self.season.mentors.values())
        assert taken.keys() <= self.season.mentors.keys()
        assert self.season.names.keys() <= self.season.learners.keys()

    @invariant()
    def nothing_is_older_than_three_days(self) -> None:
        assert all(self.season.now - one.since <= EXPIRES for one in self._open())

    @invariant()
    def nobody_waits_who_could_be_served(self) -> None:
        """Whoever could have a name now gets one within half an hour, unless they had three since the week began."""
        due = self.season.due
        served = mentors.plan(self.season.given(Cause.GAP))

        assert not served or (due is not None and due <= self.season.now + GATHER)
        assert all(self.season.tries[one] < TRIES for one in served)

    def _require_right(self, given: Round, plan: dict[int, int]) -> None:
        """A round serves as many as can be, and brings nobody back whom one of the two did not want."""
        seats = {one.number: one.seats for one in given.mentors if one.seats}
        allowed = [pair for pair in mentors.fitting(given) if pair[1] in seats]

        assert len(plan) == others.most_served(allowed, seats)
        assert all(self.season.rhythms - self.no.get(pair, -9) > BANNED_ROUNDS for pair in plan.items())

    def _open(self) -> Sequence[Suggestion]:
        return [one for one in self.season.names.values() if not one.paired]

    def _paired(self, which: Callable[[Suggestion], bool] = lambda _: True) -> set[Suggestion]:
        return {one for one in self.season.names.values() if one.paired and which(one)}


ThirtyRounds.TestCase.settings = settings(max_examples=25, stateful_step_count=60, deadline=None)
TestThirtyRounds = ThirtyRounds.TestCase
