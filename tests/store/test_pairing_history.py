"""What was between people: who may be suggested again, who met whom, who is apart, and whose turn it is."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.domain.matching.people import Past
from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Fit, Kind, Met, PairingState
from bot.store.models import Member
from bot.store.queries.pairing import blocks, history, pairings
from tests.support import pairs
from tests.support.histories import NOON, person, seat

WEEK = timedelta(days=7)


def past(session: Session) -> Past:
    return history.past(session, pairs.cohort(session))


def two(session: Session) -> tuple[Member, Member]:
    """Bo, who learns, and Ana, who mentors."""
    return seat(session, "Bo"), seat(session, "Ana")


def settled(session: Session, state: PairingState, after: timedelta = timedelta(0)) -> tuple[int, int]:
    """A suggestion of Ana to Bo that came to this; as the pair that it was."""
    bo, ana = two(session)
    bond = pairs.suggested(session, pairs.ask(session, bo), ana)
    pairings.settle(session, bond.pairing, state, NOON + after)
    return bo.id, ana.id


def rhythm(session: Session, *weeks: int) -> None:
    """Rounds on the rhythm of the cohort were published so many weeks after the first noon."""
    for week in weeks:
        pairs.held(session, at=NOON + week * WEEK)


def test_nothing_was_between_people_who_are_new(session: Session) -> None:
    assert past(session) == Past()


@pytest.mark.parametrize("state", [PairingState.DRAFT, PairingState.SUGGESTED, PairingState.PAIRED])
def test_whoever_is_asked_or_paired_is_a_pair_now(session: Session, state: PairingState) -> None:
    bo, ana = two(session)
    made = {PairingState.DRAFT: pairs.drafted, PairingState.SUGGESTED: pairs.suggested}.get(state, pairs.paired)
    bond = made(session, pairs.ask(session, bo), ana)
    assert bond.pairing.state is state

    assert past(session) == Past(current=frozenset({(bo.id, ana.id)}))


def test_a_pair_that_has_ended_was_one_before(session: Session) -> None:
    bo, ana = two(session)
    pairs.end(session, pairs.paired(session, pairs.ask(session, bo), ana).pairing)

    assert past(session) == Past(before=frozenset({(bo.id, ana.id)}))


def test_what_was_withdrawn_stands_against_nobody(session: Session) -> None:
    settled(session, PairingState.WITHDRAWN)

    assert past(session) == Past()


def test_a_pair_that_was_declined_is_not_suggested_for_six_rounds_of_the_rhythm(session: Session) -> None:
    rhythm(session, 0)
    pair = settled(session, PairingState.DECLINED, timedelta(days=1))
    tried = []
    for week in range(1, 8):
        tried.append(past(session).declined == {pair})
        rhythm(session, week)

    assert tried == [True] * timing.BANNED_ROUNDS + [False]


def test_rounds_between_those_of_the_rhythm_count_for_nothing(session: Session) -> None:
    pair = settled(session, PairingState.DECLINED)
    for week in range(1, 9):
        pairs.held(session, cause=Cause.GAP, at=NOON + week * WEEK)
        pairs.held(session, Kind.BUDDY, at=NOON + week * WEEK)

    assert past(session).declined == {pair}


def test_a_pair_that_expired_may_be_suggested_again_after_a_round_of_the_rhythm(session: Session) -> None:
    rhythm(session, 0)
    pair = settled(session, PairingState.EXPIRED, timedelta(days=3))
    assert past(session).declined == {pair}

    rhythm(session, 1)

    assert past(session).declined == frozenset()


def test_blocks_keep_apart_both_ways_and_only_who_is_there(session: Session) -> None:
    bo, ana = two(session)
    blocks.block(session, person(session, "Bo"), person(session, "Ana"))
    blocks.block(session, person(session, "Ana"), person(session, "Bo"))
    here = pairs.cohort(session)
    assert history.apart(session, here) == {(min(bo.id, ana.id), max(bo.id, ana.id))}
    assert past(session).blocked == {(bo.id, ana.id), (ana.id, bo.id)}

    bo.left_at = NOON

    assert history.apart(session, here) == frozenset()


def test_buddies_have_met_as_often_as_one_of_them_says_so(session: Session) -> None:
    bo, chen, dana = seat(session, "Bo"), seat(session, "Chen"), pairs.comes(session, "Dana")
    here = pairs.cohort(session)
    first, second = pairs.buddies(session, bo, chen), pairs.buddies(session, bo, chen, dana)
    for bond, member, met in (
        (first, bo, Met.NOT_YET),
        (first, chen, Met.YES),
        (second, bo, Met.YES),
        (second, bo, Met.YES),
    ):
        pairs.meets(session, bond, member, met)
    pairs.end(session, first.pairing)

    assert history.met(session, here) == {(bo.id, chen.id): 2, (bo.id, dana.id): 1, (chen.id, dana.id): 1}


@pytest.mark.parametrize(
    ("said", "met", "repeats"),
    [((), 0, 1), ((Met.YES,), 1, 2), ((Met.COULD_NOT,), 0, 0), ((Met.NOT_YET, Met.PLANNED), 0, 0)],
)
def test_who_did_not_meet_repeats_nothing_and_who_says_nothing_a_little(
    session: Session, said: tuple[Met, ...], met: int, repeats: int
) -> None:
    bo, chen, here = seat(session, "Bo"), seat(session, "Chen"), pairs.cohort(session)
    bond = pairs.buddies(session, bo, chen)
    for member, word in zip((bo, chen), said, strict=False):
        pairs.meets(session, bond, member, word)
    pairs.end(session, bond.pairing)

    assert history.met(session, here).get((bo.id, chen.id), 0) == met
    assert history.repeats(session, here).get((bo.id, chen.id), 0) == repeats


def test_mentors_are_known_by_how_first_sessions_felt_to_learners(session: Session) -> None:
    ana = seat(session, "Ana")
    learners = [pairs.comes(session, name) for name in "abcd"]
    bonds = [pairs.paired(session, pairs.ask(session, one), ana) for one in learners]
    felt = (Fit.GOOD, Fit.NOT, Fit.GOOD)
    for bond, learner, fit in zip(bonds, learners, felt, strict=False):
        pairs.meets(session, bond, learner, fit=fit)
    pairs.meets(session, bonds[0], learners[0], fit=Fit.NOT)
    pairs.meets(session, bonds[0], ana, fit=Fit.NOT)
    pairs.meets(session, bonds[3], learners[3])

    assert history.glad(session, pairs.cohort(session)) == {ana.id: (2, 3)}


def test_whoever_was_asked_to_start_is_counted_once_per_group(session: Session) -> None:
    bo, chen = seat(session, "Bo"), seat(session, "Chen")
    for members in ((bo, chen), (bo, chen), (chen, bo)):
        pairs.end(session, pairs.buddies(session, *members).pairing)
    draft = pairings.group(session, pairs.held(session, Kind.BUDDY), (bo, chen), bo, NOON)
    pairs.paired(session, pairs.ask(session, bo), seat(session, "Ana"))

    assert history.started(session, pairs.cohort(session)) == {bo.id: 2, chen.id: 1}
    assert draft.state is PairingState.DRAFT
