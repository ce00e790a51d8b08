"""One segue on two platforms: the same core behind a local Slack and a local Discord, under one clock."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.bridge import Bridge
from bot.ports import Clock, Messenger
from bot.requests import Platform
from tests.support.stages.discord import DiscordStage
from tests.support.stages.slack import SlackStage


class BothStages:
    """A Slack and a Discord with the same first names on each, who are strangers until they say otherwise.

    Begin with `await start()`, end with `await close()`.
    """

    def __init__(self, bridge: Bridge, clock: Clock, turn: Callable[[datetime], Awaitable[None]]) -> None:
        self.slack = SlackStage(bridge, clock, turn)
        self.discord = DiscordStage(bridge, clock, turn)
        self._turn = turn

    @property
    def messengers(self) -> Mapping[Platform, Messenger]:
        """Who brings parcels where; only after the start."""
        return {Platform.SLACK: self.slack.messenger, Platform.DISCORD: self.discord.messenger}

    async def start(self) -> None:
        """Raise both curtains."""
        await self.slack.start()
        await self.discord.start()

    async def close(self) -> None:
        """Let both fall. Fails when either platform refused anything on the way."""
        await self.discord.close()
        await self.slack.close()

    async def waits(self, until: datetime) -> None:
        """Let the clock come to `until`; everything due on the way is said, wherever it belongs."""
        await self._turn(until)
