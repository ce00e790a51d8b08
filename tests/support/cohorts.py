"""Cohorts that live through a season by chance from a seed, held to the promises of pairing at every step."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations
from random import Random

from bot.domain.matching import barriers, buddies, hours, mentors, unserved
from bot.domain.matching.buddies import Circle, Group
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Traits
from bot.domain.matching.unserved import Change, SameCompany, Spoken, Unserved, Wider
from bot.domain.pairing.states import Cause
from bot.domain.pairing.timing import EXPIRES
from tests.support import communities, others
from tests.support.seasons import Season

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEKS, BUDDY_ROUNDS = 3, 3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a cohort's people are: of a hundred suggestions, how many they decline and leave unanswered."""

    people: int
    scarce: bool
    declines: float
    silence: float


@dataclass(slots=True, kw_only=True)
class Told:
    """What came of a season."""

    habits: Habits
    first: int = 0
    asked: int = 0
    rounds: int = 0
    names: int = 0
    declined: int = 0
    expired: int = 0
    repeats: int = 0


@dataclass(slots=True, kw_only=True)
class _Life:
    season: Season
    chance: Random
    allowed: frozenset[Pair]
    told: Told
    answers: list[tuple[timedelta, int, int, int, bool]] = field(default_factory=list)


def habits(seed: int, most: int = 500) -> Habits:
    """A cohort of 10 people or more, small ones as often as large ones, every other one with few seats."""
    chance = Random(seed)
    return Habits(
        people=int(10 * (most / 10) ** chance.random()),
        scarce=seed % 2 == 0,
        declines=chance.uniform(0, 0.5),
        silence=chance.uniform(0, 0.2),
    )


