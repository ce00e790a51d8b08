"""Rounds of a cohort that is quiet, of people who are away, and those that organisers look at first."""

import pytest

from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.features.feature import Scene
from bot.features.pairing import rounds
from bot.store.models import Absence, CohortState, Person, Round
from bot.store.queries.pairing import blocks, policies, readiness, requests
from tests.support import weeks
from tests.support.matching import asks, calls, carried_out, found, member, mentors, passes, spring
from tests.support.worlds import World


@pytest.fixture
def cohort(world: World) -> World:
    """Spring on its first Tuesday at noon, with Ana who mentors and Bo who asks: a round is due."""
    world.starts_cohort()
    world.comes_to("2027-01-05 10:00 Europe/Berlin")
    weeks.hear(world)
    world.hushes()
    mentors(world, "Ana")
    asks(world, "Bo")
    world.comes_to("2027-01-05 12:00 Europe/Berlin")
    return world


def test_whoever_leaves_while_a_round_is_solved_is_left_out(cohort: World) -> None:
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    with spring(cohort) as (session, _):
        member(cohort, session, "Bo").left_at = cohort.clock.now()

    cohort.core.keep_round(puzzle.solved())

    assert found(cohort) == []


def test_whoever_pauses_while_a_round_is_solved_is_left_out_and_the_others_are_solved_again(cohort: World) -> None:
    mentors(cohort, "Dana")
    asks(cohort, "Chen")
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    with spring(cohort) as (session, _):
        bo, today = member(cohort, session, "Bo"), cohort.clock.now().date()
        session.add(Absence(community_id=bo.community_id, member_id=bo.id, since=today, until=today))

    cohort.core.keep_round(puzzle.solved())
    passes(cohort, hours=1)

    assert [one.names[0] for one in found(cohort)] == ["Chen"]


def test_a_block_while_a_round_is_solved_counts(cohort: World) -> None:
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    with spring(cohort) as (session, _):
        people = [session.get_one(Person, member(cohort, session, who).person_id) for who in ("Bo", "Ana")]
        blocks.block(session, *people)

    cohort.core.keep_round(puzzle.solved())
    passes(cohort, hours=1)

    assert found(cohort) == []


def test_whoever_asks_while_a_round_is_solved_gets_a_round_of_their_own(cohort: World) -> None:
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    mentors(cohort, "Dana")
    asks(cohort, "Chen")

    cohort.core.keep_round(puzzle.solved())
    passes(cohort, hours=1)

    assert sorted(one.names for one in found(cohort)) == [("Bo", "Ana"), ("Chen", "Dana")]


def test_a_round_that_is_wanted_for_more_meanwhile_is_solved_anew(cohort: World) -> None:
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    calls(cohort, Kind.MENTOR, Cause.DEMAND)

    cohort.core.keep_round(puzzle.solved())
    assert found(cohort) == []
    passes(cohort, minutes=1)

    assert len(found(cohort)) == 1


def test_a_paused_cohort_has_no_round_and_nobody_loses_their_place(cohort: World) -> None:
    with spring(cohort) as (_, paused):
        paused.quiet_until = cohort.clock.now().replace(day=12)

    passes(cohort, days=6)
    assert found(cohort) == []
    passes(cohort, days=2)

    assert [one.names for one in found(cohort)] == [("Bo", "Ana")]


def test_nothing_runs_out_while_a_cohort_pauses_and_everybody_has_a_day_after_it(cohort: World) -> None:
    passes(cohort, minutes=1)
    with spring(cohort) as (_, paused):
        paused.quiet_until = cohort.clock.now().replace(day=12)

    passes(cohort, days=7, hours=12)
    assert [one.state for one in found(cohort)] == ["suggested"]
    passes(cohort, days=2)

    assert [one.state for one in found(cohort)] == ["expired"]


def test_a_cohort_that_has_ended_has_no_round(cohort: World) -> None:
    with spring(cohort) as (_, ended):
        ended.state = CohortState.ENDED

    passes(cohort, days=2)

    assert found(cohort) == []


def test_a_reviewed_round_waits_for_its_organisers_and_goes_out_by_itself_after_two_days(cohort: World) -> None:
    with spring(cohort) as (session, here):
        policies.of(session, here).reviews = True
    calls(cohort, Kind.MENTOR, Cause.DEMAND)

    passes(cohort, hours=47)
    assert [one.state for one in found(cohort)] == ["draft"]
    passes(cohort, hours=2)

    assert [one.state for one in found(cohort)] == ["suggested"]
    assert carried_out(cohort)[-1].state is RoundState.PUBLISHED


def test_a_gap_is_published_at_once_although_rounds_are_reviewed(cohort: World) -> None:
    with spring(cohort) as (session, here):
        policies.of(session, here).reviews = True

    passes(cohort, hours=1)

    assert [one.state for one in found(cohort)] == ["suggested"]


def test_a_reviewed_plan_leaves_out_whoever_is_gone_by_then(cohort: World) -> None:
    with spring(cohort) as (session, here):
        policies.of(session, here).reviews = True
    calls(cohort, Kind.MENTOR, Cause.DEMAND)
    passes(cohort, hours=1)
    with spring(cohort) as (session, _):
        request = requests.current(session, member(cohort, session, "Bo"))
        assert request is not None
        requests.close(session, request, cohort.clock.now())

    passes(cohort, days=3)

    assert [one.state for one in found(cohort)] == ["withdrawn"]


def test_a_plan_is_published_once_whoever_presses(cohort: World) -> None:
    with spring(cohort) as (session, here):
        policies.of(session, here).reviews = True
    calls(cohort, Kind.MENTOR, Cause.DEMAND)
    passes(cohort, hours=1)

    [*_, round_] = carried_out(cohort)
    for _ in range(2):
        with spring(cohort) as (session, _here):
            scene = Scene(session=session, now=cohort.clock.now(), library=cohort.library, rituals=())
            rounds.publish(scene, session.get_one(Round, round_.id))

    with spring(cohort) as (session, _):
        request = requests.current(session, member(cohort, session, "Bo"))
        assert request is not None
        assert request.tries == 1


def test_somebody_who_was_silent_is_asked_nothing_until_they_are_back(cohort: World) -> None:
    with spring(cohort) as (session, _):
        readiness.of(session, member(cohort, session, "Ana")).silent = True

    passes(cohort, hours=2)

    assert found(cohort) == []
