"""The shape of the memory: what the migrations build is what the entities say."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.store import schema
from bot.store.database import Database
from bot.store.models import Entity


def test_the_migrations_build_what_the_entities_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, Entity.metadata)

    assert differences == []


@pytest.mark.parametrize("table", ["occurrences", "deliveries"])
def test_what_is_due_is_found_by_an_index_that_only_holds_what_is_open(database: Database, table: str) -> None:
    kind = database.engine.dialect.name

    [built] = [index for index in inspect(database.engine).get_indexes(table) if index["name"] == f"ix_{table}_due"]

    [meant] = [index for index in Entity.metadata.tables[table].indexes if index.name == f"ix_{table}_due"]
    states = re.compile(r"'(\w+)'")
    found = states.findall(str(built["dialect_options"][f"{kind}_where"]))
    assert found == states.findall(str(meant.dialect_options[kind]["where"])) != []


def test_a_release_knows_itself_and_the_beginning_but_not_the_future() -> None:
    assert schema.known(schema.newest())
    assert schema.known(None)
    assert not schema.known("f00d")


def test_every_migration_is_named_after_its_revision_and_they_sort_in_their_order() -> None:
    walked = [script.revision for script in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()]

    files = sorted(file.stem for file in (schema.MIGRATIONS / "versions").glob("0*.py"))
    assert [file.partition("_")[0] for file in files] == walked[::-1]
    assert schema.newest() == walked[0]
