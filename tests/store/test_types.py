"""Columns that refuse what may not be kept: moments without a zone, private words that nobody sealed."""

from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.store.database import Database
from bot.store.models import Community, Draft, Entity, Person
from bot.store.types import PRIVATE, Sealed, SealedText

TABLES = Entity.metadata.sorted_tables
NINE = datetime(2027, 1, 4, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
SEALED = Sealed(b"\x00\xffsealed")


def keep_draft(database: Database, *, answers: Sealed = SEALED, expires_at: datetime = NINE) -> None:
    with database.begin() as session:
        community = Community(name="Acme")
        session.add(community)
        session.flush()
        person = Person(community_id=community.id, name="Ana")
        session.add(person)
        session.flush()
        whose = {"community_id": community.id, "person_id": person.id}
        session.add(Draft(**whose, action="checkin|1|1", answers=answers, expires_at=expires_at))


def test_a_moment_comes_back_the_same_in_utc(database: Database) -> None:
    keep_draft(database)

    with database.begin() as session:
        kept = session.scalars(select(Draft.expires_at)).one()

    assert kept == NINE
    assert kept.utcoffset() == timedelta()


def test_a_moment_is_found_by_the_same_moment_in_any_zone(database: Database) -> None:
    keep_draft(database)

    with database.begin() as session:
        found = session.scalars(select(Draft.id).where(Draft.expires_at <= NINE.astimezone(UTC))).all()

    assert len(found) == 1


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="must be aware of its zone"):
        keep_draft(database, expires_at=NINE.replace(tzinfo=None))


@pytest.mark.parametrize("words", ["The interview went badly.", b"The interview went badly."])
def test_a_private_column_refuses_what_nobody_sealed(database: Database, words: str | bytes) -> None:
    with pytest.raises(StatementError, match="takes sealed text only") as caught:
        keep_draft(database, answers=cast(Sealed, words))

    assert "badly" not in str(caught.value)


def test_a_private_column_gives_back_what_was_sealed(database: Database) -> None:
    keep_draft(database)

    with database.begin() as session:
        kept = session.scalars(select(Draft.answers)).one()

    assert isinstance(kept, Sealed)
    assert kept == SEALED


def test_the_list_of_private_columns_is_the_sealed_ones() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, SealedText)
    }

    assert sealed == PRIVATE


def test_every_row_of_somebody_belongs_to_a_community() -> None:
    # What was received and what is being consented to is there before anybody is known.
    tenants = [table for table in TABLES if table.name not in {"communities", "consents", "received"}]

    for table in tenants:
        column = table.columns["community_id"]
        assert not column.nullable, table.name
        assert {key.target_fullname for key in column.foreign_keys} == {"communities.id"}, table.name
    assert len(tenants) > 8
