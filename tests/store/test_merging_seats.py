"""Two seats in one cohort become one: pauses, blockers, roles and wishes to leave are those of one person."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Absence, Blocker, BlockerState, Checkin, Member, Win
from bot.store.queries import absences, people
from tests.support import histories
from tests.support.histories import HOUR, NOON, life, merge, person, seat


def test_a_week_that_one_of_them_told_in_time_is_not_late(session: Session) -> None:
    histories.checks_in(life(session, "Bo"))
    histories.checks_in(life(session, "Chen", hours=1), late=True)
    histories.checks_in(life(session, "Chen", week=2), late=True)

    merge(session)

    assert session.execute(select(Checkin.week, Checkin.late).order_by(Checkin.week)).all() == [(1, False), (2, True)]


@pytest.mark.parametrize("newer", ["Bo", "Chen"])
def test_of_two_things_in_the_way_the_newest_is_open(session: Session, newer: str) -> None:
    for who in ("Bo", "Chen"):
        histories.is_stuck(life(session, who, hours=who == newer), helper=seat(session, "Ana"))

    merge(session)

    found = session.execute(select(Blocker.state, Blocker.helper_id, Blocker.member_id))
    mine, helper = seat(session, "Bo").id, seat(session, "Ana").id
    assert set(found) == {(BlockerState.OPEN, helper, mine), (BlockerState.CLOSED, None, mine)}
    assert [
        words
        for words, state in zip(
            histories.opened(session, Blocker.words),
            session.scalars(select(Blocker.state).order_by(Blocker.id)),
            strict=True,
        )
        if state is BlockerState.OPEN
    ] == [f"{newer} 1"]


def test_nobody_is_asked_to_help_themselves(session: Session) -> None:
    blocker = histories.is_stuck(life(session, "Bo"), helper=seat(session, "Chen"))
    blocker.state = BlockerState.SHARED

    merge(session)

    assert session.execute(select(Blocker.state, Blocker.helper_id)).all() == [(BlockerState.OPEN, None)]


def test_wins_of_both_stay_told_where_they_were_told(session: Session) -> None:
    for who, week in (("Bo", 1), ("Chen", 2)):
        histories.wins(life(session, who, week=week))

    merge(session)

    mine = seat(session, "Bo").id
    assert set(session.execute(select(Win.member_id, Win.told_in))) == {(mine, 1), (mine, 2)}


@pytest.mark.parametrize(
    ("theirs", "paused"),
    [
        pytest.param((14, 20), [(8, 13), (14, 20)], id="reaching out of it"),
        pytest.param((1, 9), [(1, 7), (8, 14)], id="reaching into it"),
        pytest.param((9, 11), [(8, 14)], id="inside"),
        pytest.param((8, 14), [(8, 14)], id="the same"),
        pytest.param((8, 20), [(8, 20)], id="from the same day, but longer"),
        pytest.param((1, 25), [(1, 25)], id="around"),
        pytest.param((20, 25), [(8, 14), (20, 25)], id="apart"),
    ],
)
def test_no_day_is_paused_twice(session: Session, theirs: tuple[int, int], paused: list[tuple[int, int]]) -> None:
    for who, (since, until) in (("Bo", (8, 14)), ("Chen", theirs)):
        histories.pauses(life(session, who), date(2027, 1, since), date(2027, 1, until))

    merge(session)

    assert [(one.since.day, one.until.day) for one in absences.of(session, seat(session, "Bo"))] == paused
    assert session.scalar(select(func.count(Absence.id))) == len(paused)


def test_a_cohort_of_one_of_them_is_theirs_with_its_seat(session: Session) -> None:
    theirs = seat(session, "Chen")
    session.delete(seat(session, "Bo"))
    session.flush()
    histories.checks_in(life(session, "Chen"))

    merge(session)

    assert seat(session, "Bo").id == theirs.id
    assert session.scalars(select(Checkin.member_id)).all() == [theirs.id]


def test_roles_are_united_and_the_first_day_counts(session: Session) -> None:
    mine, theirs = seat(session, "Bo"), seat(session, "Chen")
    theirs.mentors, theirs.organises, theirs.joined_at = True, True, mine.joined_at - HOUR
    first = theirs.joined_at

    merge(session)

    mine = seat(session, "Bo")
    assert (mine.learns, mine.mentors, mine.organises, mine.joined_at) == (True, True, True, first)


@pytest.mark.parametrize("left", ["Bo", "Chen"])
def test_whoever_is_there_as_one_of_them_is_there(session: Session, left: str) -> None:
    there = seat(session, "Chen" if left == "Bo" else "Bo")
    away, number = seat(session, left), there.id
    away.left_at, away.learns, away.mentors = NOON, False, True

    merge(session)

    mine = seat(session, "Bo")
    assert (mine.id, mine.left_at, mine.learns, mine.mentors) == (number, None, True, False)
    assert len(session.scalars(select(Member).where(Member.person_id == mine.person_id)).all()) == 1


def test_whoever_left_as_both_left_with_the_last(session: Session) -> None:
    for who, hours in (("Bo", 0), ("Chen", 2)):
        seat(session, who).left_at = NOON + hours * HOUR

    merge(session)

    assert seat(session, "Bo").left_at == NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("leaving", "away", "stands"),
    [
        pytest.param(("Bo", "Chen"), (), True, id="both wish to leave"),
        pytest.param(("Bo",), (), False, id="one stays"),
        pytest.param(("Chen",), (), False, id="the other stays"),
        pytest.param(("Chen",), ("Bo",), True, id="the other has left already"),
    ],
)
def test_a_wish_to_leave_stands_unless_they_are_there_without_it(
    session: Session, leaving: tuple[str, ...], away: tuple[str, ...], stands: bool
) -> None:
    for who in leaving:
        seat(session, who).organises, seat(session, who).leaving_at = True, NOON
    for who in away:
        seat(session, who).left_at = NOON
    asked = seat(session, leaving[0]).id

    merge(session)

    mine = seat(session, "Bo")
    assert mine.organises
    assert mine.leaving_at == (NOON if stands else None)
    assert not stands or mine.id == asked


def test_nobody_follows_who_was_only_out_of_reach(session: Session) -> None:
    chen = people.first_account(session, person(session, "Chen"))
    assert chen is not None
    session.delete(seat(session, "Bo"))
    seat(session, "Chen").leaving_at = chen.gone_at = NOON
    session.flush()

    merge(session)

    assert seat(session, "Bo").leaving_at is None
