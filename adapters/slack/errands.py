"""Work that goes on after Slack has its acknowledgement."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from adapters.slack.defects import Noted

#: How long a door that closes waits for what it still has to say, in seconds.
GRACE: Final = 10.0


class Errands:
    """Runs errands, holds on to them until they are done, and notes those that fail."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def run(self, errand: Coroutine[Any, Any, object]) -> None:
        """Begin an errand; nobody waits for it."""
        task = asyncio.create_task(_noted(errand))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Let what is running finish, within `GRACE`; what does not is stopped."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=GRACE)
            for task in late:
                task.cancel()


async def _noted(errand: Coroutine[Any, Any, object]) -> None:
    with Noted("answering later"):
        await errand
