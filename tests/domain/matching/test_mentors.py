"""A mentor round keeps its promises, whoever is in it: each is held against every plan, or against another way."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.matching import barriers, mentors, scores
from bot.domain.matching.mentors import Round
from tests.support import flows
from tests.support.rounds import rounds


@given(round_=rounds())
def test_nobody_has_two_and_nobody_more_than_they_have_seats_for(round_: Round) -> None:
    plan = mentors.plan(round_)
    taken = list(plan.values())

    assert plan.keys() <= {learner.number for learner in round_.learners}
    assert all(taken.count(mentor.number) <= mentor.seats for mentor in round_.mentors)


@given(round_=rounds())
def test_every_pair_passes_every_hard_rule(round_: Round) -> None:
    asking = {learner.number: learner for learner in round_.learners}
    answering = {mentor.number: mentor for mentor in round_.mentors}

    for learner, mentor in mentors.plan(round_).items():
        assert barriers.between(asking[learner], answering[mentor], round_.past, round_.week) is None


@given(round_=rounds())
def test_as_many_as_can_be_are_served(round_: Round) -> None:
    fits = {(str(one), str(other)): 0 for one, other in mentors.fitting(round_)}
    seats = {str(mentor.number): [0] * mentor.seats for mentor in round_.mentors}

    assert len(mentors.plan(round_)) == flows.best(fits, seats)[0]


@given(round_=rounds(learners=5, mentors=3))
@settings(max_examples=60)
def test_of_all_plans_it_is_the_best(round_: Round) -> None:
    """Served, then who waited longest, then the sum of misfits squared, then the load, each before what follows."""
    plan = mentors.plan(round_)

    assert _goals(round_, plan) == max(_goals(round_, other) for other in _plans(round_))


@given(round_=rounds())
def test_the_order_of_people_does_not_matter(round_: Round) -> None:
    turned = replace(round_, learners=round_.learners[::-1], mentors=round_.mentors[::-1])

    assert mentors.plan(turned) == mentors.plan(round_)


@given(round_=rounds(), more=st.data())
def test_one_more_seat_serves_nobody_less(round_: Round, more: st.DataObject) -> None:
    assume(round_.mentors)
    lucky = more.draw(st.sampled_from(round_.mentors))
    wider = [replace(one, seats=one.seats + (one is lucky)) for one in round_.mentors]

    assert (
        _goals(replace(round_, mentors=wider), mentors.plan(replace(round_, mentors=wider)))[:3]
        >= (_goals(round_, mentors.plan(round_))[:3])
    )


@given(round_=rounds(), more=st.data())
def test_one_more_ban_serves_nobody_more(round_: Round, more: st.DataObject) -> None:
    plan = mentors.plan(round_)
    assume(plan)
    banned = more.draw(st.sampled_from(sorted(plan.items())))
    past = replace(round_.past, declined=frozenset({*round_.past.declined, banned}))
    other = mentors.plan(replace(round_, past=past))

    assert banned not in other.items()
    assert _goals(round_, other) <= _goals(round_, plan)


@given(round_=rounds())
def test_any_other_pair_that_is_forced_makes_it_no_better(round_: Round) -> None:
    best = _goals(round_, mentors.plan(round_))

    for forced in mentors.fitting(round_):
        others = [one for one in round_.learners if one.number != forced[0]]
        left = [replace(one, seats=one.seats - (one.number == forced[1])) for one in round_.mentors]
        if all(one.seats >= 0 for one in left):
            rest = mentors.plan(replace(round_, learners=others, mentors=left))
            assert _goals(round_, {**rest, forced[0]: forced[1]}) <= best


def _goals(round_: Round, plan: Mapping[int, int]) -> tuple[int, list[int], int, int]:
    waited = {learner.number: learner.waited for learner in round_.learners}
    fits = mentors.fitting(round_)
    misfit = sum((scores.FULL - fits[pair]) ** 2 for pair in plan.items())
    load = sum(one.taken + seat for one in round_.mentors for seat in range(list(plan.values()).count(one.number)))
    return len(plan), sorted((waited[one] for one in plan), reverse=True), -misfit, -load


def _plans(round_: Round) -> Iterator[dict[int, int]]:
    """Every plan there is: each learner with each of the mentors, or with none."""
    fits, seats = mentors.fitting(round_), {one.number: one.seats for one in round_.mentors}
    choices = [[None, *(mentor for one, mentor in fits if one == learner.number)] for learner in round_.learners]
    for chosen in product(*choices):
        taken = Counter(chosen)
        if all(taken[mentor] <= seats[mentor] for mentor in taken if mentor is not None):
            numbered = zip(round_.learners, chosen, strict=True)
            yield {learner.number: mentor for learner, mentor in numbered if mentor is not None}
