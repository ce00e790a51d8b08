"""What the clockwork needs of `bot.bridge.Bridge`, and nothing more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.ports import Outcome, Parcel
from bot.requests import Platform


class Bridge(Protocol):
    """The ledger of what is due, as the clockwork sees it."""

    async def plan(self) -> int:
        """Turn due occurrences into deliveries; how many were handled, 0 when none is due."""
        ...

    async def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """Lease deliveries that are due on these platforms."""
        ...

    async def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        """Record what became of parcels; how many were still ours to record."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next occurrence or delivery is due, if any is planned."""
        ...
