"""The shape of the memory: its revisions, and bringing a database to the newest one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision this code was written for."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def revision(engine: Engine) -> str | None:
    """The revision a database is at; none when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known(revision: str | None) -> bool:
    """Whether this code knows that revision; not, when the database comes from a newer release."""
    return revision is None or any(
        script.revision == revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    )


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to the newest revision, or up to a named one, in one transaction."""
    with engine.connect() as connection, _resting_references(connection), connection.begin():
        command.upgrade(_config(connection), to)


def draft(engine: Engine, message: str) -> None:
    """Write a new migration from what the entities have that the database lacks: for developers."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


@contextmanager
def _resting_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by building it anew, which references to it would forbid.

    The switch works only outside a transaction: https://www.sqlite.org/lang_altertable.html#otheralter
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    switch = connection.connection.cursor()
    switch.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        switch.execute("PRAGMA foreign_keys=ON")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
