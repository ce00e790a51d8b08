"""One small Discord on 127.0.0.1: REST under /api/v10, the gateway at the root, and a world behind both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.ports import Clock
from tests.support.discord.answers import DEADLINE_SECONDS, Answers
from tests.support.discord.directory import Directory
from tests.support.discord.faults import Faults
from tests.support.discord.gateway import Gateway
from tests.support.discord.life import Life
from tests.support.discord.rates import Rates
from tests.support.discord.replies import refused
from tests.support.discord.rooms import Rooms
from tests.support.discord.threads import Threads
from tests.support.discord.world import World

TOKEN = "stand-in"
OPEN_TO_ALL = ("/api/v10/interactions/", "/api/v10/webhooks/")


class DiscordServer:
    """Start it, point discord.py at `api` and `socket`, stop it.

    `world` is what there is, `life` what happens to it, `gateway` the connections, `faults` and `rates` what goes
    wrong with a request. `clock` is what nonces and tokens of interactions go by; `deadline` is in real seconds.
    """

    def __init__(self, deadline: float = DEADLINE_SECONDS, clock: Clock | None = None) -> None:
        self.world = World(clock)
        self.token = TOKEN
        self.gateway = Gateway(self.world, self.token)
        self.life = Life(self.world, self.gateway)
        self.faults = Faults()
        self.rates = Rates()
        self._deadline = deadline
        self._runner: web.AppRunner | None = None
        self.api = ""

    @property
    def socket(self) -> str:
        """Where the gateway is, as everybody is told."""
        return self.gateway.address

    @socket.setter
    def socket(self, address: str) -> None:
        self.gateway.address = address

    @property
    def seen(self) -> list[str]:
        """What was asked: `POST /api/v10/channels/901/messages`."""
        return self.faults.seen

    @classmethod
    @asynccontextmanager
    async def running(
        cls, deadline: float = DEADLINE_SECONDS, port: int = 0, clock: Clock | None = None
    ) -> AsyncIterator[Self]:
        """A server that listens until the block ends."""
        server = cls(deadline, clock)
        await server.start(port)
        try:
            yield server
        finally:
            await server.stop()

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        app = web.Application(
            middlewares=[self.faults.around, self._authorised, self.rates.around], client_max_size=32 * 2**20
        )
        app.add_routes([web.get("/", self.gateway.connect)])
        rooms, threads = Rooms(self.world, self.gateway), Threads(self.world, self.gateway)
        for part in (Answers(self.world, self._deadline), rooms, threads):
            app.add_routes(part.routes())
        app.add_routes(Directory(self.world, self.gateway).routes())
        app.add_routes([web.route("*", "/api/{rest:.*}", self._nowhere)])
        self._runner = web.AppRunner(app, shutdown_timeout=1.0, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, bound = self._runner.addresses[0][:2]
        self.api, self.socket = f"http://{host}:{bound}/api/v10", f"ws://{host}:{bound}/"

    async def stop(self) -> None:
        """Hang up and free the port."""
        await self.gateway.close()
        if self._runner:
            await self._runner.cleanup()

    async def _nowhere(self, request: web.Request) -> web.Response:
        """A route that nobody built here: better said than passed over."""
        self.faults.invalid.append(f"{request.method} {request.path} is no route of this Discord")
        return refused(404, 0, "404: Not Found")

    @web.middleware
    async def _authorised(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/" or request.path.startswith(OPEN_TO_ALL):
            return await handler(request)
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return refused(401, 0, "401: Unauthorized")
        return await handler(request)
