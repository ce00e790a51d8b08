"""The connection to Discord: discord.py's sharded client, even for one shard, for it alone survives every outage.

(`discord.Client` dies when its first connection fails and resumes for ever against a server that is gone:
https://github.com/Rapptz/discord.py/issues/10520, https://github.com/Rapptz/discord.py/issues/10511.)
"""

import asyncio
import logging

import aiohttp
import discord

from adapters.discord import commands, private
from adapters.discord.bridge import Bridge
from adapters.discord.outbound import DiscordMessenger
from adapters.discord.responder import PATIENCE, Responder
from bot.errors import Misconfigured
from bot.ports import Clock, Messenger

#: Seconds that answers under way are given when the door closes.
FAREWELL = 5.0
#: A heartbeat's echo that took longer than this, in seconds, counts as none.
SILENCE = 120.0

log = logging.getLogger(__name__)


class DiscordDoor:
    """Discord in, Discord out. It caches no messages and no members, and asks for no privileged intent.

    `api_base` and `gateway` point at another server than Discord's: both or neither, else `Misconfigured` is raised.
    `guild` registers the commands in one server alone, where they appear at once: for development. `patience` is
    how many seconds the core may take before an answer is deferred.
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
    ) -> None:
        self._bridge = bridge
        self._token = token
        self._addresses = _addresses(api_base, gateway)
        self._guild = guild
        self._responder = Responder(bridge, patience)
        self._client = _Client(self._responder)
        self._messenger = DiscordMessenger(self._client, bridge, clock)
        self._connection: asyncio.Task[None] | None = None
        self._began = False

    @property
    def messenger(self) -> Messenger:
        """Says parcels on Discord."""
        return self._messenger

    @property
    def connected(self) -> bool:
        """Whether every shard hears Discord; `is_ready()` would go on saying so on a dead connection."""
        shards = self._client.shards.values()
        return bool(shards) and all(not shard.is_closed() and shard.latency < SILENCE for shard in shards)

    async def start(self) -> None:
        """Log in, register the commands where they changed, and return when interactions arrive.

        Raises `Misconfigured` when Discord refuses the token, and leaves nothing open when it raises.
        """
        try:
            await self._open()
        except BaseException:
            await self.close()
            raise

    async def ended(self) -> None:
        """Return when the door was closed; raise what ended the connection otherwise."""
        if self._connection:
            await asyncio.shield(self._connection)

    async def close(self) -> None:
        """Finish the answers that were begun and hang up."""
        await self._responder.finish(within=FAREWELL)
        if self._began:
            await self._client.close()
        if self._connection:
            await asyncio.wait({self._connection}, timeout=1.0)
            # A shard that never reached the gateway would try again for ever, closed or not.
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)
        if self._addresses:
            private.point_back()

    async def _open(self) -> None:
        if self._addresses:
            private.point_at(*self._addresses, self._token)
        private.guard_parsers(self._client)
        self._began = True
        try:
            await self._client.login(self._token)
        except discord.LoginFailure:
            raise Misconfigured("Discord refused the token: copy it again from the developer portal.") from None
        except (aiohttp.ClientError, OSError):
            raise Misconfigured("Discord could not be reached: start again once the network is there.") from None
        await self._register()
        self._connection = asyncio.create_task(self._client.connect())
        await _first(self._connection, self._client.up)

    async def _register(self) -> None:
        wanted = commands.definitions(self._bridge.commands, one_server=self._guild is not None)
        if commands.same(wanted, await private.registered(self._client, self._guild)):
            return
        await private.register(self._client, wanted, self._guild)
        log.info("%s application commands were registered", len(wanted))


class _Client(discord.AutoShardedClient):
    def __init__(self, responder: Responder) -> None:
        private.leave_voice_out()
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            # Nothing here waits for the list of servers to be complete.
            guild_ready_timeout=0.1,
            # Longer waits are the postman's, who tells the organiser; 30 s is the least discord.py takes.
            max_ratelimit_timeout=30.0,
        )
        self.up = asyncio.Event()
        self._responder = responder
        self._heard: set[int] = set()

    async def on_shard_connect(self, shard: int) -> None:
        self._heard.add(shard)
        if len(self._heard) == self.shard_count:
            self.up.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self._responder.begin(interaction)


def _addresses(api_base: str | None, gateway: str | None) -> tuple[str, str] | None:
    if api_base and gateway:
        return api_base, gateway
    if api_base or gateway:
        raise Misconfigured("Discord's address and its gateway's are overridden together or not at all.")
    return None


async def _first(gateway: asyncio.Task[None], up: asyncio.Event) -> None:
    ready = asyncio.create_task(up.wait())
    await asyncio.wait({gateway, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if gateway.done():
        gateway.result()
