"""What Discord says of the bot's token: whose it is, where it was invited, and whether it may write there."""

import asyncio
from collections.abc import Mapping
from typing import Final

import discord

from adapters.discord import permissions
from bot import settings
from bot.cli.visits import visiting
from bot.errors import Misconfigured
from bot.settings import Settings

#: So many servers are named; of the others there is the number.
NAMED: Final = 5
#: Discord resets the token of a bot that begins more sessions than it may; less than this share is little.
LITTLE: Final = 0.05
EXAMPLE: Final = "segue discord invite --application 1234567890123456789"
#: Switched on in the developer portal, by what stands there.
PRIVILEGED: Final[Mapping[str, str]] = {
    "gateway_presence": "Presence",
    "gateway_guild_members": "Server Members",
    "gateway_message_content": "Message Content",
}


def link(application: str) -> str:
    """The invite link of an application, by its id; of the token's own without one.

    Raises `Misconfigured` without a token, or when Discord does not say whose it is.
    """
    named = application or asyncio.run(_own(settings.read()))
    if not (named.isascii() and named.isdigit()):
        raise Misconfigured(f"An application's id is a number, under General Information: {EXAMPLE}")
    return permissions.invite(named)


def verdict(decided: Settings) -> tuple[bool, str]:
    """Whether this is an application that segue can work with, and a sentence about it that is no secret."""
    try:
        return asyncio.run(_looked_at(decided))
    except Misconfigured as reason:
        return False, str(reason)


async def _own(decided: Settings) -> str:
    if decided.discord_token is None:
        raise Misconfigured(f"Set SEGUE_DISCORD_TOKEN, or name the application: {EXAMPLE}")
    async with visiting(decided) as client:
        return str(client.application_id)


async def _looked_at(decided: Settings) -> tuple[bool, str]:
    async with visiting(decided) as client:
        application, starts = await client.application_info(), await client.fetch_session_start_limits()
        names = [guild.name async for guild in client.fetch_guilds(limit=None, with_counts=False)]
    if application.interactions_endpoint_url:
        return (
            False,
            "Discord sends its commands elsewhere: empty Interactions Endpoint URL under General Information.",
        )
    left = f"{starts.remaining} of {starts.total} session starts are left"
    if starts.remaining < starts.total * LITTLE:
        return False, f"{left}, and at none Discord resets the token: what starts segue again and again?"
    return True, f"it is {application.name}, {_where(names)}; {left}{_idle(application.flags)}"


def _where(names: list[str]) -> str:
    if not names:
        return "in no server yet: `segue discord invite` prints the way in"
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"in {', '.join(' '.join(name.split()) for name in names[:NAMED])}{more}"


def _idle(flags: discord.ApplicationFlags) -> str:
    """Privileged intents that somebody switched on, for nothing."""
    on = [told for name, told in PRIVILEGED.items() if getattr(flags, name) or getattr(flags, f"{name}_limited")]
    return f"; it uses none of the privileged intents that are on: {', '.join(on)}" if on else ""
