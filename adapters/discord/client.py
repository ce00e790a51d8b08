"""The door to Discord: a connection that is watched over, answers to what people do, and a messenger."""

import asyncio
import logging
from collections.abc import Collection, Coroutine
from typing import Any

import aiohttp
import discord

from adapters.discord import commands, private, shards
from adapters.discord.bridge import Bridge
from adapters.discord.budget import Budget
from adapters.discord.connection import Connection, Ears
from adapters.discord.errands import Errands
from adapters.discord.outbound import DiscordMessenger
from adapters.discord.responder import PATIENCE, Responder
from adapters.discord.roll_call import RollCall
from adapters.discord.shards import Shards
from adapters.discord.survey import Survey
from adapters.discord.watch import Timing, Watch
from bot.errors import Misconfigured
from bot.ports import Clock, Messenger

#: Seconds that answers and news under way are given when the door closes.
FAREWELL = 5.0
#: Why Discord ends a connection for good, and what to do.
#: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
ENDED = {
    4004: "Discord refused the token while segue was running (4004): copy it again from the developer portal.",
    4010: "Discord knows no such shard (4010): see SEGUE_DISCORD_SHARDS.",
    4011: "Discord wants more shards for so many servers (4011): see SEGUE_DISCORD_SHARDS.",
    4012: "Discord has given up this version of its gateway (4012): a newer segue is needed.",
    4013: "Discord knows no such intents (4013): a newer segue is needed.",
    4014: "Discord refused the intents (4014): segue asks for none that is privileged, so look at the bot's page.",
}

log = logging.getLogger(__name__)


