"""Who can be brought together now and on which terms: pauses, blocks, and what a cohort does otherwise."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.matching.weights import BuddyWeights, MentorWeights
from bot.store.models import Block, PairingPolicy, Readiness
from bot.store.queries import people
from bot.store.queries.pairing import blocks, policies, readiness
from tests.support import histories, pairs
from tests.support.histories import NOON, life, person, seat
from tests.support.worlds import World, at


def test_whoever_said_nothing_can_be_brought_together_as_usual(session: Session) -> None:
    bo = seat(session, "Bo")
    usual = readiness.of(session, bo)

    assert (usual.paused_until, usual.silent, usual.unanswered, usual.buddies) == (None, False, 0, True)
    assert readiness.of(session, bo) is usual
    assert session.scalar(select(func.count(Readiness.id))) == 1


def test_whoever_pauses_in_any_way_is_absent(session: Session) -> None:
    here = pairs.cohort(session)
    planned, silent, paused, back, there, gone = (pairs.comes(session, name) for name in "abcdef")
    histories.pauses(life(session, "a"), date(2027, 1, 8), date(2027, 1, 8))
    histories.pauses(life(session, "e"), date(2027, 1, 9), date(2027, 1, 20))
    for member in (silent, gone):
        readiness.of(session, member).silent = True
    readiness.of(session, paused).paused_until = date(2027, 1, 9)
    readiness.of(session, back).paused_until = date(2027, 1, 8)
    gone.left_at = NOON

    assert readiness.absent(session, here, NOON) == {planned.id, silent.id, paused.id}
    assert there.id not in readiness.absent(session, here, NOON)


@pytest.mark.parametrize(
    ("zone", "absent"),
    [("Asia/Singapore", False), ("America/New_York", True), (None, False), ("Pacific/Kiritimati", False)],
)
def test_a_pause_ends_where_its_owner_is(session: Session, zone: str | None, absent: bool) -> None:
    member = pairs.comes(session, "Dana")
    pairs.whose(session, member).zone = zone
    readiness.of(session, member).paused_until = date(2027, 1, 9)
    midnight = at("2027-01-09 00:30 Europe/Berlin")

    assert (member.id in readiness.absent(session, pairs.cohort(session), midnight)) is absent


def test_whoever_wants_no_buddy_is_out(session: Session) -> None:
    bo = seat(session, "Bo")
    readiness.of(session, bo).buddies = False
    readiness.of(session, seat(session, "Chen"))

    assert readiness.out(session, pairs.cohort(session)) == {bo.id}


def test_how_somebody_is_reached_is_kept_until_it_is_taken_back(session: Session) -> None:
    bo = seat(session, "Bo")
    assert readiness.contact(session, bo) == ""
    readiness.keep_contact(session, bo, "bo@example.org")
    assert readiness.contact(session, bo) == "bo@example.org"
    readiness.keep_contact(session, bo, "")
    assert readiness.contact(session, bo) == ""


def test_a_block_is_its_owner_s_counts_once_and_can_be_taken_back(session: Session) -> None:
    ana, bo, chen = (person(session, who) for who in ("Ana", "Bo", "Chen"))
    for other in (chen, ana, chen):
        blocks.block(session, bo, other)
    assert blocks.of(session, bo) == (ana, chen)
    assert blocks.of(session, ana) == ()
    assert session.scalar(select(func.count(Block.id))) == 2
    blocks.block(session, chen, bo)
    for _ in range(2):
        blocks.lift(session, bo, chen)

    assert blocks.of(session, bo) == (ana,)
    pairs_ = {(min(one.id, bo.id), max(one.id, bo.id)) for one in (ana, chen)}
    assert blocks.between(session, [ana.id, bo.id, chen.id]) == pairs_
    assert blocks.between(session, [ana.id, chen.id]) == frozenset()


def test_nobody_blocks_themselves_or_somebody_elsewhere(world: World, session: Session) -> None:
    bo, eve = person(session, "Bo"), people.recognise(session, world.actor("Eve", "W2")).person
    for other in (bo, eve):
        with pytest.raises(ValueError, match="same community"):
            blocks.block(session, bo, other)


def test_a_cohort_does_as_usual_until_it_says_otherwise(session: Session) -> None:
    here = pairs.cohort(session)
    usual = policies.of(session, here)

    assert (usual.reviews, usual.buddy_weeks, usual.days, usual.half_hours) == (False, 2, 2, 2)
    assert policies.of(session, here) is usual
    assert policies.weights(usual) == (MentorWeights(), BuddyWeights())
    assert session.scalar(select(func.count(PairingPolicy.id))) == 1


def test_weights_are_those_that_were_said_and_the_rest_is_as_usual(session: Session) -> None:
    policy = policies.of(session, pairs.cohort(session))
    policies.set_weights(policy, {"interests": 350, "buddies.hours": 0, "role": MentorWeights().role, "before": -9})
    session.flush()
    session.expire(policy)

    changed = (replace(MentorWeights(), interests=350, before=-9), replace(BuddyWeights(), hours=0))
    assert policies.weights(policy) == changed
    assert policies.overrides(policy) == {"interests": 350, "before": -9, "buddies.hours": 0}
    policies.set_weights(policy, {})
    assert policies.weights(policy) == (MentorWeights(), BuddyWeights())


@pytest.mark.parametrize(
    ("points", "why"),
    [({"charm": 1}, "charm"), ({"buddies.seniority": 1}, "seniority"), ({"interests": 1001}, "at most 1000")],
)
def test_weights_that_are_none_or_too_much_are_refused(session: Session, points: dict[str, int], why: str) -> None:
    policy = policies.of(session, pairs.cohort(session))
    with pytest.raises(ValueError, match=why):
        policies.set_weights(policy, points)
    assert policy.weights == ""


def test_every_weight_changed_at_once_fits_into_its_column(session: Session) -> None:
    policy = policies.of(session, pairs.cohort(session))
    policies.set_weights(policy, dict.fromkeys(policies.usual(), -1000))

    assert len(policy.weights) <= 400


def test_a_weight_that_this_release_does_not_know_is_left_out(session: Session) -> None:
    policy = policies.of(session, pairs.cohort(session))
    policy.weights = '{"charm":9,"interests":1}'

    assert policies.weights(policy)[0] == replace(MentorWeights(), interests=1)
