"""Copies of an SQLite database: taken while it is in use, and put back with nothing lost."""

import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from bot.errors import Misconfigured


def copy(source: Path, target: Path) -> None:
    """Copy an SQLite database while it is in use, to a file that is not there yet, and see that the copy is whole."""
    if target.exists():
        raise Misconfigured(f"{target} is there already: choose another name.")
    if not source.exists():
        raise Misconfigured(f"There is no database at {source}.")
    try:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as reason:
        target.unlink(missing_ok=True)
        raise Misconfigured(f"{source} cannot be copied to {target}: {reason}.") from None
    _require_whole(target)


def restore(backup: Path, target: Path) -> None:
    """Put a copy back in the place of a database; the one that was there is kept beside it."""
    if not backup.exists():
        raise Misconfigured(f"There is no backup at {backup}.")
    _require_whole(backup)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(backup)) as source, closing(sqlite3.connect(partial)) as connection:
        source.backup(connection)
    _set_aside(target)
    partial.replace(target)


def untaken(path: Path) -> Path:
    """This name, or the first one like it that no file has."""
    like = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(name for name in chain((path,), like) if not name.exists())


def _require_whole(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as reason:
        answer = reason
    if answer != "ok":
        raise Misconfigured(f"{path} is damaged, or no copy of a segue database: {answer}.")


def _set_aside(path: Path) -> None:
    """Keep a database beside, with the log that belongs to it, under a name by which SQLite finds the log again."""
    kept = untaken(path.with_name(path.name + ".replaced"))
    for end in ("", "-wal", "-shm"):
        there = path.with_name(path.name + end)
        if there.exists():
            there.replace(kept.with_name(kept.name + end))
