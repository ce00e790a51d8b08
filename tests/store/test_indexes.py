"""What is due is found by an index of what is open, so that its cost follows what is due and not what there is."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from bot.core import Core
from bot.domain.roadmap import Library
from bot.requests import Actor, Command, Place, Platform
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World

#: Asked where no private notes are taken, so that what waits opens beside the answer.
BO = Actor(platform=Platform.DISCORD, workspace="900", user="12", name="Bo")
HELP = Command(actor=BO, place=Place(), name="segue")

LOOKS: dict[str, Callable[[Core], object]] = {
    "ix_occurrences_due": lambda core: core.plan(10),
    "ix_deliveries_due": lambda core: core.claim((Platform.WEB,), 10),
    "ix_notices_waiting": lambda core: core.answer(HELP),
}


@pytest.fixture
def on_sqlite(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    with servers["sqlite"].database() as url:
        world = World(url, library)
        world.starts_cohort()
        yield world
        world.close()


@pytest.mark.parametrize("index", LOOKS)
def test_what_is_due_is_found_by_its_index(on_sqlite: World, index: str) -> None:
    plans = []

    def explain(connection: Connection, _c: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT") and "due_at <=" in statement:
            found = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[union-attr]
            plans.append(" ".join(str(row[-1]) for row in found))

    on_sqlite.clock.turn_to(on_sqlite.clock.now() + timedelta(days=7))
    event.listen(on_sqlite.database.engine, "before_cursor_execute", explain)
    LOOKS[index](on_sqlite.core)

    assert plans
    assert all(index in plan for plan in plans)
