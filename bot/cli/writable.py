"""Whether segue may write where cohorts speak on Discord, from the permissions it has there."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import discord
from discord.abc import GuildChannel

from adapters.discord import permissions
from bot.cli.visits import visiting
from bot.errors import Misconfigured
from bot.settings import Settings

#: The doctor looks at channels for so long, in seconds; of the others it tells how many they are.
PATIENCE: Final = 60.0

#: A server's id, and the ids of the channels that cohorts speak in there.
Places = Mapping[str, frozenset[str]]


def verdict(decided: Settings, places: Places) -> tuple[bool, str]:
    """Whether it may write in all of them, and what is missing where."""
    if not (number := sum(map(len, places.values()))):
        return True, "no cohort speaks there yet"
    try:
        looked, lacks = asyncio.run(_looked_at(decided, places))
    except Misconfigured as reason:
        return False, str(reason)
    unseen = f"; {number - looked} were not looked at" if looked < number else ""
    said = "; ".join(lacks) or f"segue may write in {looked} of {number} channels that cohorts speak in"
    return not lacks, said + unseen


async def _looked_at(decided: Settings, places: Places) -> tuple[int, list[str]]:
    """How many channels were looked at, and a sentence for each that lacks something."""
    looked, lacks = 0, list[str]()
    async with visiting(decided, patience=PATIENCE * 2) as client:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                for server, channels in sorted(places.items()):
                    lacks += await _in_server(client, int(server), sorted(channels))
                    looked += len(channels)
    return looked, lacks


async def _in_server(client: discord.Client, server: int, channels: list[str]) -> list[str]:
    if not channels:
        return []
    try:
        guild = await client.fetch_guild(server, with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.Forbidden, discord.NotFound):
        return [f"segue is not in the server {server}, where cohorts speak in {', '.join(channels)}: invite it again"]
    found = [await _in_channel(guild, me, int(channel)) for channel in channels]
    return [lack for lack in found if lack]


async def _in_channel(guild: discord.Guild, me: discord.Member, number: int) -> str:
    try:
        channel = await guild.fetch_channel(number)
        above = await guild.fetch_channel(channel.parent_id) if isinstance(channel, discord.Thread) else channel
    except (discord.Forbidden, discord.NotFound, discord.InvalidData):
        return f"segue does not see the channel {number} of {guild.name}: it is gone, or it lacks View Channels"
    if isinstance(channel, discord.Thread) and channel.locked:
        return f"the thread “{channel.name}” of {guild.name} is locked"
    # The base class takes away nothing that is merely of no use: what is named here is what has to be given.
    may = GuildChannel.permissions_for(above, me) if isinstance(above, GuildChannel) else discord.Permissions.none()
    lacking = permissions.lacking(may, thread=isinstance(channel, discord.Thread))
    return f"in “{channel.name}” of {guild.name} segue lacks {', '.join(lacking)}" if lacking else ""
