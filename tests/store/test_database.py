"""Where the rows are: writers that begin as writers, transactions that are whole, and addresses that are none."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Executable, delete, event, insert, select, update
from sqlalchemy.orm import Session

from bot.domain.roadmap import Library
from bot.errors import Misconfigured
from bot.requests import Platform
from bot.store.crypto import Keyring
from bot.store.database import MEMORY, Database, wrote
from bot.store.models import Community, Entity
from tests.support.databases import KEY, Postgres, Sqlite
from tests.support.worlds import World


def beginnings(said: Iterable[str]) -> Iterator[str]:
    """For each statement that writes, how the transaction around it began."""
    began = "no transaction"
    for statement in said:
        if statement.startswith("BEGIN") or statement in {"COMMIT", "ROLLBACK"}:
            began = statement
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            yield began


def test_every_write_to_sqlite_is_in_a_transaction_that_began_as_a_writer(
    servers: dict[str, Postgres | Sqlite], library: Library
) -> None:
    said: list[str] = []
    with servers["sqlite"].database() as url:
        world = World(url, library)
        event.listen(world.database.engine, "connect", lambda opened, _: opened.set_trace_callback(said.append))

        world.starts_cohort()
        world.says("Bo", "/cohort join")
        parcels = world.core.claim((Platform.WEB,), 10)
        world.close()

    writes = list(beginnings(said))
    assert len(parcels) == 1
    assert len(writes) > 10
    assert set(writes) == {"BEGIN IMMEDIATE"}


def test_sqlite_keeps_references_waits_for_others_and_survives_a_power_cut(unborn: Database) -> None:
    pragmas = ("foreign_keys", "busy_timeout", "journal_mode", "synchronous")

    with unborn.engine.connect() as connection:
        kept = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas}

    assert kept == {"foreign_keys": 1, "busy_timeout": 10_000, "journal_mode": "wal", "synchronous": 2}


ACME = Community.name == "Acme"


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        (insert(Community).values(name="Umbra", who_starts="everyone"), True),
        (update(Community).where(ACME).values(name="Acme Ltd"), True),
        (delete(Community).where(ACME), True),
        (delete(Community).where(ACME).returning(Community.id), True),
        (update(Community).where(~ACME).values(name="Nobody"), False),
        (delete(Community).where(~ACME), False),
        (select(Community).with_for_update(), False),
    ],
)
def test_a_transaction_knows_whether_it_changed_a_row(
    database: Database, statement: Executable, changes: bool
) -> None:
    with database.begin() as session:
        session.add(Community(name="Acme"))
    with database.begin() as session:
        session.execute(statement)
        assert wrote(session) is changes


@pytest.mark.parametrize(
    ("change", "changes"),
    [
        (lambda session, acme: setattr(acme, "name", "Acme Ltd"), True),
        (lambda session, acme: setattr(acme, "name", "Acme"), False),
        (lambda session, acme: session.delete(acme), True),
        (lambda session, acme: session.add(Community(name="Umbra")), True),
        (lambda session, acme: None, False),
    ],
)
def test_what_is_not_in_the_database_yet_counts_too(
    database: Database, change: Callable[[Session, Community], None], changes: bool
) -> None:
    with database.begin() as session:
        session.add(Community(name="Acme"))
    with database.begin() as session:
        change(session, session.scalars(select(Community)).one())
        assert wrote(session) is changes


def test_a_transaction_that_fails_leaves_nothing_behind(database: Database) -> None:
    def begin_and_fail() -> None:
        with database.begin() as session:
            session.add(Community(name="Acme"))
            session.flush()
            raise KeyError("a defect")

    with pytest.raises(KeyError):
        begin_and_fail()

    with database.begin() as session:
        assert session.scalars(select(Community)).all() == []


def test_what_was_loaded_can_still_be_read_when_its_transaction_is_over(database: Database) -> None:
    with database.begin() as session:
        community = Community(name="Acme")
        session.add(community)

    assert (community.name, community.id) == ("Acme", 1)


def test_a_database_in_memory_is_one_for_all_its_threads() -> None:
    database = Database(MEMORY, Keyring(KEY))
    Entity.metadata.create_all(database.engine)
    with database.begin() as session:
        session.add(Community(name="Acme"))

    def read() -> list[str]:
        with database.begin() as session:
            return list(session.scalars(select(Community.name)))

    with ThreadPoolExecutor(1) as thread:
        names = thread.submit(read).result()

    database.close()
    assert names == ["Acme"]


@pytest.mark.parametrize("url", ["nonsense", "mysql://segue:hunter2@host/segue", "postgresql+nothing://host/segue"])
def test_an_address_of_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="SEGUE_DATABASE_URL must read as in postgresql://") as caught:
        Database(url, Keyring(KEY))

    assert "hunter2" not in str(caught.value)
