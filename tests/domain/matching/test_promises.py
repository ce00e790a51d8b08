"""What a plan promises beside being the best: it does not depend on names, and planning anew disturbs nobody."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.matching import mentors, scores
from bot.domain.matching.mentors import Cost, Round
from bot.domain.matching.people import Learner, Mentor, Past, Traits
from bot.domain.matching.weights import MentorWeights
from tests.support import communities, others
from tests.support.rounds import WEEK, rounds


@given(round_=rounds(), more=st.integers(1, 999))
def test_other_numbers_for_the_same_people_make_the_same_plan(round_: Round, more: int) -> None:
    """But for the lots, which are drawn by numbers: among plans that are alike in all else, another may be chosen."""
    renamed = replace(
        round_,
        learners=[replace(one, number=-one.number * more) for one in round_.learners],
        mentors=[replace(one, number=one.number * more) for one in round_.mentors],
        past=Past(
            blocked={(-one * more, other * more) for one, other in round_.past.blocked},
            declined={(-one * more, other * more) for one, other in round_.past.declined},
            before={(-one * more, other * more) for one, other in round_.past.before},
        ),
    )
    plan, other = mentors.plan(round_), mentors.plan(renamed)

    assert _merit(round_, plan) == _merit(renamed, other)


@given(round_=rounds())
def test_planning_anew_is_the_best_for_the_rest_and_nothing_without_events(round_: Round) -> None:
    """Whoever has somebody is left out, and the seats they take: nothing is left to do for anybody else."""
    rest = _after(round_, mentors.plan(round_))

    assert mentors.plan(rest) == {}


@given(round_=rounds(), more=st.data())
def test_after_a_no_only_those_without_somebody_are_planned_and_never_with_whom_they_declined(
    round_: Round, more: st.DataObject
) -> None:
    plan = mentors.plan(round_)
    assume(plan)
    no = more.draw(st.sampled_from(sorted(plan.items())))
    kept = {one: other for one, other in plan.items() if one != no[0]}
    rest = _after(round_, kept)
    rest = replace(rest, past=replace(rest.past, declined={*rest.past.declined, no}))
    again = mentors.plan(rest)
    allowed = [pair for pair in mentors.fitting(rest) if pair[1] in _seats(rest)]

    assert again.keys() <= {one.number for one in round_.learners} - kept.keys()
    assert no not in again.items()
    assert len(again) == others.most_served(allowed, _seats(rest))


@given(round_=rounds())
def test_waiting_comes_first_and_costs_nobody_their_place(round_: Round) -> None:
    """No other choice of as many has waited longer: they are those one takes one by one, the longest wait first."""
    pairs = [pair for pair in mentors.fitting(round_) if pair[1] in _seats(round_)]
    taken: list[int] = []
    for learner in sorted(round_.learners, key=lambda one: -one.waited):
        tried = {*taken, learner.number}
        if others.most_served([pair for pair in pairs if pair[0] in tried], _seats(round_)) == len(tried):
            taken.append(learner.number)
    waited = {one.number: one.waited for one in round_.learners}
    plan = mentors.plan(round_)

    assert Counter(waited[one] for one in plan) == Counter(waited[one] for one in taken)


@settings(max_examples=8)
@given(seed=st.integers(1, 10_000), people=st.sampled_from([40, 90, 150]))
def test_two_other_exact_methods_find_nothing_better_for_many_people(seed: int, people: int) -> None:
    given_ = communities.community(people, seed)
    fits, seats = mentors.fitting(given_), _seats(given_)
    plan = mentors.plan(given_)
    waiting = len(given_.learners) * scores.FULL**2 + 1
    waited = {one.number: one.waited for one in given_.learners}
    worths = {pair: waiting * waited[pair[0]] - (scores.FULL - fit) ** 2 for pair, fit in fits.items()}
    scipy = others.assigned(worths, seats, others.EXACT // 4)
    networkx = others.seated(worths, {one: (0,) * many for one, many in seats.items()})
    ours = (len(plan), sum(worths[pair] for pair in plan.items()))

    assert ours == (len(scipy), sum(worths[pair] for pair in scipy.items())) == networkx


@given(round_=rounds())
def test_what_the_plan_has_costs_nothing_and_all_else_something_or_nothing(round_: Round) -> None:
    plan = mentors.plan(round_)
    for learner, mentor in plan.items():
        assert mentors.cost(round_, learner, mentor) == Cost(served=0, waited=0, fit=0, plan=plan)
    for learner, mentor in mentors.fitting(round_):
        if mentor in _seats(round_):
            cost = mentors.cost(round_, learner, mentor)
            assert (cost.served, cost.waited, cost.fit) >= (0, 0, 0)
            assert cost.plan[learner] == mentor
    for one in round_.learners:
        cost = mentors.cost(round_, one.number, None)
        assert one.number not in cost.plan
        assert (cost.served == 0) or one.number in plan


def test_a_forced_pair_says_whom_it_moves_and_what_it_costs() -> None:
    """Each likes what one mentor knows; the one who waited longer can be given only to one of them."""
    liked = {name: Traits(interests=frozenset({name})) for name in ("search", "vision")}
    round_ = Round(
        learners=[Learner(number=1, traits=liked["search"]), Learner(number=2, traits=liked["vision"], waited=3)],
        mentors=[
            Mentor(number=7, seats=1, traits=liked["search"]),
            Mentor(number=8, seats=1, traits=liked["vision"]),
        ],
        week=WEEK,
        seed="",
    )
    forced, without = mentors.cost(round_, 1, 8), mentors.cost(round_, 2, None)

    assert mentors.plan(round_) == {1: 7, 2: 8}
    assert (forced.plan, forced.served, forced.waited) == ({1: 8, 2: 7}, 0, 0)
    assert forced.fit > 0
    assert mentors.moved(mentors.plan(round_), forced.plan) == (1, 2)
    assert (without.plan, without.served, without.waited) == ({1: 7}, 1, 3)
    assert mentors.moved(mentors.plan(round_), without.plan) == (2,)


def test_a_mentor_who_is_named_first_comes_before_one_who_fits_alike() -> None:
    offered = [Mentor(number=number, seats=1) for number in (7, 8, 9)]
    named = scores.mentor(Learner(number=1, prefers=(8, 9)), offered[1], MentorWeights())
    second = scores.mentor(Learner(number=1, prefers=(8, 9)), offered[2], MentorWeights())
    nobody = scores.mentor(Learner(number=1, prefers=(8, 9)), offered[0], MentorWeights())
    round_ = Round(learners=[Learner(number=1, prefers=(8, 9))], mentors=offered, week=WEEK, seed="")

    assert named > second > nobody
    assert mentors.plan(round_) == {1: 8}


def _after(round_: Round, plan: dict[int, int]) -> Round:
    """What is left to do once these pairs are there."""
    taken = Counter(plan.values())
    return replace(
        round_,
        learners=[one for one in round_.learners if one.number not in plan],
        mentors=[
            replace(one, seats=one.seats - taken[one.number], taken=one.taken + taken[one.number])
            for one in round_.mentors
        ],
    )


def _seats(round_: Round) -> dict[int, int]:
    return {one.number: one.seats for one in round_.mentors if one.seats}


def _merit(round_: Round, plan: dict[int, int]) -> tuple[int, Counter[int], int]:
    waited, fits = {one.number: one.waited for one in round_.learners}, mentors.fitting(round_)
    return (
        len(plan),
        Counter(waited[one] for one in plan),
        sum((scores.FULL - fits[pair]) ** 2 for pair in plan.items()),
    )
