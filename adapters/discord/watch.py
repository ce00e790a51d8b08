"""Whether Discord still speaks to us: `is_ready()` goes on saying so when it does not.

discord.py makes a connection anew that brings no frame for a minute. It does not see one that brings events and no
echo of heartbeats, nor one that was greeted and never got its session, nor a shard that nobody tries for any more.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Final

import aiohttp
import discord

from adapters.discord import private, shards
from adapters.discord.budget import Budget
from bot.errors import Severed
from bot.metrics import RECONNECTED

log = logging.getLogger(__name__)

#: Why a connection was made anew: it broke and went on, its session was lost, or nothing was heard.
DROP: Final = "drop"
SESSION: Final = "session"
SILENCE: Final = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long this door waits for what, all in seconds.

    `tick`: between two looks. `silence`: without an echo, a connection is cut; `grave`: a shard that hears nothing
    that long ends the process. `between`: two sessions that are begun. `greeting`: until the first one, at the start.
    `gather`: changes of servers that are looked at together. `again`: the first wait after news were not taken in.
    `first`, `daily`, `pace`: the roll call's, between two people.
    """

    tick: float = 5.0
    silence: float = 120.0
    grave: float = 600.0
    between: float = 5.0
    greeting: float = 60.0
    gather: float = 1.0
    again: float = 1.0
    first: float = 600.0
    daily: float = 86_400.0
    pace: float = 0.25


class Watch:
    """Looks after every shard of this process."""

    def __init__(self, client: discord.AutoShardedClient, budget: Budget, timing: Timing) -> None:
        self._client = client
        self._budget = budget
        self._timing = timing
        self._up: dict[int, float] = {}
        self._since: dict[int, float] = {}
        self._well: dict[int, float] = {}
        self._cut: set[int] = set()

    @property
    def connected(self) -> bool:
        """Whether Discord is heard on every shard of this process."""
        ours = shards.ours(self._client)
        return bool(ours) and all(self._is_well(shard) for shard in ours)

    @property
    def complete(self) -> bool:
        """Whether every shard of this process has had its first session."""
        ours = shards.ours(self._client)
        return bool(ours) and self._well.keys() >= set(ours)

    def rise(self, shard: int, why: str) -> None:
        """Take note that it has its session; `why` the one before was over, if there was one."""
        if shard in self._well:
            RECONNECTED.labels("discord", SILENCE if shard in self._cut else why).inc()
        self._cut.discard(shard)
        self._up[shard] = self._since[shard] = self._well[shard] = time.perf_counter()

    def fall(self, shard: int) -> None:
        """Take note that its connection is over."""
        self._up.pop(shard, None)
        self._since[shard] = time.perf_counter()

    async def keep(self) -> None:
        """Look, for ever. Raises `Severed` when a shard hears nothing though Discord can be reached."""
        began = time.perf_counter()
        while True:
            await asyncio.sleep(self._timing.tick)
            for shard in shards.ours(self._client) or (0,):
                await self._look(shard, began)

    async def _look(self, shard: int, began: float) -> None:
        now = time.perf_counter()
        if self._is_well(shard):
            self._well[shard] = now
        elif now - self._well.get(shard, began) > self._timing.grave and await self._would_help():
            raise Severed(f"Discord has not been heard for {self._timing.grave:.0f} s: start segue again.")
        elif now - self._sign(shard, began) > self._timing.silence:
            self._hang_up(shard, now)

    def _is_well(self, shard: int) -> bool:
        """Whether it has its session, and its heartbeats are echoed."""
        there = self._client.get_shard(shard)
        if there is None or there.is_closed() or shard not in self._up:
            return False
        return time.perf_counter() - self._sign(shard, 0.0) <= self._timing.silence

    def _sign(self, shard: int, began: float) -> float:
        """When it last gave a sign of life; without a session, an echo is none."""
        since = self._since.get(shard, began)
        there = self._client.get_shard(shard)
        if there is None or shard not in self._up:
            return since
        return max(since, private.last_echo(there) or 0.0)

    def _hang_up(self, shard: int, now: float) -> None:
        self._since[shard] = now
        there = self._client.get_shard(shard)
        if there is not None and not self._budget.waiting:
            log.warning("shard %s has heard nothing for %.0f s: it is connected anew", shard, self._timing.silence)
            self._cut.add(shard)
            private.hang_up(there)

    async def _would_help(self) -> bool:
        """Whether starting again could help: not while Discord itself is away, nor while it asks to wait."""
        if self._budget.waiting:
            return False
        try:
            await self._client.fetch_session_start_limits()
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Discord cannot be reached: %s", type(error).__name__)
            return False
        return True
