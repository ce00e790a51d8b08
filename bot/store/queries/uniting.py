"""Two communities that become one: what stands against it by name, and doing it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from bot.domain.words import shortened
from bot.store.models import Cohort, CohortState, Community, Entity, Workspace
from bot.store.queries import private
from bot.store.types import PRIVATE, Sealed

#: So many rows with private text are in memory at once.
BATCH = 500
#: The length of the column `cohorts.name`.
NAME = 80


def clashes(session: Session, kept: Community, joined: Community) -> tuple[str, ...]:
    """The names of running cohorts that both have, as `joined` writes them."""
    taken = _running(session, kept)
    return tuple(cohort.name for key, cohort in _running(session, joined).items() if key in taken)


def workspaces_of(session: Session, community: Community) -> tuple[Workspace, ...]:
    """The workspaces a community owns, the oldest first."""
    mine = select(Workspace).where(Workspace.community_id == community.id)
    return tuple(session.scalars(mine.order_by(Workspace.id)))


def unite(session: Session, kept: Community, joined: Community) -> None:
    """Let every row of `joined` belong to `kept`, private text sealed anew, and let `joined` go.

    A running cohort whose name both have is called as before with a number. Raises `ValueError` for one community.
    """
    if kept.id == joined.id:
        raise ValueError("a community is one with itself")
    _hold(session, kept, joined)
    _rename(session, kept, joined)
    for table in owned():
        _hand_over(session, table, kept.id, joined.id)
    session.execute(delete(Community).where(Community.id == joined.id).execution_options(synchronize_session=False))
    session.expire_all()  # rows moved beside the session


def owned() -> tuple[Table, ...]:
    """Every table whose rows belong to a community."""
    return tuple(table for table in Entity.metadata.sorted_tables if "community_id" in table.c)


def _hold(session: Session, *those: Community) -> None:
    """Nobody writes of either until the transaction ends, always the older one first."""
    session.flush()
    mine = select(Community.id).where(Community.id.in_([one.id for one in those]))
    session.execute(mine.order_by(Community.id).with_for_update())


def _running(session: Session, community: Community) -> Mapping[str, Cohort]:
    running = select(Cohort).where(Cohort.community_id == community.id, Cohort.state == CohortState.RUNNING)
    return {cohort.name_key: cohort for cohort in session.scalars(running.order_by(Cohort.name_key))}


def _rename(session: Session, kept: Community, joined: Community) -> None:
    mine, theirs = _running(session, kept), _running(session, joined)
    taken = mine.keys() | theirs.keys()
    for key in mine.keys() & theirs.keys():
        cohort = theirs[key]
        cohort.name = next(name for name in _numbered(cohort.name) if name.casefold() not in taken)
        cohort.name_key = cohort.name.casefold()
        taken.add(cohort.name_key)
    session.flush()


def _numbered(name: str) -> Iterator[str]:
    """The name with a number, from 2 on, never too long."""
    number = 2
    while True:
        suffix = f" ({number})"
        yield shortened(name, NAME - len(suffix)) + suffix
        number += 1


def _hand_over(session: Session, table: Table, kept: int, joined: int) -> None:
    theirs = table.c.community_id == joined
    sealed = [column.name for column in table.c if f"{table.name}.{column.name}" in PRIVATE]
    if not sealed:
        session.execute(update(table).where(theirs).values(community_id=kept))
        return
    newly = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in sealed}
    put = update(table).where(table.c.id == bindparam("row")).values(community_id=kept, **newly)
    batch = select(table.c.id, *(table.c[name] for name in sealed)).where(theirs).order_by(table.c.id).limit(BATCH)
    while rows := session.execute(batch.with_for_update()).mappings().all():
        session.execute(put, [_sealed_anew(session, table, row, kept, joined) for row in rows])


def _sealed_anew(session: Session, table: Table, row: Mapping[Any, Any], kept: int, joined: int) -> dict[str, Any]:
    """What puts a row into the community that is kept."""
    columns = [(name, f"{table.name}.{name}") for name in row if name != "id"]
    words = {f"new_{name}": _anew(session, row[name], kept, joined, column) for name, column in columns}
    return {"row": row["id"], **words}


def _anew(session: Session, sealed: Sealed | None, kept: int, joined: int, column: str) -> Sealed | None:
    if sealed is None:
        return None
    text = private.unseal(session, sealed, community=joined, column=column)
    return private.seal(session, text, community=kept, column=column)
