"""Seconds that only go forward, whatever happens to the wall clock."""

import asyncio
import time


class Stopwatch:
    """What turns, claims and pauses are measured with; tests bring one that they wind by hand."""

    def now(self) -> float:
        """Seconds since some moment that never changes."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let others run until so many seconds have passed."""
        await asyncio.sleep(seconds)
