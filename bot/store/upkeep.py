"""Keeping the memory in step with the code: one process a file, and the revision this code was written for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.errors import Misconfigured
from bot.store import copies, schema
from bot.store.database import Database
from bot.store.models import Entity

UNREACHED = "The database cannot be reached: is its address right, and does it run?"


def prepare(database: Database) -> None:
    """Make the database ready for this code, or say what the operator has to do.

    On SQLite, where one process owns the file, an older one is copied aside and upgraded; elsewhere that is an
    operator's step of its own. A newer one, or a file that is no database, is refused.
    """
    found = revision(database.engine)
    if found == schema.newest():
        return
    if schema.known(found) and not database.on_sqlite:
        raise Misconfigured("The database is not at this release yet: run `segue db upgrade`.")
    upgrade(database)


def upgrade(database: Database) -> None:
    """Bring the database to this release; an SQLite file is copied aside first. Refuses what a newer one wrote."""
    found, path = revision(database.engine), location(database.engine)
    if not schema.known(found):
        raise Misconfigured("This database was written by a newer segue: install that one, or restore a backup.")
    if found not in {None, schema.newest()} and path is not None:
        copies.copy(path, copies.untaken(path.with_suffix(f".before-{found}.sqlite3")))
    schema.upgrade(database.engine)


def empty(database: Database) -> None:
    """Forget every row there is, and keep the tables: for the playground, which may begin anew."""
    with database.begin() as session:
        if database.on_sqlite:
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in reversed(Entity.metadata.sorted_tables):
            session.execute(table.delete())


@contextmanager
def held(path: Path | None) -> Iterator[None]:
    """Hold an SQLite database as its only process; without a path, on a server or in memory, nothing is held.

    A file beside it is locked by SQLite itself, which works on every system and ends with the process.
    Raises `Misconfigured` when another process holds it.
    """
    if path is None:
        yield
        return
    with closing(sqlite3.connect(path.with_suffix(".lock"), timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise Misconfigured(f"Another segue has {path} open: stop it, or point SEGUE_HOME elsewhere.") from None
        yield


def location(engine: Engine) -> Path | None:
    """The file of an SQLite database; none on a server or in memory."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name else None


def revision(engine: Engine) -> str | None:
    """The revision a database is at, none when it is empty. Raises `Misconfigured` for what is no database."""
    try:
        return schema.revision(engine)
    except OperationalError:
        raise Misconfigured(UNREACHED) from None
    except DatabaseError:
        raise Misconfigured("That file is no database, or a damaged one: restore a backup.") from None
