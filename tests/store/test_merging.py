"""Two people who are one: everything of both is there once, the newest stays, and nothing is said twice."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.domain.merging import Both, Counts, Overlap
from bot.store.models import (
    Account,
    Checkin,
    Draft,
    Entity,
    Kudos,
    Person,
    ProfileAnswer,
    StaleReport,
    TaskMark,
    Win,
)
from bot.store.queries import merging, people
from bot.store.queries.pairing import blocks
from tests.support import histories, pairs
from tests.support.histories import NOON, Life, life, merge, person, seat
from tests.support.worlds import World


def referring(metadata: MetaData, *tables: str) -> list[Column[Any]]:
    """Every column that refers to one of these tables."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.c
        if any(key.column.table.name in tables for key in column.foreign_keys)
    ]


def whose(session: Session, columns: list[Column[Any]], owners: dict[str, int]) -> dict[str, int]:
    """How many rows refer to the person or the seat, by column."""
    return {
        f"{column.table.name}.{column.name}": session.scalar(
            select(func.count()).where(column == owners[next(iter(column.foreign_keys)).column.table.name])
        )
        or 0
        for column in columns
    }


def test_nothing_that_refers_to_people_or_members_is_forgotten(session: Session) -> None:
    columns = referring(Entity.metadata, "people", "members")
    histories.does_everything(life(session, "Chen"))
    pairs.does_everything(life(session, "Chen"))
    blocks.block(session, person(session, "Ana"), person(session, "Chen"))
    pairs.ask(session, seat(session, "Ana"), 0, "", seat(session, "Chen"))
    histories.is_stuck(life(session, "Ana"), helper=seat(session, "Chen"))
    theirs = {"people": person(session, "Chen").id, "members": seat(session, "Chen").id}
    before = whose(session, columns, theirs)
    assert [name for name, rows in before.items() if rows == 0] == []

    merge(session)

    assert [name for name, rows in whose(session, columns, theirs).items() if rows > 0] == []
    mine = whose(session, columns, {"people": person(session, "Bo").id, "members": seat(session, "Bo").id})
    changed = {"accounts.person_id": 2, "members.person_id": 1, "notes.person_id": 0, "kudos.person_id": 0}
    assert mine == before | changed


def test_whoever_joins_is_gone_and_their_accounts_are_of_who_is_kept(session: Session) -> None:
    merge(session)

    assert set(session.scalars(select(Person.name))) == {"Ana", "Bo"}
    mine = select(Account.external_id, Account.latest).where(Account.person_id == person(session, "Bo").id)
    assert session.execute(mine.order_by(Account.id)).all() == [("U-Bo", True), ("U-Chen", False)]


_TWINS: tuple[tuple[Callable[[Life], object], InstrumentedAttribute[Any]], ...] = (
    (histories.checks_in, Checkin.done),
    (histories.marks, TaskMark.note),
    (histories.reports, StaleReport.words),
    (histories.begins_a_form, Draft.answers),
)


@pytest.mark.parametrize(("do", "words"), _TWINS, ids=lambda one: getattr(one, "__name__", ""))
@pytest.mark.parametrize("newer", ["Bo", "Chen"])
def test_of_two_who_said_something_of_the_same_the_newest_stays(
    session: Session, do: Callable[[Life], object], words: InstrumentedAttribute[Any], newer: str
) -> None:
    for who in ("Bo", "Chen"):
        do(life(session, who, hours=who == newer))
        do(life(session, who, week=2 if who == "Bo" else 3))

    merge(session)

    assert sorted(histories.opened(session, words)) == sorted([f"{newer} 1", "Bo 2", "Chen 3"])


def test_answers_of_the_profile_stay_as_who_is_kept_gave_them(session: Session) -> None:
    for who in ("Chen", "Bo"):
        histories.answers(life(session, who, hours=who == "Chen"))
    histories.answers(life(session, "Chen", week=2))

    merge(session)

    assert sorted(histories.opened(session, ProfileAnswer.answer)) == ['["Bo 1"]', '["Chen 2"]']


def test_kudos_for_ones_own_win_vanish_and_those_of_both_count_once(session: Session) -> None:
    wins = [histories.wins(life(session, who)).id for who in ("Ana", "Bo", "Chen")]
    for who, other in (("Bo", 0), ("Chen", 0), ("Chen", 1), ("Ana", 1)):
        histories.is_glad(life(session, who), session.get_one(Win, wins[other]))

    merge(session)

    ana, bo = person(session, "Ana").id, person(session, "Bo").id
    assert set(session.execute(select(Kudos.win_id, Kudos.person_id))) == {
        (wins[0], ana),
        (wins[0], bo),
        (wins[1], ana),
    }


def test_the_settings_of_who_is_kept_stay_and_a_zone_is_taken_by_who_has_none(session: Session) -> None:
    bo, chen = person(session, "Bo"), person(session, "Chen")
    bo.zone, chen.zone_confirmed = None, True
    session.flush()
    name, note_at = bo.name, bo.note_at

    merge(session)

    bo = person(session, "Bo")
    assert (bo.name, bo.note_at, bo.zone, bo.zone_confirmed) == (name, note_at, "Asia/Singapore", True)


def test_people_of_two_communities_or_one_person_twice_are_not_merged(world: World, session: Session) -> None:
    stranger = people.recognise(session, world.actor("Eve", "W2")).person
    for joined in (stranger, person(session, "Bo")):
        with pytest.raises(ValueError, match="one community"):
            merging.merge(session, person(session, "Bo"), joined, NOON)


def test_a_preview_tells_what_a_merge_would_do_and_changes_nothing(world: World) -> None:
    histories.opens_spring(world)
    with world.database.begin() as session:
        for who in ("Bo", "Chen"):
            histories.does_everything(life(session, who))
            pairs.does_everything(life(session, who))
            histories.checks_in(life(session, who, week=2 if who == "Bo" else 3))
        histories.marks(life(session, "Chen", week=4))
        histories.answers(life(session, "Chen", week=2))
    before = _rows(world)

    with world.database.begin() as session:
        seen = merging.overlaps(session, person(session, "Bo"), person(session, "Chen"))

    both = Both(cohort="Spring", weeks=(1,), tasks=("task-1",), blockers=True)
    moves = Counts(cohorts=0, checkins=1, wins=1, tasks=1)
    assert seen == Overlap(cohorts=(both,), moves=moves, answers=("question-1",))
    assert _rows(world) == before


def test_a_preview_of_two_who_share_nothing_counts_what_comes_along(session: Session) -> None:
    session.delete(seat(session, "Bo"))
    session.flush()
    histories.wins(life(session, "Chen"))

    seen = merging.overlaps(session, person(session, "Bo"), person(session, "Chen"))

    assert seen == Overlap(moves=Counts(cohorts=1, wins=1))


def _rows(world: World) -> list[tuple[object, ...]]:
    with world.database.engine.connect() as connection:
        tables = Entity.metadata.sorted_tables
        return [
            tuple(row)
            for table in tables
            for row in connection.execute(text(f"SELECT * FROM {table.name} ORDER BY id"))
        ]
