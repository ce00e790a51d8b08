"""Whoever got nobody is told the truth about it: what stood in the way, and what would help."""

from datetime import time

from bot.domain.matching import hours, unserved
from bot.domain.matching.barriers import Barrier
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Past, Traits
from bot.domain.matching.unserved import SameCompany, Spoken, Wider
from tests.support.rounds import MONDAY, WEEK


def test_full_mentors_are_told_as_such() -> None:
    told = _why(Traits(), Mentor(number=2, seats=0))

    assert (told.full, told.kept_away, told.changes) == (1, {}, ())


def test_the_least_wider_hours_that_help_are_named() -> None:
    mine, theirs = (_free(since) for since in (8, 14))
    told = _why(Traits(free=mine), Mentor(number=2, seats=1, traits=Traits(free=theirs)))

    assert told.kept_away == {Barrier.HOURS: 1}
    assert told.changes == (Wider(hours=1, opens=1),)


def test_hours_that_lie_too_far_apart_are_not_promised() -> None:
    told = _why(Traits(free=_free(0)), Mentor(number=2, seats=1, traits=Traits(free=_free(11))))

    assert told.changes == ()


def test_a_language_that_opens_somebody_is_named() -> None:
    told = _why(
        Traits(languages=frozenset({"de"})), Mentor(number=2, seats=1, traits=Traits(languages=frozenset({"fr"})))
    )

    assert told.kept_away == {Barrier.LANGUAGE: 1}
    assert told.changes == (Spoken(language="fr", opens=1),)


def test_the_own_company_is_named_only_where_the_mentor_does_not_mind() -> None:
    open_minded = Traits(company="Acme", own_company=True)
    told = _why(Traits(company="acme"), Mentor(number=2, seats=1, traits=open_minded))
    closed = _why(Traits(company="acme"), Mentor(number=2, seats=1, traits=Traits(company="Acme")))

    assert told.changes == (SameCompany(opens=1),)
    assert closed.changes == ()


def test_what_was_between_two_is_told_nowhere() -> None:
    blocked = Past(blocked=frozenset({(1, 2)}))
    told = _why(Traits(), Mentor(number=2, seats=1), past=blocked)

    assert (told.full, told.kept_away, told.changes) == (0, {}, ())


def _free(since: int) -> int:
    return hours.week(hours.working(time(since), time((since + 6) % 24)), "UTC", MONDAY)


def _why(traits: Traits, *answering: Mentor, past: Past | None = None) -> unserved.Unserved:
    learner = Learner(number=1, traits=traits)
    asked = Round(learners=[learner], mentors=answering, week=WEEK, seed="", past=past or Past())
    return unserved.why(asked, learner)
