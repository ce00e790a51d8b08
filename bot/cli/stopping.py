"""Waiting until somebody stops us."""

import asyncio
import signal
from contextlib import suppress


async def stopped() -> None:
    """Return at the first SIGINT or SIGTERM; a second one ends the process at once."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        asked.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    with suppress(NotImplementedError):  # Windows has no signal handlers: there Ctrl+C raises KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, ask)
    await asked.wait()
