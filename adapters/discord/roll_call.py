"""Who is still there: Discord tells of people who left only to bots that may see every member, so they are asked for.

Once a day, before people are brought together, and whenever somebody wants to know, for everybody who is in a running
cohort; a few a second, so that words go before. https://docs.discord.com/developers/resources/guild#get-guild-member
"""

import asyncio
import logging
from collections.abc import Collection
from typing import Final

import aiohttp
import discord

from adapters.discord import news, shards
from adapters.discord.bridge import Bridge
from adapters.discord.watch import Timing
from bot.metrics import RECEIVED
from bot.ports import Clock
from bot.requests import Platform

#: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
GONE: Final = frozenset({10007, 10013})
#: Seconds for which nobody asks again who is there before people are brought together.
FRESH: Final = 3600.0
#: Seconds before a server is asked again that could not be, and how often.
AGAIN: Final = 60.0
TRIES: Final = 5

log = logging.getLogger(__name__)


class Unanswered(Exception):
    """Discord did not say who is there; `wait` is how many seconds it asked to wait."""

    def __init__(self, wait: float) -> None:
        super().__init__("no answer")
        self.wait = wait


class RollCall:
    """Asks for everybody on the servers of this process, and tells who is gone and who came back."""

    def __init__(self, client: discord.AutoShardedClient, bridge: Bridge, clock: Clock, timing: Timing) -> None:
        self._client = client
        self._bridge = bridge
        self._clock = clock
        self._timing = timing
        self._one_at_a_time = asyncio.Lock()
        self._called: dict[str, float] = {}

    async def keep(self) -> None:
        """Call the roll every day, for ever."""
        await asyncio.sleep(self._timing.first)
        while True:
            try:
                await self.call()
            except Exception as error:  # noqa: BLE001  (whatever it was, tomorrow comes)
                log.warning("the roll could not be called: %s", type(error).__name__)
            await asyncio.sleep(self._timing.daily)

    async def call(self, guild: str = "") -> None:
        """Ask for everybody on this server, or on all of this process that are there."""
        async with self._one_at_a_time:
            for server in await self._bridge.places(Platform.DISCORD):
                if guild in ("", server) and shards.of(self._client, server) in shards.ours(self._client):
                    await self._persist(server)

    async def refresh(self, servers: Collection[str]) -> None:
        """The same on each of these servers, unless it was done within the hour."""
        for server in sorted(servers):
            if _now() - self._called.get(server, -FRESH) >= FRESH:
                await self.call(server)

    async def _persist(self, server: str) -> None:
        for _ in range(TRIES):
            try:
                await self._server(server)
            except Unanswered as unanswered:
                log.warning("Discord did not say who is in a server; it is asked again in %.0f s", unanswered.wait)
                await asyncio.sleep(unanswered.wait)
            else:
                self._called[server] = _now()
                return

    async def _server(self, server: str) -> None:
        guild = self._client.get_guild(int(server))
        if guild is None or guild.unavailable:
            return
        away = await self._bridge.away(Platform.DISCORD, server)
        for user in sorted(await self._bridge.members(Platform.DISCORD, server)):
            there = await self._is_there(guild, user)
            if there is not None and there is (user in away):
                RECEIVED.labels("discord", "roll_call", "no").inc()
                await self._bridge.hear(news.person(server, user, self._clock.now(), gone=not there))
            await asyncio.sleep(self._timing.pace)

    async def _is_there(self, guild: discord.Guild, user: str) -> bool | None:
        """Whether they are a member; `None` when Discord does not say of this one."""
        try:
            await guild.fetch_member(int(user))
        except discord.HTTPException as refused:
            if refused.code in GONE:
                return False
            if refused.status == 429 or refused.status >= 500:
                raise Unanswered(AGAIN) from None
            log.warning("Discord did not say of a member: HTTP %s, code %s", refused.status, refused.code)
            return None
        except discord.RateLimited as limited:
            raise Unanswered(limited.retry_after) from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise Unanswered(AGAIN) from None
        return True


def _now() -> float:
    return asyncio.get_running_loop().time()
