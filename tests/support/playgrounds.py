"""The playground, served on a free port of this machine, over the real core or over a parrot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random

from aiohttp import web

from adapters.web.app import Playground
from bot import wiring
from bot.clocks import SetClock
from bot.requests import Platform
from bot.store import upkeep
from bot.store.crypto import Keyring
from scheduler.turning import turn
from tests.support.databases import KEY
from tests.support.web_parrot import Parrot


class Turner:
    """Turns a clock that stands, and remembers where to."""

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self.turns: list[datetime] = []

    async def __call__(self, until: datetime) -> None:
        """Stand at `until`."""
        self.turns.append(until)
        self._clock.turn_to(until)


@asynccontextmanager
async def serving(playground: Playground) -> AsyncIterator[str]:
    """Its address, while it is served."""
    app = web.Application()
    playground.mount(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def parroting(parrot: Parrot, clock: SetClock, folder: Path) -> AsyncIterator[tuple[str, Playground, Turner]]:
    """The playground around a parrot: its address, itself, and the turns of its clock."""
    turner = Turner(clock)
    playground = Playground(parrot, shelf=folder / "shelf.sqlite3", clock=clock, turn=turner, renew=parrot.forget)
    async with serving(playground) as base:
        yield base, playground, turner


@asynccontextmanager
async def living(folder: Path, clock: SetClock) -> AsyncIterator[tuple[str, Playground]]:
    """The playground over the real core in a folder, as the demo has it: its address, and itself."""
    house = wiring.house(f"sqlite:///{folder / 'segue.sqlite3'}", Keyring(KEY), clock, Random(7))

    async def wait(until: datetime) -> None:
        await turn(clock, heartbeat, house.bridge, until)

    async def renew() -> None:
        upkeep.empty(house.database)

    playground = Playground(house.bridge, shelf=folder / "shelf.sqlite3", clock=clock, turn=wait, renew=renew)
    heartbeat = wiring.clockwork(house, {Platform.WEB: playground.messenger})
    try:
        async with serving(playground) as base:
            yield base, playground
    finally:
        house.close()
