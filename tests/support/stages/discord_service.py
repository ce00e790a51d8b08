"""The Discord stage as it is in service: every interaction is delivered twice, and segue itself may be restarted."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.discord.bridge import Bridge
from adapters.discord.client import DiscordDoor
from bot.ports import Clock, Messenger, Outcome, Parcel
from tests.support.stages.discord import DiscordStage


class DiscordServiceStage(DiscordStage):
    """One server, where things go wrong. It is the messenger itself, so that a restart goes unnoticed."""

    def __init__(self, bridge: Bridge, clock: Clock, turn: Callable[[datetime], Awaitable[None]]) -> None:
        super().__init__(bridge, clock, turn)
        self.discord.gateway.doubling = True

    @property
    def messenger(self) -> Messenger:
        """Says parcels through whatever door is open at that moment."""
        return self

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel to the door that is open now."""
        return await self._opened().messenger.send(parcel)

    async def restarts(self) -> None:
        """Close the door, and open another one that knows nothing of the first."""
        await self.leave()
        self._door = await self.enter()

    def _opened(self) -> DiscordDoor:
        assert self._door is not None, "the stage has not started"
        return self._door
