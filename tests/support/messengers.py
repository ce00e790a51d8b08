"""Messengers that need no platform."""

import asyncio
from collections.abc import Callable

from bot.ports import Outcome, Parcel, Sent
from scheduler.stopwatch import Stopwatch


class Notebook:
    """Writes down what it was given and when, and answers at once, or after `takes` seconds of its stopwatch."""

    def __init__(self, stopwatch: Stopwatch, takes: float = 0.0) -> None:
        self.entries: list[tuple[float, Parcel]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._stopwatch = stopwatch
        self._takes = takes

    @property
    def sent(self) -> list[int]:
        """The deliveries it was given, in order."""
        return [parcel.delivery for _, parcel in self.entries]

    async def send(self, parcel: Parcel) -> Outcome:
        """Write it down."""
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        self.entries.append((self._stopwatch.now(), parcel))
        if self._takes:
            await self._stopwatch.sleep(self._takes)
        self._at_once -= 1
        return Sent(f"message-{parcel.delivery}")


class Clumsy:
    """Raises where it should answer, for the deliveries that `trips` says; answers like `Notebook` otherwise."""

    def __init__(self, notebook: Notebook, trips: Callable[[Parcel], Exception | None]) -> None:
        self._notebook = notebook
        self._trips = trips

    async def send(self, parcel: Parcel) -> Outcome:
        """Trip or send."""
        if error := self._trips(parcel):
            raise error
        return await self._notebook.send(parcel)


class Silent:
    """Takes every request and never answers. `asked` is set when it has one."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def send(self, parcel: Parcel) -> Outcome:
        """Wait until the caller gives up."""
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError(parcel)
