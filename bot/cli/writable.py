"""Whether segue may write where cohorts speak on Discord, from the permissions it has there."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import discord
from discord.abc import GuildChannel

from adapters.discord import permissions
from bot.cli.visits import visiting
from bot.errors import Misconfigured
from bot.settings import Settings

#: The doctor looks at channels for so long, in seconds; of the others it tells how many they are.
PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found in a channel: a sentence about what posts lack, and its name where no room can be opened."""

    lacks: str
    roomless: str = ""


#: A server's id, and the ids of the channels that cohorts speak in there.
Places = Mapping[str, frozenset[str]]


def verdict(decided: Settings, places: Places) -> tuple[bool, str]:
    """Whether it may write in all of them, and what is missing where."""
    if not (number := sum(map(len, places.values()))):
        return True, "no cohort speaks there yet"
    try:
        looks = asyncio.run(_looked_at(decided, places))
    except Misconfigured as reason:
        return False, str(reason)
    looked, lacks = len(looks), [one.lacks for one in looks if one.lacks]
    unseen = f"; {number - looked} were not looked at" if looked < number else ""
    said = (
        "; ".join(dict.fromkeys(lacks)) or f"segue may write in {looked} of {number} channels that cohorts speak in"
    )
    return not lacks, said + unseen + _roomless([one.roomless for one in looks if one.roomless])


def _roomless(names: list[str]) -> str:
    """What is missing for something that people can do without."""
    if not names:
        return ""
    lacking = ", ".join(permissions.ASKED[name][0] for name in sorted(permissions.ROOMS))
    return f"; without {lacking} in {', '.join(names)}, pairs hear how to reach each other, and have no room there"


async def _looked_at(decided: Settings, places: Places) -> list[Look]:
    """What was found in each channel that was looked at."""
    looks: list[Look] = []
    async with visiting(decided, patience=PATIENCE * 2) as client:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                for server, channels in sorted(places.items()):
                    looks += await _in_server(client, int(server), sorted(channels))
    return looks


async def _in_server(client: discord.Client, server: int, channels: list[str]) -> list[Look]:
    if not channels:
        return []
    try:
        guild = await client.fetch_guild(server, with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.Forbidden, discord.NotFound):
        gone = f"segue is not in the server {server}, where cohorts speak in {', '.join(channels)}: invite it again"
        return [Look(lacks=gone) for _ in channels]
    return [await _in_channel(guild, me, int(channel)) for channel in channels]


async def _in_channel(guild: discord.Guild, me: discord.Member, number: int) -> Look:
    try:
        channel = await guild.fetch_channel(number)
        above = await guild.fetch_channel(channel.parent_id) if isinstance(channel, discord.Thread) else channel
    except (discord.Forbidden, discord.NotFound, discord.InvalidData):
        unseen = f"segue does not see the channel {number} of {guild.name}: it is gone, or it lacks View Channels"
        return Look(lacks=unseen)
    if isinstance(channel, discord.Thread) and channel.locked:
        return Look(lacks=f"the thread “{channel.name}” of {guild.name} is locked")
    # The base class takes away nothing that is merely of no use: what is named here is what has to be given.
    may = GuildChannel.permissions_for(above, me) if isinstance(above, GuildChannel) else discord.Permissions.none()
    lacking = permissions.lacking(may, thread=isinstance(channel, discord.Thread))
    place = f"“{channel.name}” of {guild.name}"
    return Look(
        lacks=f"in {place} segue lacks {', '.join(lacking)}" if lacking else "",
        roomless="" if all(getattr(may, name) for name in permissions.ROOMS) else place,
    )
