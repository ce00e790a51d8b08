"""Bringing a database to this release, from wherever it begins; or saying what the operator has to do."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import IntegrityError

from bot.errors import Misconfigured
from bot.store import faults, schema, upkeep
from bot.store.database import Database
from bot.store.models import Community, Entity, Person
from tests.support.worlds import World


def somebody(database: Database) -> None:
    with database.begin() as session:
        community = Community(name="Acme")
        session.add(community)
        session.flush()
        session.add(Person(community_id=community.id, name="Ana"))


def people(database: Database) -> list[tuple[str, str]]:
    joined = text(
        "SELECT people.name, communities.name FROM people JOIN communities ON community_id = communities.id"
    )
    with database.engine.connect() as connection:
        return [(person, community) for person, community in connection.execute(joined)]


def pretend_newer(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'f00d'"))


def test_an_empty_file_is_made_ready_and_nothing_is_copied(unborn: Database, tmp_path: Path) -> None:
    upkeep.prepare(unborn)

    assert schema.revision(unborn.engine) == schema.newest()
    assert not list(tmp_path.glob("*before*"))


def test_an_emptied_database_has_its_tables_and_not_one_row(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")

    upkeep.empty(world.database)

    with world.database.begin() as session:
        rows = {table.name: session.scalar(select(func.count()).select_from(table)) for table in _tables()}
    assert set(rows.values()) == {0}
    assert schema.revision(world.database.engine) == schema.newest()
    assert world.starts_cohort().card is not None


def _tables() -> tuple[Table, ...]:
    return tuple(Entity.metadata.sorted_tables)


def test_a_database_that_is_ready_stays_as_it_is(database: Database) -> None:
    somebody(database)

    upkeep.prepare(database)

    assert people(database) == [("Ana", "Acme")]


def test_nothing_that_changes_its_shape_is_loaded_for_a_file_that_is_ready(unborn: Database) -> None:
    script = (
        "import sys; from bot.store import upkeep; from bot.store.crypto import Keyring\n"
        "from bot.store.database import Database\n"
        "upkeep.prepare(Database(sys.argv[1], Keyring(bytes(32)))); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(unborn.engine.url)]

    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]

    assert told == ["True", "False"]


@pytest.mark.usefixtures("next_release")
def test_an_older_database_is_upgraded_with_everything_in_it(database: Database) -> None:
    somebody(database)

    upkeep.upgrade(database)

    assert schema.revision(database.engine) == "next"
    assert people(database) == [("Ana", "Acme")]
    assert list(faults.find(database)) == []
    with pytest.raises(IntegrityError), database.begin() as session:
        session.add(Person(community_id=99, name="Bo"))


def test_an_older_file_is_copied_aside_before_it_is_upgraded(
    unborn: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    upkeep.prepare(unborn)
    somebody(unborn)
    before = schema.newest()
    request.getfixturevalue("next_release")

    upkeep.prepare(unborn)

    copy = Database(f"sqlite:///{tmp_path / f'segue.before-{before}.sqlite3'}", unborn._keyring)
    assert (schema.revision(copy.engine), schema.revision(unborn.engine)) == (before, "next")
    assert people(copy) == [("Ana", "Acme")]
    copy.close()


def test_an_upgrade_that_fails_changes_nothing_and_can_be_tried_again(
    unborn: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    upkeep.prepare(unborn)
    somebody(unborn)
    before = schema.newest()
    step = request.getfixturevalue("next_release") / "versions" / "next.py"
    working = step.read_text()
    step.write_text(working + "    raise RuntimeError('power cut')\n")

    with pytest.raises(RuntimeError, match="power cut"):
        upkeep.prepare(unborn)
    assert schema.revision(unborn.engine) == before

    step.write_text(working)
    upkeep.prepare(unborn)
    assert people(unborn) == [("Ana", "Acme")]
    assert len(list(tmp_path.glob(f"segue.before-{before}*.sqlite3"))) == 2


def test_a_database_of_a_newer_release_is_refused_and_left_alone(database: Database) -> None:
    pretend_newer(database)

    for bring in (upkeep.prepare, upkeep.upgrade):
        with pytest.raises(Misconfigured, match="written by a newer segue: install that one"):
            bring(database)

    assert schema.revision(database.engine) == "f00d"


def test_a_file_that_is_no_database_is_refused_and_left_alone(unborn: Database, tmp_path: Path) -> None:
    (tmp_path / "segue.sqlite3").write_text("Dear diary, " * 100)

    with pytest.raises(Misconfigured, match="is no database, or a damaged one: restore a backup"):
        upkeep.prepare(unborn)

    assert (tmp_path / "segue.sqlite3").read_text() == "Dear diary, " * 100


def test_a_server_is_upgraded_by_its_operator_alone(bare_server: Database) -> None:
    with pytest.raises(Misconfigured, match="run `segue db upgrade`"):
        upkeep.prepare(bare_server)

    upkeep.upgrade(bare_server)
    upkeep.prepare(bare_server)

    assert schema.revision(bare_server.engine) == schema.newest()
