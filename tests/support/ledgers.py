"""The ledger on paper: what `bot.bridge.Bridge` promises the clockwork, without a database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.messages.elements import Card
from bot.ports import Address, Clock, Outcome, Parcel, Retry
from bot.requests import Platform


def parcel(
    delivery: int, *, on: Platform = Platform.SLACK, workspace: str = "T1", channel: str | None = None
) -> Parcel:
    """A parcel to a channel of its own, unless one is named."""
    return Parcel(
        delivery=delivery,
        fence=0,
        kind="weekly-prompt",
        key=f"key-{delivery}",
        to=Address(platform=on, workspace=workspace, channel=channel or f"C{delivery}"),
        card=Card(title=f"Week {delivery}"),
        reader_zone="UTC",
    )


class PaperLedger:
    """Occurrences and deliveries as lists. A claim raises the fence, and only its own parcels can be settled."""

    def __init__(self, clock: Clock) -> None:
        self.occurrences: list[tuple[datetime, Parcel]] = []
        self.waiting: list[tuple[datetime, Parcel]] = []
        self.held: dict[int, Parcel] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.transactions = 0
        self._clock = clock

    def post(self, *parcels: Parcel) -> None:
        """Let these be due now."""
        self.waiting += [(self._clock.now(), parcel) for parcel in parcels]

    async def plan(self) -> int:
        """Turn due occurrences into deliveries."""
        due = [entry for entry in self.occurrences if entry[0] <= self._clock.now()]
        self.occurrences = [entry for entry in self.occurrences if entry not in due]
        self.waiting += due
        return len(due)

    async def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """The oldest that are due on these platforms."""
        self.transactions += 1
        due = [entry for entry in sorted(self.waiting, key=lambda entry: entry[0]) if self._is_due(entry, platforms)]
        taken = {parcel.delivery for _, parcel in due[:limit]}
        self.waiting = [entry for entry in self.waiting if entry[1].delivery not in taken]
        claimed = tuple(replace(parcel, fence=parcel.fence + 1) for _, parcel in due[:limit])
        self.held |= {parcel.delivery: parcel for parcel in claimed}
        return claimed

    async def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        """Record the outcomes of parcels that are still held by the same claim."""
        self.transactions += 1
        ours = [(parcel, outcome) for parcel, outcome in outcomes if self.held.get(parcel.delivery) == parcel]
        for parcel, outcome in ours:
            del self.held[parcel.delivery]
            if isinstance(outcome, Retry):
                self.waiting.append((outcome.at, parcel))
            else:
                self.outcomes[parcel.delivery] = outcome
        return len(ours)

    async def next_due(self) -> datetime | None:
        """The earliest moment of all that waits."""
        return min((at for at, _ in self.occurrences + self.waiting), default=None)

    def _is_due(self, entry: tuple[datetime, Parcel], platforms: Sequence[Platform]) -> bool:
        return entry[0] <= self._clock.now() and entry[1].to.platform in platforms
