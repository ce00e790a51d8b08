"""Whoever got nobody learns what stood in the way, and the smallest change that would help."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.matching import barriers, hours
from bot.domain.matching.barriers import Barrier
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Traits

#: Hours by which somebody could begin earlier and end later, the least first.
_WIDER = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """Beginning and ending so many hours earlier and later would open so many mentors."""

    hours: int
    opens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One more language would open so many."""

    language: str
    opens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SameCompany:
    """Not minding somebody of their own company would open so many."""

    opens: int


Change = Wider | Spoken | SameCompany


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """One learner's answer: how many mentors each rule kept away, how many would fit and are full, and what helps.

    What was between two people is counted nowhere: nobody can learn from it who blocked or declined them.
    """

    learner: int
    kept_away: Mapping[Barrier, int]
    full: int
    changes: tuple[Change, ...]


def why(given: Round, learner: Learner) -> Unserved:
    """Why this learner of the round got nobody."""
    met = {mentor.number: barriers.between(learner, mentor, given.past, given.week) for mentor in given.mentors}
    counted: Counter[Barrier | None] = Counter(met.values())
    return Unserved(
        learner=learner.number,
        kept_away={one: counted[one] for one in Barrier if counted[one] and one is not Barrier.PAST},
        full=counted[None],
        changes=tuple(change for change in _changes(given, learner, met) if change.opens),
    )


def _changes(given: Round, learner: Learner, met: Mapping[int, Barrier | None]) -> list[Change]:
    kept = {barrier: [one for one in given.mentors if met[one.number] is barrier] for barrier in Barrier}
    languages = Counter(one for mentor in kept[Barrier.LANGUAGE] for one in sorted(mentor.traits.languages))
    changed = [_wider(given, learner, kept[Barrier.HOURS])]
    for language, _ in languages.most_common(1):
        speaking = replace(learner.traits, languages=learner.traits.languages | {language})
        changed.append(Spoken(language=language, opens=_opened(given, learner, kept[Barrier.LANGUAGE], speaking)))
    open_minded = replace(learner.traits, own_company=True)
    changed.append(SameCompany(opens=_opened(given, learner, kept[Barrier.COMPANY], open_minded)))
    return changed


def _wider(given: Round, learner: Learner, kept: list[Mentor]) -> Change:
    for by in _WIDER:
        wide = replace(learner.traits, free=hours.widened(learner.traits.free, by))
        if opened := _opened(given, learner, kept, wide):
            return Wider(hours=by, opens=opened)
    return Wider(hours=0, opens=0)


def _opened(given: Round, learner: Learner, kept: list[Mentor], traits: Traits) -> int:
    changed = replace(learner, traits=traits)
    return sum(1 for mentor in kept if barriers.between(changed, mentor, given.past, given.week) is None)
