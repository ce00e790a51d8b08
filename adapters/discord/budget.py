"""How many sessions may still be begun: a bot that begins more than its thousand a day loses its token.

https://docs.discord.com/developers/events/gateway#session-start-limit-object
"""

import asyncio
import logging
from typing import Final

import aiohttp
import discord

#: Sessions that are left for whoever starts segue by hand, and for other processes of the same bot.
RESERVE: Final = 5

log = logging.getLogger(__name__)


class Budget:
    """Waits until a session may be begun. `waiting`: it does so now, and nothing is wrong with the connection."""

    def __init__(self) -> None:
        self.waiting = False

    async def wait(self, client: discord.AutoShardedClient, sessions: int = 1) -> None:
        """Return when so many sessions may be begun, or when Discord does not say."""
        try:
            while (limits := await _limits(client)) and limits.remaining < sessions + RESERVE:
                self.waiting = True
                seconds = limits.reset_after / 1000
                told = "%s sessions are left of Discord's %s a day, too few to begin %s: waiting %.0f s"
                log.warning(told, limits.remaining, limits.total, sessions, seconds)
                await asyncio.sleep(max(seconds, 1.0))
        finally:
            self.waiting = False


async def _limits(client: discord.AutoShardedClient) -> discord.SessionStartLimits | None:
    try:
        return await client.fetch_session_start_limits()
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        log.warning("Discord did not say how many sessions are left: %s", type(error).__name__)
        return None
