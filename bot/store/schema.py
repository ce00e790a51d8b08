"""The shape of the memory: its revisions, and bringing a database to the newest one.

Alembic is imported by whoever changes the shape: a database that is up to date costs neither its time nor its memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
#: Where alembic writes which revision a database is at.
_MARK = table("alembic_version", column("version_num"))


def newest() -> str:
    """The revision this code was written for."""
    return _revisions()[-1]


def revision(engine: Engine) -> str | None:
    """The revision a database is at; none when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_MARK.name):
            return None
        return connection.scalar(select(_MARK.c.version_num))


def known(revision: str | None) -> bool:
    """Whether this code knows that revision; not, when the database comes from a newer release."""
    return revision is None or revision in _revisions()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to the newest revision, or up to a named one, in one transaction."""
    from alembic import command

    with engine.connect() as connection, _resting_references(connection), connection.begin():
        command.upgrade(_config(connection), to)


def draft(engine: Engine, message: str) -> None:
    """Write a new migration from what the entities have that the database lacks: for developers."""
    from alembic import command

    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def _revisions() -> tuple[str, ...]:
    """Every revision, oldest first: a migration's file is named after it."""
    return tuple(sorted(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[!_]*.py")))


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


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
