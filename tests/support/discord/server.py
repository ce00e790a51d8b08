"""One small Discord on 127.0.0.1: REST under /api/v10, the gateway at the root, and a world behind both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.support.discord import bodies, rules, shapes
from tests.support.discord.answers import DEADLINE_SECONDS, Answers
from tests.support.discord.faults import Faults
from tests.support.discord.gateway import Gateway
from tests.support.discord.replies import invalid, refused, said
from tests.support.discord.world import Json, World, attached

TOKEN = "stand-in"


class DiscordServer:
    """Start it, point discord.py at `api` and `socket`, stop it."""

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self.world = World()
        self.token = TOKEN
        self.gateway = Gateway(self.world, self.token)
        self.faults = Faults()
        self._answers = Answers(self.world, deadline)
        self._runner: web.AppRunner | None = None
        self.api = self.socket = ""

    @classmethod
    @asynccontextmanager
    async def running(cls, deadline: float = DEADLINE_SECONDS, port: int = 0) -> AsyncIterator[Self]:
        """A server that listens until the block ends."""
        server = cls(deadline)
        await server.start(port)
        try:
            yield server
        finally:
            await server.stop()

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        app = web.Application(middlewares=[self.faults.around, self._authorised])
        app.add_routes([web.get("/", self.gateway.connect), *self._routes(), *self._answers.routes()])
        self._runner = web.AppRunner(app, shutdown_timeout=1.0, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, bound = self._runner.addresses[0][:2]
        self.api, self.socket = f"http://{host}:{bound}/api/v10", f"ws://{host}:{bound}/"
        self.gateway.address = self.socket

    async def stop(self) -> None:
        """Hang up and free the port."""
        await self.gateway.close()
        if self._runner:
            await self._runner.cleanup()

    def _routes(self) -> list[web.RouteDef]:
        base, commands = "/api/v10", "/api/v10/applications/{application}{guild:(/guilds/[0-9]+)?}/commands"
        return [
            web.get(base + "/users/@me", self._me),
            web.get(base + "/oauth2/applications/@me", self._application),
            web.get(base + "/gateway/bot", self._gateway),
            web.get(commands, self._commands),
            web.put(commands, self._register),
            web.post(base + "/users/@me/channels", self._open_line),
            web.post(base + "/channels/{channel}/messages", self._post),
            web.patch(base + "/channels/{channel}/messages/{message}", self._change),
        ]

    @web.middleware
    async def _authorised(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        open_to_all = ("/api/v10/interactions/", "/api/v10/webhooks/")
        if request.path == "/" or request.path.startswith(open_to_all):
            return await handler(request)
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return refused(401, 0, "401: Unauthorized")
        return await handler(request)

    async def _me(self, _: web.Request) -> web.Response:
        return said(shapes.user(self.world.bot, bot=True))

    async def _application(self, _: web.Request) -> web.Response:
        return said(shapes.application(self.world))

    async def _gateway(self, _: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return said({"url": self.socket, "shards": 1, "session_start_limit": limits})

    async def _commands(self, request: web.Request) -> web.Response:
        return said(self.world.commands.get(_guild(request), []))

    async def _register(self, request: web.Request) -> web.Response:
        body: list[Json] = await request.json()
        wrong = rules.commands(body)
        if wrong:
            return invalid(wrong)
        kept = [{"id": self.world.fresh(), "version": "1", "nsfw": False, **one} for one in body]
        self.world.commands[_guild(request)] = kept
        return said(kept)

    async def _open_line(self, request: web.Request) -> web.Response:
        who = str((await request.json())["recipient_id"])
        if who not in self.world.users:
            return refused(400, 10013, "Unknown User")
        line = self.world.private.setdefault(who, self.world.fresh())
        return said(shapes.channel(self.world, line))

    async def _post(self, request: web.Request) -> web.Response:
        world, channel, body = self.world, request.match_info["channel"], await bodies.read(request)
        reader = next((who for who, line in world.private.items() if line == channel), None)
        wrong = rules.message(body)
        if channel not in world.channels and reader is None:
            return refused(404, 10003, "Unknown Channel")
        if reader and not world.users[reader].takes_messages:
            return refused(403, 50007, "Cannot send messages to this user")
        if len(str(body.get("nonce", ""))) > 25:
            wrong.append("a nonce has at most 25 characters")
        if str(body.get("nonce")) in world.deleted:
            return refused(404, 10008, "Unknown Message")
        return invalid(wrong) if wrong else said(shapes.message(world, world.keep(world.post(body, channel))))

    async def _change(self, request: web.Request) -> web.Response:
        message = self.world.messages.get(request.match_info["message"])
        if request.match_info["channel"] not in {*self.world.channels, *self.world.private.values()}:
            return refused(404, 10003, "Unknown Channel")
        if message is None or message.channel != request.match_info["channel"]:
            return refused(404, 10008, "Unknown Message")
        body = await bodies.read(request)
        wrong = rules.message({"flags": message.flags, **body})
        if wrong:
            return invalid(wrong)
        message.components, message.attachments = body["components"], attached(body)
        message.edits += 1
        return said(shapes.message(self.world, message))


def _guild(request: web.Request) -> str | None:
    placed = request.match_info["guild"]
    return placed.rpartition("/")[2] if placed else None
