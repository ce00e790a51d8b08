"""When people are brought together: one round is called at a time, due once, and looked at in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.store.models import CohortState, Round
from bot.store.queries.pairing import rounds
from tests.support import pairs
from tests.support.histories import HOUR, NOON, seat
from tests.support.worlds import World

#: On SQLite writers come one after the other.
several_writers = pytest.mark.parametrize("world", ["postgresql"], indirect=True)

MENTOR, BUDDY = Kind.MENTOR, Kind.BUDDY
DAY = timedelta(days=1)


def call(session: Session, cause: Cause = Cause.GAP, hours: int = 0, kind: Kind = MENTOR) -> Round:
    return rounds.call(session, pairs.cohort(session), kind, cause, NOON + hours * HOUR)


def looked_at(session: Session, hours: int = 0, kind: Kind = MENTOR) -> Round:
    round_ = call(session, hours=hours, kind=kind)
    round_.state, round_.solved_at = RoundState.REVIEWED, NOON + hours * HOUR
    session.flush()
    return round_


@pytest.mark.parametrize(
    ("wishes", "cause", "hours"),
    [
        ([(Cause.GAP, 3), (Cause.RHYTHM, 5)], Cause.RHYTHM, 3),
        ([(Cause.RHYTHM, 5), (Cause.DEMAND, 2)], Cause.RHYTHM, 2),
        ([(Cause.GAP, 1), (Cause.DEMAND, 2)], Cause.DEMAND, 1),
        ([(Cause.GAP, 1), (Cause.GAP, 2)], Cause.GAP, 1),
    ],
)
def test_one_round_is_called_for_all_who_wish_for_one(
    session: Session, wishes: list[tuple[Cause, int]], cause: Cause, hours: int
) -> None:
    called = {call(session, *wish).id for wish in wishes}

    (round_,) = session.scalars(select(Round))
    assert called == {round_.id}
    assert (round_.cause, round_.due_at, round_.state) == (cause, NOON + hours * HOUR, RoundState.DUE)


def test_mentors_and_buddies_have_rounds_of_their_own(session: Session) -> None:
    here, other = call(session, kind=MENTOR), call(session, kind=BUDDY)

    assert here is not other
    assert rounds.called(session, pairs.cohort(session), BUDDY) is other


@several_writers
def test_whoever_calls_at_the_same_moment_meets_the_same_round(world: World, session: Session) -> None:
    session.commit()
    with world.database.begin() as first:
        pairs.cohort(first)
        with world.database.begin() as second:
            call(second, Cause.GAP, 1)
        assert call(first, Cause.RHYTHM, 2).due_at == NOON + HOUR
    with world.database.begin() as after:
        assert after.scalars(select(Round.cause)).all() == [Cause.RHYTHM]


def test_the_database_lets_no_second_round_wait(session: Session) -> None:
    first = call(session)
    twin = {"community_id": first.community_id, "cohort_id": first.cohort_id, "due_at": NOON}
    with pytest.raises(IntegrityError, match=r"uq_rounds_open|rounds\.cohort_id"), session.begin_nested():
        session.add(Round(**twin, kind=MENTOR, cause=Cause.GAP))  # type: ignore[arg-type]
    first.state = RoundState.DROPPED
    assert call(session) is not first


def test_the_round_that_is_due_longest_comes_first_in_cohorts_that_run(session: Session) -> None:
    here = pairs.cohort(session)
    later, earlier = call(session, hours=2, kind=BUDDY), call(session, hours=1)
    assert rounds.due(session, NOON) is None
    assert rounds.due(session, NOON + 2 * HOUR) == (earlier, here)
    earlier.state = RoundState.PUBLISHED
    assert rounds.due(session, NOON + 2 * HOUR) == (later, here)

    here.state = CohortState.ENDED

    assert rounds.due(session, NOON + 2 * HOUR) is None


@several_writers
def test_a_round_is_begun_by_one_process_alone(world: World, session: Session) -> None:
    call(session)
    session.commit()
    with world.database.begin() as first, world.database.begin() as second:
        assert rounds.due(first, NOON) is not None
        assert rounds.due(second, NOON) is None


def test_rounds_are_held_by_number_and_in_their_cohort_alone(session: Session) -> None:
    here, round_ = pairs.cohort(session), call(session)
    assert rounds.numbered(session, here, round_.id) is rounds.held(session, round_.id) is round_
    assert rounds.numbered(session, here, 99) is rounds.held(session, 99) is None


def test_a_plan_that_nobody_looks_at_is_overdue_after_its_time(session: Session) -> None:
    here, round_ = pairs.cohort(session), looked_at(session)
    looked_at(session, hours=1, kind=BUDDY)
    assert {one.kind for one in rounds.reviewed(session, here)} == {MENTOR, BUDDY}
    assert rounds.overdue_reviews(session, NOON + timing.REVIEW - timedelta(seconds=1)) == ()
    assert rounds.overdue_reviews(session, NOON + timing.REVIEW) == ((round_, here),)

    round_.state, here.state = RoundState.PUBLISHED, CohortState.ENDED

    assert [one.kind for one in rounds.reviewed(session, here)] == [BUDDY]
    assert rounds.overdue_reviews(session, NOON + 9 * DAY) == ()


def test_the_rhythm_is_told_newest_first_and_counts_nothing_else(session: Session) -> None:
    here = pairs.cohort(session)
    for day in (3, 1, 2):
        pairs.held(session, at=NOON + day * DAY)
    pairs.held(session, cause=Cause.DEMAND, at=NOON + 4 * DAY)
    pairs.held(session, BUDDY, at=NOON + 5 * DAY)
    call(session, Cause.RHYTHM)
    nobody = pairs.held(session, at=NOON)
    nobody.state, nobody.published_at = RoundState.DROPPED, None

    assert rounds.rhythm(session, here, MENTOR, 2) == (NOON + 3 * DAY, NOON + 2 * DAY)
    assert rounds.rhythm(session, here, MENTOR, 9)[-1] == NOON


def test_the_last_round_is_the_one_that_was_carried_out_last(session: Session) -> None:
    here = pairs.cohort(session)
    assert rounds.last(session, here, MENTOR) is None
    new, old = pairs.held(session, cause=Cause.GAP, at=NOON + DAY), pairs.held(session)
    call(session)

    assert rounds.last(session, here, MENTOR) is new is not old
    assert rounds.last(session, here, BUDDY) is None


def test_whatever_is_to_be_done_first_is_due_next(session: Session) -> None:
    here, wish = pairs.cohort(session), pairs.ask(session, seat(session, "Bo"))
    assert rounds.next_due(session) is None
    looked_at(session, kind=BUDDY)
    bond = pairs.suggested(session, wish, seat(session, "Ana"), hours=-30)
    assert rounds.next_due(session) == NOON - 30 * HOUR + pairs.OPEN_FOR
    called = call(session, hours=1)
    assert rounds.next_due(session) == NOON + HOUR
    called.due_at = NOON + 99 * DAY
    pairs.end(session, bond.pairing)
    assert rounds.next_due(session) == NOON + timing.REVIEW

    here.state = CohortState.ENDED

    assert rounds.next_due(session) is None
