"""A short visit to Discord with the bot's token: over HTTP alone, so that it uses up no session start."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import discord

from adapters.discord import private
from bot import settings
from bot.errors import Misconfigured
from bot.settings import Settings

#: Nobody at a terminal waits longer for Discord, in seconds.
PATIENCE: Final = 15.0


@asynccontextmanager
async def visiting(decided: Settings, patience: float = PATIENCE) -> AsyncIterator[discord.AutoShardedClient]:
    """A client that has logged in and never connects. Raises `Misconfigured` for whatever Discord does not answer."""
    api = decided.discord_api or private.API
    private.point_at(api, decided.discord_gateway or private.GATEWAY, settings.revealed(decided.discord_token))
    client = _silent()
    try:
        async with asyncio.timeout(patience):
            await client.login(settings.revealed(decided.discord_token))
            yield client
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as problem:
        raise Misconfigured(_told(problem, api)) from None
    finally:
        await client.close()
        private.point_back()


def _silent() -> discord.AutoShardedClient:
    """Without a word of discord.py's own: what matters of an answer is in the finding."""
    private.leave_voice_out()
    logging.getLogger("discord").setLevel(logging.CRITICAL + 1)
    return discord.AutoShardedClient(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)


def _told(problem: Exception, api: str) -> str:
    match problem:
        case discord.LoginFailure():
            return (
                "Discord refuses SEGUE_DISCORD_TOKEN: under Bot in the developer portal, reset it and copy it again."
            )
        case discord.HTTPException(status=status):
            return f"Discord did not say whose SEGUE_DISCORD_TOKEN is (it answered {status}): try again in a minute."
        case discord.DiscordException():
            return "Discord asks to wait: try again in a minute."
        case json.JSONDecodeError():
            return f"What answers at {api} does not speak like Discord: try again in a minute."
        case aiohttp.InvalidURL() | ValueError():
            return (
                "SEGUE_DISCORD_TOKEN or SEGUE_DISCORD_API holds a character that belongs in neither: copy it again."
            )
        case _:
            return f"Discord does not answer at {api}: can this machine reach it?"
