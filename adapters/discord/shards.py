"""Which part of Discord's servers this process serves: https://docs.discord.com/developers/events/gateway#sharding."""

from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """The shards of this process, of so many that there are over all processes."""

    ids: tuple[int, ...]
    of: int


def first(client: discord.AutoShardedClient) -> bool:
    """Whether this process does what is to be done once for all of them."""
    return client.shard_ids is None or 0 in client.shard_ids


def ours(client: discord.AutoShardedClient) -> tuple[int, ...]:
    """The shards this process serves; none before it is known how many there are."""
    return tuple(client.shard_ids or range(client.shard_count or 0))


def of(client: discord.AutoShardedClient, guild: str) -> int:
    """The shard that a server's events come over; -1 before it is known how many there are."""
    if not client.shard_count or not guild.isdecimal():
        return -1
    return (int(guild) >> 22) % client.shard_count
