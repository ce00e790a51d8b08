"""The asynchronous face of the synchronous core: every call runs on a worker thread.

One thread on SQLite, which has one writer anyway; several on PostgreSQL. Event loops never wait for the database.
Pictures have a thread of their own: drawing one takes a tenth of a second, and no transaction waits for it. Rounds of
many people have a process of their own: solving one may take a second in which no other thread gets a turn.
"""

import asyncio
import logging
import multiprocessing
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache, partial
from typing import TypeAlias, TypeVar

from bot.core import Core
from bot.domain.pairing import solving
from bot.domain.pairing.solving import Puzzle, Solution
from bot.installation import Installation
from bot.messages.pictures import Picture
from bot.news import News
from bot.pictures import drawing
from bot.ports import Outcome, Parcel
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Platform, Request

log = logging.getLogger(__name__)

T = TypeVar("T")
#: Finds out who left these workspaces of a platform.
Roll: TypeAlias = Callable[[frozenset[str]], Awaitable[None]]

#: Pictures that are kept once drawn: a digest goes to every channel of its cohort within minutes. At most 80 kB each.
KEPT = 64
#: Rounds of more people are solved in a process of their own; it takes about a second to begin.
MANY = 200
#: So many seconds a round waits for a platform to say who is still there.
ROLL = 15.0


class Bridge:
    """What adapters and the scheduler hold of the core."""

    def __init__(self, core: Core, threads: int = 1, many: int = MANY) -> None:
        self._core = core
        self._many = many
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="core")
        self._easel = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._drawn = lru_cache(KEPT)(drawing.draw)
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="rounds")
        self._annex: ProcessPoolExecutor | None = None
        self._rolls: dict[Platform, Roll] = {}
        self._calling: set[asyncio.Task[None]] = set()

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is, to be registered and parsed."""
        return self._core.commands

    async def ask(self, request: Request) -> Reply:
        """The answer to what somebody did. Every refusal is an answer too; only a defect raises."""
        return await self._run(lambda: self._core.answer(request))

    async def hear(self, news: News) -> bool:
        """Take in what a platform tells of itself; false when that was heard before, or newer news have been."""
        return await self._run(lambda: self._core.hear(news))

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """At most 25 ways to complete what somebody is typing for an option."""
        return await self._run(lambda: self._core.suggest(actor, option, typed))

    async def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who of a workspace is in a running cohort, by the platform's own ids."""
        return await self._run(lambda: self._core.members(platform, workspace))

    async def away(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who has left a workspace, by the platform's own ids."""
        return await self._run(lambda: self._core.away(platform, workspace))

    async def places(self, platform: Platform) -> Mapping[str, frozenset[str]]:
        """Every workspace of a platform that segue is in, and the channels that running cohorts speak in there."""
        return await self._run(lambda: self._core.places(platform))

    async def plan(self, limit: int = 200) -> int:
        """Turn due occurrences into deliveries, and carry out due rounds; how many there were, 0 when none is due."""
        planned = await self._run(lambda: self._core.plan(limit))
        return planned + await self._carry_out_rounds()

    def before_rounds(self, platform: Platform, roll: Roll) -> None:
        """Have a platform asked who left before people of its workspaces are brought together.

        A round waits for it a moment, and comes whatever becomes of it.
        """
        self._rolls[platform] = roll

    async def claim(self, platforms: Sequence[Platform], limit: int = 50) -> tuple[Parcel, ...]:
        """Lease the deliveries that are due on these platforms, said afresh."""
        return await self._run(lambda: self._core.claim(tuple(platforms), limit))

    async def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        """Record what became of parcels; how many were still ours to record."""
        return await self._run(lambda: self._core.settle(tuple(outcomes)))

    async def next_due(self) -> datetime | None:
        """When the next occurrence or delivery is due, if any is planned."""
        return await self._run(self._core.next_due)

    async def installation(self, platform: Platform, workspace: str) -> Installation | None:
        """How segue is in this workspace; none where nobody consented, or while it is removed there."""
        return await self._run(lambda: self._core.installations.installation(platform, workspace))

    async def install(self, installation: Installation) -> None:
        """Keep a new consent to be in a workspace; it heals one that was gone."""
        await self._run(lambda: self._core.install(installation))

    async def renew(self, installation: Installation) -> None:
        """Keep the token that came by an exchange of the earlier one."""
        await self._run(lambda: self._core.installations.renew(installation))

    async def may_renew(self, platform: Platform, workspace: str) -> bool:
        """Take the lease of exchanging this workspace's token: 30 s, one at a time over all processes."""
        return await self._run(lambda: self._core.installations.may_renew(platform, workspace))

    async def open_consent(self, mark: str, until: datetime) -> None:
        """Remember until then that somebody has begun to install segue; `mark` is 64 hexadecimal digits."""
        await self._run(lambda: self._core.installations.open_consent(mark, until))

    async def spend_consent(self, mark: str) -> bool:
        """Whether that was begun here and is in time: true once."""
        return await self._run(lambda: self._core.installations.spend_consent(mark))

    async def well(self) -> bool:
        """Whether the database answers."""
        return await self._run(self._core.well)

    async def draw(self, picture: Picture) -> bytes:
        """The picture as PNG. What goes wrong is raised: the words around it have to do without it."""
        return await asyncio.get_running_loop().run_in_executor(self._easel, self._drawn, picture)

    def close(self) -> None:
        """Finish what is running and stop the threads."""
        self._pool.shutdown(wait=True)
        self._easel.shutdown(wait=True, cancel_futures=True)
        self._desk.shutdown(wait=True, cancel_futures=True)
        if self._annex is not None:
            self._annex.shutdown(wait=True, cancel_futures=True)

    async def _run(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    async def _carry_out_rounds(self) -> int:
        """Each by itself: one that fails is tried again after its lease, and holds up no other."""
        await self._call_rolls()
        count = 0
        while puzzle := await self._run(self._core.begin_round):
            count += 1
            try:
                await self._keep(await self._solve(puzzle))
            except Exception as defect:  # noqa: BLE001  (whatever it was, the next round is due)
                self._annex = None if isinstance(defect, BrokenExecutor) else self._annex
                log.error("cannot carry out round %d: %s", puzzle.round, type(defect).__name__)
        return count

    async def _call_rolls(self) -> None:
        for platform, roll in self._rolls.items():
            workspaces = await self._run(partial(self._core.due_rounds, platform))
            if workspaces:
                task = asyncio.ensure_future(_called(roll, workspaces))
                self._calling.add(task)
                task.add_done_callback(self._calling.discard)
                await asyncio.wait({task}, timeout=ROLL)

    async def _solve(self, puzzle: Puzzle) -> Solution:
        return await asyncio.get_running_loop().run_in_executor(self._room(puzzle), solving.solved, puzzle)

    async def _keep(self, solution: Solution) -> None:
        await self._run(lambda: self._core.keep_round(solution))

    def _room(self, puzzle: Puzzle) -> Executor:
        """Where a round is solved."""
        if puzzle.people <= self._many:
            return self._desk
        self._annex = self._annex or ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        return self._annex


async def _called(roll: Roll, workspaces: frozenset[str]) -> None:
    try:
        await roll(workspaces)
    except Exception as error:  # noqa: BLE001  (whatever it was, the round is due)
        log.warning("the roll before a round could not be called: %s", type(error).__name__)
