"""The playground as a whole: a house on a file, its page, and a clock to turn."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from adapters.web.app import Playground
from bot import wiring
from bot.cli.stopping import stopped
from bot.clocks import TurnedClock
from bot.errors import Misconfigured
from bot.requests import Platform
from bot.store import upkeep
from bot.store.crypto import Keyring
from scheduler.heartbeat import Heartbeat
from scheduler.turning import turn

HOST = "127.0.0.1"
TRIES = 20


class Playing:
    """A playground in a folder. `welcome` is told the address once the page can be opened."""

    def __init__(self, folder: Path, keyring: Keyring, welcome: Callable[[str], None]) -> None:
        self._clock = TurnedClock(folder / "clock")
        self._house = wiring.house(f"sqlite:///{folder / 'segue.sqlite3'}", keyring, self._clock)
        self._page = Playground(
            self._house.bridge,
            shelf=folder / "shelf.sqlite3",
            clock=self._clock,
            turn=self._turn,
            renew=self._renew,
        )
        self._heartbeat: Heartbeat | None = None
        self._welcome = welcome

    async def until_stopped(self, port: int) -> None:
        """Serve the page at this port, or the next free one, until somebody stops us."""
        self._heartbeat = wiring.clockwork(self._house, {Platform.WEB: self._page.messenger})
        app = web.Application()
        self._page.mount(app)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            address = await _listen(runner, port)
            self._heartbeat.start()
            self._welcome(address)
            await stopped()
        finally:
            await runner.cleanup()
            await self._heartbeat.stop()
            self._house.close()

    async def _turn(self, until: datetime) -> None:
        if self._heartbeat is not None:
            await turn(self._clock, self._heartbeat, self._house.bridge, until)

    async def _renew(self) -> None:
        """Forget every cohort, and begin at the time it is with a clockwork that remembers nothing either."""
        if self._heartbeat is not None:
            await self._heartbeat.stop()
        try:
            await asyncio.to_thread(upkeep.empty, self._house.database)
            self._clock.turn_back()
        finally:
            self._heartbeat = wiring.clockwork(self._house, {Platform.WEB: self._page.messenger})
            self._heartbeat.start()


async def _listen(runner: web.AppRunner, port: int) -> str:
    """Listen on this machine alone; the address. Raises `Misconfigured` when no port near it is free."""
    for candidate in range(port, port + TRIES) if port else (0,):
        try:
            await web.TCPSite(runner, HOST, candidate).start()
        except OSError:
            continue
        return f"http://{HOST}:{runner.addresses[0][1]}"
    raise Misconfigured(f"No port from {port} to {port + TRIES - 1} is free: try --port 0.")
