"""Starting and stopping the real adapter in front of this Discord."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.discord.bridge import Bridge
from adapters.discord.client import DiscordDoor
from adapters.discord.shards import Shards
from adapters.discord.watch import Timing
from bot.clocks import SystemClock
from tests.support.discord.server import DiscordServer

AMPLE = 60.0  # seconds: no test but those of slowness may see that a machine was busy for a moment


@asynccontextmanager
async def connected(
    bridge: Bridge,
    server: DiscordServer,
    *,
    guild: str | None = None,
    patience: float = AMPLE,
    part: Shards | None = None,
    timing: Timing | None = None,
) -> AsyncIterator[DiscordDoor]:
    """The bot, connected to this server until the block ends."""
    door = DiscordDoor(
        bridge,
        token=server.token,
        clock=SystemClock(),
        api_base=server.api,
        gateway=server.socket,
        guild=guild,
        patience=patience,
        part=part,
        timing=timing,
    )
    await door.start()
    try:
        yield door
    finally:
        await door.close()
