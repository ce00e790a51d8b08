"""Work that follows from what Discord tells: one thing after another for each server, and again when it fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

Errand: TypeAlias = Callable[[], Awaitable[object]]

#: Tries of one errand, with waits that double up to `LONGEST` seconds: some three hours. Then whatever came after it
#: on its server has its turn.
TRIES: Final = 40
LONGEST: Final = 300.0
#: As many servers at once: whoever waits for an answer goes before news.
ABREAST: Final = 2

log = logging.getLogger(__name__)


class Errands:
    """Runs errands in the order of each server. A server whose errand waits holds up no other one."""

    def __init__(self, again: float) -> None:
        self._again = again
        self._last: dict[str, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(ABREAST)
        self._closed = False

    def run(self, server: str, errand: Errand) -> None:
        """Begin it when everything before it is done; nobody waits for it."""
        if self._closed:
            return
        task = asyncio.create_task(self._follow(self._last.get(server), errand))
        self._last[server] = task
        task.add_done_callback(lambda done: self._forget(server, done))

    async def close(self, within: float) -> None:
        """Let what is running finish, at most so many seconds; what does not is stopped."""
        self._closed = True
        running = tuple(self._last.values())
        if running:
            _, late = await asyncio.wait(running, timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _forget(self, server: str, done: "asyncio.Task[None]") -> None:
        if self._last.get(server) is done:
            del self._last[server]

    async def _follow(self, before: "asyncio.Task[None] | None", errand: Errand) -> None:
        if before is not None:
            await asyncio.wait({before})
            del before
        for tried in range(TRIES):
            if await self._is_done(errand):
                return
            await asyncio.sleep(min(LONGEST, self._again * 2.0**tried))
        log.error("news of Discord were given up")

    async def _is_done(self, errand: Errand) -> bool:
        try:
            async with self._gate:
                await errand()
        except Exception as error:  # noqa: BLE001  (whatever it was, the next try may do)
            log.warning("news of Discord were not taken in, and are tried again: %s", type(error).__name__)
            return False
        return True
