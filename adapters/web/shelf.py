"""The playground's own memory of what was said, as Slack would keep it; segue's database is never seen here.

A small SQLite file with a connection per call: calls are tiny, come from worker threads, and are committed when
they return.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, box TEXT NOT NULL, author TEXT NOT NULL, key TEXT UNIQUE, html TEXT NOT NULL,
    at TEXT NOT NULL, edition INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS messages_in_box ON messages (box, id);
CREATE TABLE IF NOT EXISTS forms (box TEXT PRIMARY KEY, html TEXT NOT NULL, pressed INTEGER);
CREATE TABLE IF NOT EXISTS pictures (name TEXT PRIMARY KEY, png BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS seen (box TEXT PRIMARY KEY, newest INTEGER NOT NULL);
"""

#: Who says what the bot says; everybody else is a player's id.
BOT = "segue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something said: `box` is a channel or a person's private line, `html` escaped, `at` aware UTC.

    `edition` counts how often it was changed.
    """

    id: int
    box: str
    author: str
    html: str
    at: datetime
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """The form somebody has open; `pressed` is the message whose button opened it."""

    html: str
    pressed: int | None


class Shelf:
    """What was said, by box, and the form each person has open. Survives being opened again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with self._open() as db:
            db.executescript(_SCHEMA)

    def keep(self, box: str, html: str, *, at: datetime, key: str | None = None, author: str = BOT) -> int:
        """Keep a message and give its id. The same `key` twice keeps the first one alone."""
        row = (box, author, key, html, at.isoformat())
        with self._open() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO messages (box, author, key, html, at) VALUES (?, ?, ?, ?, ?)", row
            )
            if added.rowcount and added.lastrowid:
                return added.lastrowid
            return int(db.execute("SELECT id FROM messages WHERE key = ?", (key,)).fetchone()[0])

    def replace(self, message: int, html: str) -> None:
        """Say something else in the place of a message."""
        with self._open() as db:
            db.execute("UPDATE messages SET html = ?, edition = edition + 1 WHERE id = ?", (html, message))

    def message(self, number: int) -> Message | None:
        """The message of this id, if there is one."""
        with self._open() as db:
            row = db.execute(
                "SELECT id, box, author, html, at, edition FROM messages WHERE id = ?", (number,)
            ).fetchone()
        return _message(row) if row else None

    def read(self, box: str, newest: int) -> tuple[Message, ...]:
        """The newest messages of a box, oldest first."""
        query = "SELECT id, box, author, html, at, edition FROM messages WHERE box = ? ORDER BY id DESC LIMIT ?"
        with self._open() as db:
            rows = db.execute(query, (box, newest)).fetchall()
        return tuple(_message(row) for row in reversed(rows))

    def count(self, box: str, after: int = 0) -> int:
        """How many messages of a box came after this one."""
        with self._open() as db:
            row = db.execute("SELECT count(*) FROM messages WHERE box = ? AND id > ?", (box, after)).fetchone()
        return int(row[0])

    def carries(self, mark: str) -> bool:
        """Whether any message, in anybody's sight, has this text in its HTML."""
        with self._open() as db:
            return db.execute("SELECT 1 FROM messages WHERE instr(html, ?) LIMIT 1", (mark,)).fetchone() is not None

    def look(self, box: str) -> None:
        """Remember that everything in a box has been seen."""
        query = """INSERT INTO seen SELECT :box, coalesce(max(id), 0) FROM messages WHERE box = :box
                   ON CONFLICT (box) DO UPDATE SET newest = excluded.newest"""
        with self._open() as db:
            db.execute(query, {"box": box})

    def unseen(self, box: str) -> int:
        """How many messages of a box came since somebody looked."""
        with self._open() as db:
            row = db.execute("SELECT newest FROM seen WHERE box = ?", (box,)).fetchone()
        return self.count(box, row[0] if row else 0)

    def open_form(self, box: str, html: str, pressed: int | None) -> None:
        """Show a form to a person, in the place of the one they may have open."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO forms VALUES (?, ?, ?)", (box, html, pressed))

    def form(self, box: str) -> OpenForm | None:
        """The form a person has open."""
        with self._open() as db:
            row = db.execute("SELECT html, pressed FROM forms WHERE box = ?", (box,)).fetchone()
        return OpenForm(html=row[0], pressed=row[1]) if row else None

    def close_form(self, box: str) -> None:
        """Put a person's form away."""
        with self._open() as db:
            db.execute("DELETE FROM forms WHERE box = ?", (box,))

    def hang(self, name: str, png: bytes) -> None:
        """Keep a picture; the same name is the same picture."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO pictures VALUES (?, ?)", (name, png))

    def picture(self, name: str) -> bytes | None:
        """The picture of this name, if it hangs here."""
        with self._open() as db:
            row = db.execute("SELECT png FROM pictures WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def newest(self) -> int:
        """The id of the newest message anywhere, 0 when nothing was said."""
        with self._open() as db:
            return int(db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()[0])

    def clear(self) -> None:
        """Forget everything. A new life begins, so that a page of the old one knows that it is none of this."""
        with self._open() as db:
            for table in ("messages", "forms", "pictures", "seen"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608  (a name of ours)
            life = int(db.execute("PRAGMA user_version").fetchone()[0])
            db.execute(f"PRAGMA user_version = {life + 1}")

    def life(self) -> int:
        """How often everything was forgotten."""
        with self._open() as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])

    def version(self) -> str:
        """A word that changes whenever a message comes or changes."""
        with self._open() as db:
            row = db.execute("SELECT coalesce(max(id), 0), coalesce(sum(edition), 0) FROM messages").fetchone()
        return f"{row[0]}.{row[1]}"

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            yield connection


def _message(row: tuple[int, str, str, str, str, int]) -> Message:
    number, box, author, html, at, edition = row
    return Message(id=number, box=box, author=author, html=html, at=datetime.fromisoformat(at), edition=edition)