class DiscordDoor:
    """Discord in, Discord out. It remembers no messages and no members, and asks for no privileged intent.

    `api_base` and `gateway` point at another server than Discord's: both or neither, else `Misconfigured` is raised.
    `guild` registers the commands in one server alone, where they appear at once: for development. `patience` is
    how many seconds the core may take before an answer is deferred. `part` are the shards of this process, all of
    them without.
    """

    def __init__(  # noqa: PLR0913  (each but the first by its name)
        self,
        bridge: Bridge,
        *,
        token: str,
        clock: Clock,
        api_base: str | None = None,
        gateway: str | None = None,
        guild: str | None = None,
        patience: float = PATIENCE,
        part: Shards | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._bridge = bridge
        self._token = token
        self._addresses = _addresses(api_base, gateway)
        self._guild = guild
        self._timing = timing or Timing()
        self._budget = Budget()
        self._errands = Errands(self._timing.again)
        self._responder = Responder(bridge, patience)
        self._client = Connection(self._budget, part, self._timing.between)
        self._watch = Watch(self._client, self._budget, self._timing)
        self._survey = Survey(
            client=self._client, bridge=bridge, clock=clock, errands=self._errands, gather=self._timing.gather
        )
        self._client.ears = Ears(responder=self._responder, survey=self._survey, watch=self._watch)
        self._roll = RollCall(self._client, bridge, clock, self._timing)
        self._messenger = DiscordMessenger(self._client, bridge, clock)
        self._connection: asyncio.Task[None] | None = None
        self._keeping: list[asyncio.Task[None]] = []
        self._began = False

    @property
    def messenger(self) -> Messenger:
        """Says parcels on Discord."""
        return self._messenger

    @property
    def connected(self) -> bool:
        """Whether every shard hears Discord; `is_ready()` would go on saying so on a dead connection."""
        return self._watch.connected

    async def call_roll(self, guild: str = "") -> None:
        """Find out who left this server, or any of those of this process, and who came back; some four a second."""
        await self._roll.call(guild)

    async def refresh_roll(self, guilds: Collection[str]) -> None:
        """The same on each of these servers, unless that was done within the hour."""
        await self._roll.refresh(guilds)

    async def start(self) -> None:
        """Log in, register the commands where they changed, and return when interactions arrive.

        A gateway that does not answer for a minute is waited for behind it. Raises `Misconfigured` when Discord
        refuses the token or cannot be reached, and leaves nothing open when it raises.
        """
        try:
            await self._open()
        except BaseException:
            await self.close()
            raise

    async def ended(self) -> None:
        """Return when the door was closed; raise what ended the connection otherwise, in a sentence."""
        ends = [task for task in (self._connection, *self._keeping) if task]
        if not ends:
            return
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in done:
            _result(end)

    async def close(self) -> None:
        """Finish the answers and news that were begun, and hang up."""
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)
        await self._responder.finish(within=FAREWELL)
        await self._errands.close(within=FAREWELL)
        beating = private.heartbeats(self._client)
        if self._began:
            await self._client.close()
        if self._connection:
            await asyncio.wait({self._connection}, timeout=1.0)
            # A shard that never reached the gateway would try again for ever, closed or not.
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)
        await private.still({*beating, *private.heartbeats(self._client)})
        if self._addresses:
            private.point_back()

    async def _open(self) -> None:
        if self._addresses:
            private.point_at(*self._addresses, self._token)
        private.watch_ready(self._client, self._survey.begun)
        private.guard_parsers(self._client)
        self._began = True
        await _reached(self._client.login(self._token))
        if shards.first(self._client):
            await _reached(self._register())
        self._connection = asyncio.create_task(self._connect())
        await self._greeted()
        self._keeping = [asyncio.create_task(work) for work in (self._watch.keep(), self._roll.keep())]

    async def _connect(self) -> None:
        await self._budget.wait(self._client, len(self._client.shard_ids or "1"))
        await self._client.connect()

    async def _greeted(self) -> None:
        """Wait for the first sessions. Raises what ended the connection before."""
        connection = self._connection
        up = asyncio.create_task(self._client.up.wait())
        ends = {up, connection} if connection else {up}
        try:
            await asyncio.wait(ends, timeout=self._timing.greeting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            up.cancel()
        if connection and connection.done():
            _result(connection)
        elif not self._client.up.is_set():
            log.warning("Discord's gateway does not answer yet: segue goes on trying")

    async def _register(self) -> None:
        wanted = commands.definitions(self._bridge.commands, one_server=self._guild is not None)
        if commands.same(wanted, await private.registered(self._client, self._guild)):
            return
        await private.register(self._client, wanted, self._guild)
        log.info("%s application commands were registered", len(wanted))


def _addresses(api_base: str | None, gateway: str | None) -> tuple[str, str] | None:
    if api_base and gateway:
        return api_base, gateway
    if api_base or gateway:
        raise Misconfigured("Discord's address and its gateway's are overridden together or not at all.")
    return None


async def _reached(step: Coroutine[Any, Any, None]) -> None:
    """Take a step. Raises `Misconfigured`, in a sentence, when Discord does not let us."""
    try:
        await step
    except discord.LoginFailure:
        raise Misconfigured("Discord refused the token: copy it again from the developer portal.") from None
    except discord.HTTPException as refused:
        told = f"Discord refused to begin (HTTP {refused.status}, code {refused.code}): start again in a minute."
        raise Misconfigured(told) from None
    except discord.RateLimited as limited:
        raise Misconfigured(f"Discord asks to wait {limited.retry_after:.0f} s: start again then.") from None
    except (aiohttp.ClientError, OSError):
        raise Misconfigured("Discord could not be reached: start again once the network is there.") from None


def _result(end: "asyncio.Task[None]") -> None:
    """Raise what ended it. What Discord ends for good, somebody has to change."""
    if end.cancelled():
        return
    try:
        end.result()
    except discord.PrivilegedIntentsRequired:
        raise Misconfigured(ENDED[4014]) from None
    except discord.ConnectionClosed as closed:
        if closed.code in ENDED:
            raise Misconfigured(ENDED[closed.code]) from None
        raise
