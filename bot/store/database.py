"""Where the rows are: an SQLite file, or a PostgreSQL server."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVarTuple

from sqlalchemy import Connection, Engine, Row, Select, StaticPool, create_engine, event
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from bot.errors import Misconfigured
from bot.store.crypto import Keyring

#: How long a writer waits for another before it gives up, in milliseconds.
BUSY_TIMEOUT = 10_000
#: A database that is gone with its engine, for rehearsals: every thread shares its one connection.
MEMORY = "sqlite://"
#: What a connection remembers of its transaction: that it changed a row.
WROTE = "wrote"

Columns = TypeVarTuple("Columns")


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


def wrote(session: Session) -> bool:
    """Whether this transaction has changed any row. A statement that met none has not, nor has a mere read."""
    session.flush()
    return bool(session.connection().info.get(WROTE))


def rows(session: Session, statement: Select[*Columns], **by: object) -> Sequence[Row[*Columns]]:
    """What a statement of single columns finds, in less than half the time that the session takes for it."""
    session.flush()
    return session.connection().execute(statement, by).all()


def engine(url: str) -> Engine:
    """An engine for this URL; `postgresql://` means psycopg 3, and `sqlite://` alone a database in memory.

    Raises `Misconfigured` for anything else.
    """
    shared = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if url == MEMORY else {}
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # A server may have hung up since the last transaction, and is asked; a file has not.
    served = not address.startswith("sqlite")
    # Parameters stay out of errors and logs: they are what people wrote.
    try:
        made = create_engine(address, pool_pre_ping=served, hide_parameters=True, **shared)
    except (ArgumentError, ImportError):
        raise Misconfigured("SEGUE_DATABASE_URL must read as in postgresql://user@host/segue.") from None
    event.listen(made, "begin", _begin_unwritten)
    event.listen(made, "after_cursor_execute", _notice_writing)
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


def _begin_unwritten(connection: Connection) -> None:
    connection.info[WROTE] = False


def _notice_writing(
    connection: Connection, cursor: DBAPICursor, _s: str, _p: object, context: DefaultExecutionContext, _m: bool
) -> None:
    """Inserts always change something; other statements do if they met a row.

    SQLite counts the rows of what gives them back (RETURNING) only once they are read, so those count as met.
    """
    met = cursor.rowcount != 0 or cursor.description is not None
    if context.isinsert or ((context.isupdate or context.isdelete) and met):
        connection.info[WROTE] = True
