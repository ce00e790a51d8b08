"""Rows that an owner has once of a kind, when two owners become one: of twins one stays, everything else moves."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, delete, false, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Which rows: one for each owner and `keys`. Of twins the newer one stays; without `newest` the first owner's."""

    owner: InstrumentedAttribute[int]
    keys: tuple[InstrumentedAttribute[Any], ...]
    newest: InstrumentedAttribute[Any] | None = None

    @property
    def table(self) -> Table:
        """Where they are."""
        table = self.owner.class_.__table__
        assert isinstance(table, Table)  # noqa: S101  (every entity has one)
        return table


class Twins(NamedTuple):
    """Two rows of which one can stay: the first owner's and the other's, which may be newer; `key`: their last."""

    mine: int
    theirs: int
    newer: bool
    key: Any


def pairs(session: Session, once: Once, kept: int, joined: int) -> tuple[Twins, ...]:
    """Every two rows of these owners that stand for the same, by their key."""
    mine, theirs = once.table.alias(), once.table.alias()
    owner, newest = once.owner.key, once.newest
    alike = and_(*(mine.c[key.key] == theirs.c[key.key] for key in once.keys))
    newer = false() if newest is None else theirs.c[newest.key] > mine.c[newest.key]
    last = mine.c[once.keys[-1].key]
    found = select(mine.c.id, theirs.c.id, newer, last).where(mine.c[owner] == kept, theirs.c[owner] == joined)
    return tuple(Twins(*row) for row in session.execute(found.where(alike).order_by(last)))


def take(session: Session, once: Once, kept: int, joined: int) -> None:
    """Let everything of the other owner be the first one's; of twins the older one goes."""
    lost = [pair.mine if pair.newer else pair.theirs for pair in pairs(session, once, kept, joined)]
    session.execute(delete(once.table).where(once.table.c.id.in_(lost)))
    move(session, once.owner, kept, joined)


def move(session: Session, owner: InstrumentedAttribute[Any], kept: int, joined: int) -> None:
    """Let everything of the other owner be the first one's, where nothing stands against it."""
    table = owner.class_.__table__
    session.execute(update(table).where(table.c[owner.key] == joined).values({owner.key: kept}))
