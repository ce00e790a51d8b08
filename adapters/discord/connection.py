"""discord.py's sharded client: what it is asked for, and who hears what it hears.

Sharded even for one shard, for it alone survives every outage. (`discord.Client` dies when its first connection fails
and resumes for ever against a server that is gone: https://github.com/Rapptz/discord.py/issues/10520,
https://github.com/Rapptz/discord.py/issues/10511.)
"""

import asyncio
import logging
import sys
from dataclasses import dataclass
from typing import Any

import discord

from adapters.discord import private
from adapters.discord.budget import Budget
from adapters.discord.responder import Responder
from adapters.discord.shards import Shards
from adapters.discord.survey import Survey
from adapters.discord.watch import DROP, SESSION, Watch
from bot.metrics import RECEIVED

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Who hears what Discord tells."""

    responder: Responder
    survey: Survey
    watch: Watch


class Connection(discord.AutoShardedClient):
    """It remembers no messages and no members, and asks for no privileged intent. `ears` come before `login`."""

    ears: Ears

    def __init__(self, budget: Budget, shards: Shards | None, between: float) -> None:
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
            **_placed(shards),
        )
        self.up = asyncio.Event()
        self._budget = budget
        self._between = between

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Let five seconds pass between two sessions, as Discord asks, and begin none beyond what it allows."""
        await self._budget.wait(self)
        if not initial:
            await asyncio.sleep(self._between)

    async def on_shard_connect(self, shard: int) -> None:
        """A shard has begun a session."""
        self.ears.watch.rise(shard, SESSION)
        if self.ears.watch.complete:
            self.up.set()

    async def on_shard_ready(self, shard: int) -> None:
        """The servers of a shard are there. One that came in the last moment discord.py tells in no other way."""
        for guild in self.guilds:
            if guild.shard_id == shard:
                self.ears.survey.look(str(guild.id))

    async def on_shard_resumed(self, shard: int) -> None:
        """A shard goes on where it was; what it missed follows."""
        self.ears.watch.rise(shard, DROP)

    async def on_shard_disconnect(self, shard: int) -> None:
        """The connection of a shard is over."""
        self.ears.watch.fall(shard)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Somebody did something."""
        self.ears.responder.begin(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server."""
        _count("guild_join")
        self.ears.survey.joined(str(guild.id))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there: after the start, or after an outage."""
        _count("guild_available")
        self.ears.survey.look(str(guild.id))

    async def on_guild_unavailable(self, _: discord.Guild) -> None:
        """Discord has an outage, of which nothing follows."""
        _count("guild_unavailable")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server; an outage is told as `guild_unavailable`."""
        _count("guild_remove")
        self.ears.survey.removed(str(guild.id))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone."""
        _count("channel_delete")
        self.ears.survey.deleted(str(channel.guild.id), str(channel.id))

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel was renamed, or who may write there has changed."""
        _count("channel_update")
        if before.name != after.name:
            self.ears.survey.renamed(str(after.guild.id), str(after.id), after.name)
        if before.overwrites != after.overwrites:
            self.ears.survey.look(str(after.guild.id))

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role may do other things now."""
        if before.permissions != after.permissions:
            _count("role_update")
            self.ears.survey.look(str(after.guild.id))

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """A role is gone, and what it allowed."""
        _count("role_delete")
        self.ears.survey.look(str(role.guild.id))

    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """The bot's own roles have changed: of others Discord tells nothing without a privileged intent."""
        _count("member_update")
        self.ears.survey.look(str(after.guild.id))

    async def on_raw_thread_delete(self, told: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone, whether it is remembered or not."""
        _count("thread_delete")
        self.ears.survey.deleted(str(told.guild_id), str(told.thread_id))

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """A thread was renamed, locked or opened again."""
        _count("thread_update")
        if before.name != after.name:
            self.ears.survey.renamed(str(after.guild.id), str(after.id), after.name)
        if before.locked != after.locked:
            self.ears.survey.look(str(after.guild.id))

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """A thread rests no more, or the bot was let into it."""
        _count("thread_join")
        self.ears.survey.look(str(thread.guild.id))

    async def on_thread_remove(self, thread: discord.Thread) -> None:
        """The bot was removed from a thread."""
        _count("thread_remove")
        self.ears.survey.look(str(thread.guild.id))

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Note what could not be taken in, by its name alone: its words may be somebody's."""
        log.error("%s was not taken in: %s", event_method, type(sys.exception()).__name__)


def _placed(shards: Shards | None) -> Any:  # noqa: ANN401  (keywords of discord.py's)
    """Which shards to begin; without any, discord.py asks Discord how many it wants."""
    return {"shard_ids": list(shards.ids), "shard_count": shards.of} if shards else {}


def _count(kind: str) -> None:
    RECEIVED.labels("discord", kind, "no").inc()
