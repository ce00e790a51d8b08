"""What the tests of the memory may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.store import schema
from bot.store.crypto import Keyring
from bot.store.database import Database
from tests.support import histories
from tests.support.databases import KEY, Postgres, Sqlite
from tests.support.worlds import World

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "next", "{current}"


def upgrade() -> None:
    with op.batch_alter_table("communities", recreate="auto") as table:
        table.add_column(sa.Column("city", sa.String(40)))
        table.alter_column("name", type_=sa.String(300))
"""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database at this release, once of each kind."""
    opened = Database(database_url, Keyring(KEY))
    yield opened
    opened.close()


@pytest.fixture
def unborn(tmp_path: Path) -> Iterator[Database]:
    """An SQLite database whose file is not there yet."""
    opened = Database(f"sqlite:///{tmp_path / 'segue.sqlite3'}", Keyring(KEY))
    yield opened
    opened.close()


@pytest.fixture
def bare_server(servers: dict[str, Postgres | Sqlite]) -> Iterator[Database]:
    """A database on a PostgreSQL server, with nothing in it."""
    with servers["postgresql"].database() as url:
        opened = Database(url, Keyring(KEY))
        with opened.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        yield opened
        opened.close()


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a release after this one, which builds a table anew that others refer to."""
    migrations = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations)
    (migrations / "versions" / "next.py").write_text(NEXT.format(current=schema.newest()))
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    return migrations


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    """A session in which Bo and Chen learn in Spring."""
    histories.opens_spring(world)
    with world.database.begin() as open_session:
        yield open_session
