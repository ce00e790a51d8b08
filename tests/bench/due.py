"""Finding what is due: 100,000 cohorts against 1,000 of them, while the same number is due in both."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

from sqlalchemy import text

from bot.ports import Parcel, Sent, Skipped
from bot.requests import Platform
from bot.store.queries import ledger
from tests.bench.contest import Contest, Unit
from tests.bench.crowds import FIRST, Crowd
from tests.bench.grounds import Grounds, timed
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World

MANY, FEW = 100_000, 1_000
#: Rituals that are due on each beat. Two in three of them speak to a channel at once, which makes more messages than
#: the two claims of a round take.
DUE, CLAIMED = 100, 30
#: "100,000 cohorts cost at most 1.5 times what 1,000 cost when the same number is due."
PROMISE = 1.5


class Town:
    """A world with so many cohorts, in which every measurement finds something new that is due."""

    def __init__(self, grounds: Grounds, url: str, cohorts: int, beats: int) -> None:
        self._world = World(url, grounds.library)
        self._beats = 0
        Crowd(cohorts=cohorts, due=DUE, beats=beats).settle(self._world.database, grounds.library.default.slug)
        self._world.clock.turn_to(FIRST)
        if not self._world.database.on_sqlite:
            with self._world.database.engine.begin() as connection:  # autovacuum would, within a minute
                connection.execute(text("ANALYZE"))

    def close(self) -> None:
        """Give everything back."""
        self._world.close()

    def look(self) -> float:
        """Seconds that finding the occurrences takes."""

        def find() -> None:
            with self._world.database.begin() as session:
                assert len(ledger.due(session, FIRST, DUE)) == DUE

        return timed(find, times=20)

    def plan(self) -> float:
        """Seconds that turning them into deliveries takes, and planning their next ones."""
        self._world.clock.turn_to(FIRST + self._beats * timedelta(minutes=1))
        self._beats += 1

        def plan() -> None:
            assert self._world.core.plan(2 * DUE) == DUE

        return timed(plan)

    def lease(self) -> float:
        """Seconds that leasing deliveries takes."""
        claimed: list[ledger.Claimed] = []
        with self._world.database.begin() as session:
            now = self._world.clock.now()
            took = timed(lambda: claimed.extend(ledger.claim(session, [Platform.WEB], now, CLAIMED)))
            for one in claimed:
                ledger.set_aside(one, Skipped("measured"))
        assert len(claimed) == CLAIMED
        return took

    def claim(self) -> float:
        """Seconds that leasing deliveries and saying them takes."""
        core = self._world.core
        parcels: list[Parcel] = []
        took = timed(lambda: parcels.extend(core.claim([Platform.WEB], CLAIMED)))
        assert core.settle([(parcel, Sent("measured")) for parcel in parcels]) == CLAIMED
        return took


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """Each step from the calendar to the postman, on each database."""
    for kind, server in grounds.servers.items():
        with ExitStack() as stack:
            many, few = (_town(stack, grounds, server, size, rounds + 1) for size in (MANY, FEW))
            yield _contest(f"ledger.due, {DUE} due of {MANY:,} cohorts, {kind}", many.look, few.look)
            yield _contest(f"Core.plan, {DUE} due of {MANY:,} cohorts, {kind}", many.plan, few.plan)
            yield _contest(f"ledger.claim, {CLAIMED} of {MANY:,} cohorts, {kind}", many.lease, few.lease)
            yield _contest(f"Core.claim, {CLAIMED} of {MANY:,} cohorts, {kind}", many.claim, few.claim)


def _town(stack: ExitStack, grounds: Grounds, server: Postgres | Sqlite, cohorts: int, beats: int) -> Town:
    town = Town(grounds, stack.enter_context(server.database()), cohorts, beats)
    stack.callback(town.close)
    return town


def _contest(name: str, ours: Callable[[], float], baseline: Callable[[], float]) -> Contest:
    against = f"the same with {FEW:,}"
    return Contest(name=name, unit=Unit.MILLISECONDS, ours=ours, against=against, baseline=baseline, at_most=PROMISE)
