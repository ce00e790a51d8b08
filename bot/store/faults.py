"""What can be wrong with the memory: the file, the references, the release, and seals that no key opens."""

from collections.abc import Iterator

from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from bot.domain.words import counted
from bot.errors import Misconfigured
from bot.store import schema, upkeep
from bot.store.database import Database
from bot.store.models import Entity
from bot.store.queries import private
from bot.store.types import Sealed, SealedText


def find(database: Database) -> Iterator[str]:
    """Everything wrong with the rows: the file, the references, the release, and private values no key opens."""
    found = upkeep.revision(database.engine)
    try:
        yield from _file_faults(database)
        if found == schema.newest():
            yield from _sealed_faults(database)
        else:
            yield "The database is not at this release: run `segue db upgrade`."
    except OperationalError:
        raise Misconfigured(upkeep.UNREACHED) from None
    except DatabaseError:
        yield "Some of the database is damaged and cannot be read. Restore a backup."


def rows(database: Database) -> dict[str, int]:
    """How many rows there are of each kind."""
    with database.begin() as session:
        tables = Entity.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _file_faults(database: Database) -> Iterator[str]:
    if not database.on_sqlite:
        return
    with database.engine.connect() as connection:
        answer = connection.scalar(text("PRAGMA integrity_check"))
        broken = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    if answer != "ok":
        yield f"The file is damaged: {answer}. Restore a backup."
    if broken:
        yield f"{counted(broken, 'reference')} to rows that are gone. Restore a backup."


def _sealed_faults(database: Database) -> Iterator[str]:
    for table in Entity.metadata.sorted_tables:
        sealed = [column for column in table.columns if isinstance(column.type, SealedText)]
        for column in sealed:
            name = f"{table.name}.{column.name}"
            with database.begin() as session:
                stored = session.execute(select(table.c.community_id, column).where(column.is_not(None))).all()
                unread = sum(not _opens(session, row[0], name, row[1]) for row in stored)
            if unread:
                yield f"{unread} of {len(stored)} values in {name} do not open: is SEGUE_KEY the right one?"


def _opens(session: Session, community: int, column: str, sealed: Sealed) -> bool:
    try:
        private.unseal(session, sealed, community=community, column=column)
    except Misconfigured:
        return False
    return True