def play(seed: int, of: Habits) -> Told:
    """Three weeks of mentor rounds and three rounds of buddies. Raises `AssertionError` for a broken promise."""
    chance = Random(seed)
    answering = max(1, of.people // (7 if of.scarce else 3))
    asking = communities.learners(chance, of.people - answering)
    season = Season(seed=str(seed), neighbours=communities.NEIGHBOURS)
    for one in asking:
        season.ask(one, -one.waited * DAY)
    for other in communities.mentors(chance, answering, len(asking) + 1, (1, 2) if of.scarce else (1, 4)):
        season.offer(replace(other, taken=0))
    allowed = frozenset(mentors.fitting(season.given(Cause.RHYTHM)))
    life = _Life(season=season, chance=chance, allowed=allowed, told=Told(habits=of, asked=len(asking)))
    for week in range(WEEKS):
        _pass(life, week * 7 * DAY)
        given = season.given(Cause.RHYTHM)
        _round(life, given, plan := season.hold(Cause.RHYTHM))
        for learner in given.learners:
            if learner.number not in plan:
                _require_told(given, learner, unserved.why(given, learner))
    _pass(life, WEEKS * 7 * DAY)
    life.told.rounds = season.rounds
    life.told.repeats = _buddies(seed, len(asking))
    return life.told


def _pass(life: _Life, end: timedelta) -> None:
    """Let days go by, with what people say in them."""
    while life.season.now < end:
        evening = min(end, life.season.now + DAY)
        while life.answers and life.answers[0][0] <= evening:
            moment, learner, mentor, person, yes = heapq.heappop(life.answers)
            _until(life, moment)
            _answer(life, (learner, mentor), person, yes=yes)
        _until(life, evening)
        _require_nobody_stuck(life)


def _until(life: _Life, end: timedelta) -> None:
    before = len(life.season.expired)
    for given, plan in life.season.until(end):
        _round(life, given, plan)
    life.told.expired += max(0, len(life.season.expired) - before)


def _answer(life: _Life, pair: Pair, person: int, *, yes: bool) -> None:
    name = life.season.names.get(pair[0])
    if name is None or name.mentor != pair[1] or name.paired:
        return
    if yes:
        life.season.say_yes(pair[0], person)
    else:
        life.season.say_no(pair[0])
        life.told.declined += 1


def _round(life: _Life, given: Round, plan: Mapping[int, int]) -> None:
    """Hold a round to its promises, and let people make up their minds about what it suggests."""
    assert len(plan) == others.most_served(*_open(life, given))
    assert not set(plan.items()) & set(given.past.declined)
    if not life.told.names:
        life.told.first = len(plan)
    life.told.names += len(plan)
    of = life.told.habits
    for pair in plan.items():
        for person in pair:
            moment = life.season.now + life.chance.uniform(0.5, 71.5) * HOUR
            word, no = life.chance.random(), of.silence + (1 - of.silence) * of.declines
            if word >= of.silence:
                heapq.heappush(life.answers, (moment, *pair, person, word >= no))


def _require_told(given: Round, learner: Learner, told: Unserved) -> None:
    """Whoever got nobody hears a true reason, and only of changes that help, and of the smallest."""
    between = [barriers.between(learner, one, given.past, given.week) for one in given.mentors]
    assert told.full == between.count(None)
    assert sum(told.kept_away.values()) + told.full + between.count(barriers.Barrier.PAST) == len(given.mentors)
    for change in told.changes:
        assert change.opens == _opened(given, learner, change) > 0
        if isinstance(change, Wider) and change.hours > 1:
            assert _opened(given, learner, replace(change, hours=change.hours - 1)) == 0


def _opened(given: Round, learner: Learner, change: Change) -> int:
    """How many more mentors there could be after this change."""
    return _may_have(given, replace(learner, traits=_changed(learner.traits, change))) - _may_have(given, learner)


def _may_have(given: Round, learner: Learner) -> int:
    return sum(barriers.between(learner, one, given.past, given.week) is None for one in given.mentors)


def _changed(traits: Traits, change: Change) -> Traits:
    match change:
        case Wider(hours=by):
            return replace(traits, free=hours.widened(traits.free, by))
        case Spoken(language=language):
            return replace(traits, languages=traits.languages | {language})
        case SameCompany():
            return replace(traits, own_company=True)


def _open(life: _Life, given: Round) -> tuple[frozenset[Pair], dict[int, int]]:
    """The pairs of whoever waits that may be and have a seat, and the seats."""
    seats = {one.number: one.seats for one in given.mentors if one.seats}
    waiting = {one.number for one in given.learners}
    pairs = life.allowed - frozenset(given.past.declined)
    return frozenset(pair for pair in pairs if pair[0] in waiting and pair[1] in seats), seats


def _require_nobody_stuck(life: _Life) -> None:
    """No suggestion is older than 72 hours, and nobody waits who could be served and is not about to be."""
    season = life.season
    assert all(one.paired or season.now - one.since <= EXPIRES for one in season.names.values())
    assert season.due is not None or not _open(life, season.given(Cause.GAP))[0]


def _buddies(seed: int, people: int) -> int:
    """A few rounds of buddies: how often somebody met somebody again, each time because it could not be avoided."""
    circle, repeats = communities.circle(people, seed, rounds=0), 0
    for round_ in range(BUDDY_ROUNDS):
        now = replace(circle, seed=f"{seed}:{round_}")
        plan = buddies.groups(now)
        again = [pair for pair in _pairs(plan) if now.met.get(pair)]
        repeats += len(again)
        if again:
            _require_no_fresh_plan(now, placed=sum(map(len, plan)))
        circle = replace(circle, met={**now.met, **{pair: now.met.get(pair, 0) + 1 for pair in _pairs(plan)}})
    return repeats


def _require_no_fresh_plan(circle: Circle, placed: int) -> None:
    """So many people could not be in groups in which nobody has met."""
    two = combinations(circle.peers, 2)
    allowed = [(one.number, other.number) for one, other in two if buddies.may(circle, one, other)]
    fresh = [pair for pair in allowed if not circle.met.get(pair)]
    assert others.at_most_grouped(fresh, allowed) < placed or others.most_grouped(fresh, allowed) < placed


def _pairs(plan: tuple[Group, ...]) -> Iterator[Pair]:
    return ((two[0], two[1]) for group in plan for two in combinations(group, 2))
