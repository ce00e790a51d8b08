"""What the core believes of servers and channels, compared with what is there.

Events say that something changed; what it is now is looked up in discord.py's memory of the server, where later
changes are in already. What happened while nobody listened is found in the same way.
"""

import asyncio
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeAlias

import discord

from adapters.discord import news, shards
from adapters.discord.bridge import Bridge
from adapters.discord.errands import Errands
from bot.news import News
from bot.ports import Clock
from bot.requests import Platform

Places: TypeAlias = Mapping[str, frozenset[str]]

#: Everything that is looked at together is an errand of its own.
ALL = ""


class Survey:
    """Tells the core what it does not know yet. An outage of a server is no news."""

    def __init__(
        self,
        *,
        client: discord.AutoShardedClient,
        bridge: Bridge,
        clock: Clock,
        errands: Errands,
        gather: float,
    ) -> None:
        self._client = client
        self._bridge = bridge
        self._clock = clock
        self._errands = errands
        self._gather = gather
        self._unseen: set[str] = set()
        self._met: set[str] = set()
        self._absent: set[str] = set()
        self._known: dict[str, str] = {}

    def hear(self, told: News) -> None:
        """Have the core take in what Discord told outright."""
        self._errands.run(told.workspace, lambda: self._bridge.hear(told))

    def removed(self, guild: str) -> None:
        """The bot was removed from a server."""
        self._met.discard(guild)
        self._absent.add(guild)
        self.hear(news.workspace(guild, self._clock.now(), gone=True))

    def joined(self, guild: str) -> None:
        """The bot is in a server, for the first time or again; its channels may have changed since."""
        self._met.add(guild)
        self._absent.discard(guild)
        self.hear(news.workspace(guild, self._clock.now(), gone=False))
        self._errands.run(guild, lambda: self._later(guild))

    def deleted(self, guild: str, channel: str) -> None:
        """A channel or thread was deleted."""
        self._known[channel] = news.DELETED
        self.hear(news.fate(guild, channel, self._clock.now(), news.DELETED))

    def renamed(self, guild: str, channel: str, name: str) -> None:
        """A channel or thread has another name."""
        self.hear(news.renamed(guild, channel, self._clock.now(), name))

    def look(self, guild: str) -> None:
        """Look at a server soon, at several together; one that segue was removed from is there again."""
        if guild in self._absent:
            return self.joined(guild)
        if not self._unseen:
            asyncio.get_running_loop().call_later(self._gather, self._errands.run, ALL, self._sweep)
        self._unseen.add(guild)
        return None

    def begun(self, shard: int, here: frozenset[str]) -> None:
        """A session has begun: whatever the core believes to be on this shard, and is not here, is gone."""
        self._errands.run(ALL, lambda: self._miss(shard, here))

    async def _later(self, guild: str) -> None:
        self.look(guild)

    async def _miss(self, shard: int, here: frozenset[str]) -> None:
        for guild in await self._bridge.places(Platform.DISCORD):
            if shards.of(self._client, guild) == shard and guild not in here:
                self.removed(guild)

    async def _sweep(self) -> None:
        places = await self._bridge.places(Platform.DISCORD)
        unseen, self._unseen = self._unseen, set()
        for guild in sorted(unseen):
            self._compare(guild, places)

    def _compare(self, number: str, places: Places) -> None:
        guild = self._client.get_guild(int(number))
        if guild is None or guild.unavailable:
            return
        if number not in places:
            if number not in self._met:
                self.joined(number)
            return
        for channel, place in self._places(guild, places[number]):
            if place is None:
                self._errands.run(number, partial(self._ask, number, channel))
            else:
                self._tell(number, channel, news.hindrance(place))

    def _places(self, guild: discord.Guild, channels: frozenset[str]) -> Iterator[tuple[str, news.Speakable | None]]:
        for channel in sorted(channels):
            yield channel, guild.get_channel_or_thread(int(channel))

    async def _ask(self, guild: str, channel: str) -> None:
        """Ask Discord about what discord.py does not remember: a thread that rests, or something that is gone."""
        try:
            found = await self._client.fetch_channel(int(channel))
        except discord.NotFound:
            return self._tell(guild, channel, news.DELETED)
        except discord.Forbidden:
            return self._tell(guild, channel, news.UNSEEN)
        reason = "" if isinstance(found, discord.abc.PrivateChannel) else news.hindrance(found)
        return self._tell(guild, channel, reason)

    def _tell(self, guild: str, channel: str, reason: str) -> None:
        if self._known.get(channel) != reason:
            self._known[channel] = reason
            self.hear(news.fate(guild, channel, self._clock.now(), reason))
