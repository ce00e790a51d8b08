"""Where the rows are: an SQLite file, or a PostgreSQL server."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from bot.errors import Misconfigured
from bot.store.crypto import Keyring

#: How long a writer waits for another before it gives up, in milliseconds.
BUSY_TIMEOUT = 10_000
#: A database that is gone with its engine, for rehearsals: every thread shares its one connection.
MEMORY = "sqlite://"


class Database:
    """One engine and the keyring of its private columns."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.engine = engine(url)
        self._keyring = keyring

    @property
    def on_sqlite(self) -> bool:
        """Whether the rows are in an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session in a transaction: committed at the end, rolled back when anything is raised."""
        with (
            Session(self.engine, expire_on_commit=False, info={"keyring": self._keyring}) as session,
            session.begin(),
        ):
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def engine(url: str) -> Engine:
    """An engine for this URL; `postgresql://` means psycopg 3, and `sqlite://` alone a database in memory.

    Raises `Misconfigured` for anything else.
    """
    shared = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if url == MEMORY else {}
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # Parameters stay out of errors and logs: they are what people wrote.
    try:
        made = create_engine(address, pool_pre_ping=True, hide_parameters=True, **shared)
    except (ArgumentError, ImportError):
        raise Misconfigured("SEGUE_DATABASE_URL must read as in postgresql://user@host/segue.") from None
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin_immediate)
    return made


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours to begin, see _begin_immediate
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT}", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    # A transaction that begins as a reader and then writes fails at once when another writer was faster, whatever
    # the timeout says: https://www.sqlite.org/lang_transaction.html (SQLITE_BUSY_SNAPSHOT).
    connection.exec_driver_sql("BEGIN IMMEDIATE")
