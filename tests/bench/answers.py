"""Requests per second through the core, one after the other, against a bare transaction on the same engine."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from sqlalchemy import insert, select

from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Account, TaskMark, TaskState
from tests.bench.contest import Contest, Unit
from tests.bench.crowds import FIRST, Crowd
from tests.bench.grounds import Grounds, timed
from tests.support.worlds import World

LEARNERS = tuple(f"Learner {number}" for number in range(100))
#: Enough cohorts around the one that is asked about that a missing index would be felt.
AROUND = Crowd(cohorts=1_000, due=1, beats=1)
OURS = AROUND.cohorts + 1
ANSWERS = {"done": "Wrote the tests first", "next_step": "Read two papers by Tuesday", "energy": "4"}


class Classroom:
    """A world with one cohort of a hundred learners among many other cohorts."""

    def __init__(self, grounds: Grounds, url: str) -> None:
        self._world = World(url, grounds.library)
        self._engine = self._world.database.engine
        AROUND.settle(self._world.database, grounds.library.default.slug)
        self._world.starts_cohort()
        for learner in LEARNERS:
            self._world.says(learner, "/cohort join")
        self._turns = cycle(LEARNERS)
        self._weeks = 0

    def close(self) -> None:
        """Give everything back."""
        self._world.close()

    def look(self) -> float:
        """Seconds that the answer to one /roadmap takes."""
        self._world.clock.turn_to(FIRST)
        return timed(lambda: _require(self._world.says(next(self._turns), "/roadmap"), "Week"), len(LEARNERS))

    def check_in(self) -> float:
        """Seconds that one check-in takes: everybody's first for a week of its own."""
        self._weeks += 1
        self._world.clock.turn_to(FIRST + timedelta(days=7 * self._weeks - 2))
        action = Action("checkin", (str(OURS), str(self._weeks)))
        said = f"Week {self._weeks} is noted"
        return timed(lambda: _require(self._world.fills(next(self._turns), action, ANSWERS), said), len(LEARNERS))

    def select(self) -> float:
        """Seconds that a bare transaction with one indexed question takes."""

        def ask() -> None:
            with self._engine.begin() as connection:
                mine = (Account.workspace_id == 1, Account.external_id == "U1")
                assert connection.execute(select(Account.id).where(*mine)).scalar_one()

        return timed(ask, len(LEARNERS))

    def insert(self) -> float:
        """Seconds that writing one row down takes, commit included."""
        mark = {"community_id": 1, "member_id": 1, "state": TaskState.DONE, "marked_at": FIRST}

        def write() -> None:
            with self._engine.begin() as connection:
                connection.execute(insert(TaskMark), mark | {"task": secrets.token_hex(8)})

        return timed(write, len(LEARNERS))


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """A question and a form, on each database."""
    for kind, server in grounds.servers.items():
        with server.database() as url:
            room = Classroom(grounds, url)
            yield Contest(
                name=f"/roadmap, {kind}",
                unit=Unit.RATE,
                ours=room.look,
                against="the time of a transaction with one SELECT",
                baseline=room.select,
            )
            yield Contest(
                name=f"check-in, {kind}",
                unit=Unit.RATE,
                ours=room.check_in,
                against="the time of one INSERT and its commit",
                baseline=room.insert,
            )
            room.close()


def _require(reply: Reply, title: str) -> None:
    # A refusal is quick, and would make a fine figure.
    assert reply.card is not None
    assert reply.card.title.startswith(title), reply.card.title
