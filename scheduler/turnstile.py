"""One at a time."""

import asyncio
from collections.abc import Awaitable, Callable


class Turnstile:
    """Lets one run of a job through at a time; whoever comes meanwhile shares the run after it."""

    def __init__(self, job: Callable[[], Awaitable[object]]) -> None:
        self._job = job
        self._lock = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._inside: set[asyncio.Task[None]] = set()
        self._closed = False

    def enter(self) -> asyncio.Task[None]:
        """A run that begins after this call, shared with everybody who waits for it."""
        if self._next is None:
            self._next = asyncio.create_task(self._run())
            self._inside.add(self._next)
            self._next.add_done_callback(self._inside.discard)
        return self._next

    async def close(self, grace: float) -> None:
        """Wait so many seconds for the run inside, then cancel it and wait until it has tidied up.

        No run begins any more: those who enter from here on pass without one.
        """
        self._closed = True
        if self._inside:
            _, late = await asyncio.wait(self._inside, timeout=grace)
            for run in late:
                run.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self) -> None:
        async with self._lock:
            self._next = None
            if not self._closed:
                await self._job()
