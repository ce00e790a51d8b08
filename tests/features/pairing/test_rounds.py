"""Rounds of mentors: who gets whom, and what comes after a no, a silence, and the third name."""

import pytest

from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.store.queries.pairing import readiness
from tests.support import weeks
from tests.support.matching import (
    accepts,
    asks,
    calls,
    carried_out,
    declines,
    found,
    member,
    mentors,
    passes,
    spring,
)
from tests.support.worlds import World


@pytest.fixture
def cohort(world: World) -> World:
    """Spring on the morning of its first Tuesday; nobody waits for anything."""
    world.starts_cohort()
    world.comes_to("2027-01-05 08:00 Europe/Berlin")
    weeks.hear(world)
    world.hushes()
    return world


def test_whoever_asks_is_served_within_the_hour_and_both_hear_of_it_that_evening(cohort: World) -> None:
    mentors(cohort, "Ana")
    asks(cohort, "Bo")

    heard = passes(cohort, hours=14)

    assert [(one.names, one.state) for one in found(cohort)] == [(("Bo", "Ana"), "suggested")]
    assert "Ana could be your mentor" in weeks.words(weeks.private(heard, "Bo"))
    assert "Would you mentor Bo?" in weeks.words(weeks.private(heard, "Ana"))
    assert "A portfolio" in weeks.words(weeks.private(heard, "Ana"))


def test_two_who_say_yes_are_a_pair(cohort: World) -> None:
    mentors(cohort, "Ana")
    asks(cohort, "Bo")
    passes(cohort, hours=1)
    [pair] = found(cohort)

    accepts(cohort, "Bo", pair.number)
    accepts(cohort, "Ana", pair.number)

    assert found(cohort)[0].state == "paired"


def test_after_a_no_the_next_name_comes_once_others_had_time_to_decline_too(cohort: World) -> None:
    mentors(cohort, "Ana")
    mentors(cohort, "Dana")
    asks(cohort, "Bo")
    passes(cohort, hours=1)
    [first] = found(cohort)

    declines(cohort, first.names[1], first.number)
    passes(cohort, minutes=20)
    assert len(found(cohort)) == 1
    passes(cohort, minutes=20)

    assert [one.state for one in found(cohort)] == ["declined", "suggested"]
    assert {one.names[1] for one in found(cohort)} == {"Ana", "Dana"}


def test_a_suggestion_that_nobody_answers_runs_out_after_72_hours_and_the_next_name_comes(cohort: World) -> None:
    mentors(cohort, "Ana")
    mentors(cohort, "Dana")
    asks(cohort, "Bo")
    passes(cohort, hours=1)
    [first] = found(cohort)
    accepts(cohort, "Bo", first.number)

    passes(cohort, hours=71)
    assert [one.state for one in found(cohort)] == ["suggested"]
    passes(cohort, hours=2)

    assert [one.state for one in found(cohort)] == ["expired", "suggested"]
    with spring(cohort) as (session, _):
        silent, asking = (readiness.of(session, member(cohort, session, who)) for who in (first.names[1], "Bo"))
        assert (silent.unanswered, silent.silent) == (1, False)
        assert asking.unanswered == 0  # they had said yes


def test_whoever_is_silent_twice_in_a_row_is_paused_and_told_how_to_come_back(cohort: World) -> None:
    mentors(cohort, "Ana")
    asks(cohort, "Bo")
    heard = passes(cohort, days=12)

    with spring(cohort) as (session, _):
        assert all(readiness.of(session, member(cohort, session, who)).silent for who in ("Ana", "Bo"))
    assert "No match with Ana this time" in weeks.words(weeks.private(heard, "Bo"))
    assert "You are on a pause from suggestions" in weeks.words(weeks.private(heard, "Bo"))
    cohort.presses("Bo", weeks.button(weeks.private(heard, "Bo"), "I am back"))
    with spring(cohort) as (session, _):
        assert readiness.of(session, member(cohort, session, "Bo")).silent is False


def test_after_the_third_name_they_wait_first_in_line_and_are_told_so(cohort: World) -> None:
    for who in ("Ana", "Dana", "Eve", "Finn"):
        mentors(cohort, who)
    asks(cohort, "Bo")
    for _ in range(3):
        passes(cohort, hours=1)
        declines(cohort, "Bo", found(cohort)[-1].number)

    heard = passes(cohort, days=1)
    assert [one.state for one in found(cohort)] == ["declined"] * 3
    assert "No match yet, and you are first in line" in weeks.words(weeks.private(heard, "Bo"))
    passes(cohort, days=6)  # the next round on the rhythm
    assert found(cohort)[-1].state == "suggested"
    assert len({one.names[1] for one in found(cohort)}) == 4


def test_whoever_gets_nobody_learns_why_and_when_it_is_tried_again(cohort: World) -> None:
    mentors(cohort, "Ana", seats=1)
    asks(cohort, "Bo")
    asks(cohort, "Chen")

    heard = passes(cohort, hours=20)

    [(learner, _)] = [one.names for one in found(cohort)]
    left = "Chen" if learner == "Bo" else "Bo"
    said = weeks.words(weeks.private(heard, left))
    assert "No mentor for you yet" in said
    assert "1 mentor would fit, but has no free seat." in said
    assert "No mentor for you yet" not in weeks.words(weeks.private(heard, learner))


def test_a_round_keeps_its_seed_its_weights_and_what_went_in_and_comes_out_the_same_again(cohort: World) -> None:
    for who in ("Ana", "Dana"):
        mentors(cohort, who)
    for who in ("Bo", "Chen", "Eve"):
        asks(cohort, who)
    cohort.clock.turn_to(cohort.clock.now().replace(hour=12))
    puzzle = cohort.core.begin_round()
    assert puzzle is not None
    once, again = puzzle.solved(), puzzle.solved()
    assert once == again

    cohort.core.keep_round(once)

    [round_] = carried_out(cohort)[-1:]
    assert (round_.seed, round_.digest) == (puzzle.given.seed, once.digest)
    assert len(round_.digest) == 64
    assert round_.weights.split()[0].isdigit()
    assert (round_.served, round_.unserved) == (2, 1)


def test_an_earlier_wish_and_a_weightier_cause_win_and_there_is_one_round(cohort: World) -> None:
    asks(cohort, "Bo")
    calls(cohort, Kind.MENTOR, Cause.DEMAND)
    asks(cohort, "Chen")

    [round_] = [one for one in carried_out(cohort) if one.state is RoundState.DUE]
    assert (round_.cause, round_.due_at) == (Cause.DEMAND, cohort.clock.now())


def test_two_processes_carry_a_round_out_once(cohort: World) -> None:
    mentors(cohort, "Ana", seats=2)
    asks(cohort, "Bo")
    cohort.clock.turn_to(cohort.clock.now().replace(hour=12))

    mine, theirs = cohort.core.begin_round(), cohort.core.begin_round()
    assert mine is not None
    assert theirs is None  # for a minute it is somebody's
    cohort.core.keep_round(mine.solved())
    cohort.core.keep_round(mine.solved())

    assert len(found(cohort)) == 1


def test_a_process_that_dies_while_it_solves_leaves_the_round_to_the_next_one(cohort: World) -> None:
    mentors(cohort, "Ana")
    asks(cohort, "Bo")
    cohort.clock.turn_to(cohort.clock.now().replace(hour=12))
    assert cohort.core.begin_round() is not None

    passes(cohort, minutes=2)

    assert [one.state for one in found(cohort)] == ["suggested"]
