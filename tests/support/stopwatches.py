"""A stopwatch for tests, and a clock that goes with it: no second of theirs takes a second."""

import asyncio
from bisect import insort
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from scheduler.stopwatch import Stopwatch

MONDAY = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)


class WoundStopwatch(Stopwatch):
    """Stands while anybody is awake, and leaps to the next one who wakes when all are asleep."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self._wakes: list[float] = []

    def now(self) -> float:
        """Where the hand is."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Come back once the hand is there, in the order of waking."""
        wake = self.seconds + seconds
        insort(self._wakes, wake)
        try:
            await self._settle()
            while self.seconds < wake:
                if self._wakes[0] == wake:
                    self.seconds = wake
                await self._settle()
        finally:
            self._wakes.remove(wake)

    async def _settle(self) -> None:
        for _ in range(3):  # as often as a chain of tasks needs to come to its own sleep
            await asyncio.sleep(0)


class IdleStopwatch(Stopwatch):
    """Leaps to the next who wakes when all are asleep and nobody is at work: for work that takes real time."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self._line: list[tuple[float, int, asyncio.Future[None]]] = []
        self._places = count()
        self._at_work = 0
        self._leaping: asyncio.Task[None] | None = None

    def now(self) -> float:
        """Where the hand is."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Come back once the hand is there, in the order of waking."""
        wake = asyncio.get_running_loop().create_future()
        heappush(self._line, (self.seconds + seconds, next(self._places), wake))
        self._leap()
        await wake

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While somebody is in here, the hand stands."""
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
            self._leap()

    def _leap(self) -> None:
        if self._leaping is None or self._leaping.done():
            self._leaping = asyncio.create_task(self._wake())

    async def _wake(self) -> None:
        """Wake one after the other, each when the one before has come to its own sleep or work."""
        while self._line:
            for _ in range(10):
                await asyncio.sleep(0)
            if self._at_work:
                return
            wakes_at, _, wake = heappop(self._line)
            if not wake.done():
                self.seconds = max(self.seconds, wakes_at)
                wake.set_result(None)


class StoppedStopwatch(Stopwatch):
    """Its hand never moves: whoever sleeps does not wake."""

    def now(self) -> float:
        """Always the same."""
        return 0.0

    async def sleep(self, seconds: float) -> None:
        """Come back only if there was nothing to sleep for."""
        if seconds > 0:
            await asyncio.Event().wait()


class WoundClock:
    """A wall clock that goes as a stopwatch goes, from nine o'clock on a Monday."""

    def __init__(self, stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self._since = stopwatch.now()

    def now(self) -> datetime:
        """Nine o'clock, and what the stopwatch has counted since."""
        return MONDAY + timedelta(seconds=self._stopwatch.now() - self._since)
