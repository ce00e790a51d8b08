"""The gateway: HELLO, IDENTIFY, READY, heartbeats, events, RESUME.

https://docs.discord.com/developers/events/gateway. A text frame for clients that ask for no compression or one this
server does not speak; zlib-stream as Discord sends it for those that ask for that.
"""

import asyncio
import json
import zlib
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.support.discord import shapes
from tests.support.discord.world import Json, World

BEAT_MS = 41_250
#: An echo faster than this makes discord.py 2.7.1 believe that it is half a minute behind.
ECHO_SECONDS = 0.01
GUILDS = 1


@dataclass(slots=True)
class _Wire:
    request: web.Request
    socket: web.WebSocketResponse
    compressor: "zlib._Compress | None"

    async def send(self, frame: Json) -> None:
        raw = json.dumps(frame, separators=(",", ":"))
        if self.compressor is None:
            return await self.socket.send_str(raw)
        packed = self.compressor.compress(raw.encode()) + self.compressor.flush(zlib.Z_SYNC_FLUSH)
        return await self.socket.send_bytes(packed)


@dataclass(slots=True)
class _Session:
    id: str
    wire: _Wire | None
    intents: int
    sent: list[Json] = field(default_factory=list)


class Gateway:
    """One bot's connection, and the events it has not seen yet."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._sessions: dict[str, _Session] = {}
        self._current: _Session | None = None
        self.address = ""
        self.identified = 0
        self.resumed = 0

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one client until it goes."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        packs = request.query.get("compress") == "zlib-stream"
        wire = _Wire(request, socket, zlib.compressobj() if packs else None)
        await wire.send({"op": 10, "d": {"heartbeat_interval": BEAT_MS}, "s": None, "t": None})
        async for frame in socket:
            if frame.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._take(wire, json.loads(frame.data))
        self._forget(wire)
        return socket

    async def publish(self, event: str, body: Json) -> None:
        """Send an event; a client that is away gets it when it resumes."""
        session = self._current
        if session is None:
            return
        frame: Json = {"op": 0, "t": event, "s": len(session.sent) + 1, "d": body}
        session.sent.append(frame)
        if session.wire:
            await session.wire.send(frame)

    def drop(self) -> None:
        """Break the connection as a failing network does."""
        session = self._current
        if session and session.wire:
            wire, session.wire = session.wire, None
            if wire.request.transport:
                wire.request.transport.abort()

    async def close(self) -> None:
        """Say goodbye to whoever is connected."""
        for session in self._sessions.values():
            if session.wire:
                await session.wire.socket.close(code=1001)

    async def _take(self, wire: _Wire, frame: Json) -> None:
        match frame["op"]:
            case 1:
                await asyncio.sleep(ECHO_SECONDS)
                await wire.send({"op": 11, "d": None, "s": None, "t": None})
            case 2:
                await self._identify(wire, frame["d"])
            case 6:
                await self._resume(wire, frame["d"])
            case _:
                return

    async def _identify(self, wire: _Wire, said: Json) -> None:
        if said["token"] != self._token:
            await wire.socket.close(code=4004)
            return
        session = _Session(id=self._world.fresh(), wire=wire, intents=int(said["intents"]))
        self._sessions[session.id] = self._current = session
        self.identified += 1
        await self.publish("READY", self._ready(session, said.get("shard", [0, 1])))
        if session.intents & GUILDS:
            await self.publish("GUILD_CREATE", shapes.guild(self._world))

    async def _resume(self, wire: _Wire, said: Json) -> None:
        session = self._sessions.get(said["session_id"])
        if session is None or said["token"] != self._token:
            await wire.send({"op": 9, "d": False, "s": None, "t": None})
            return
        session.wire = wire
        self.resumed += 1
        for frame in session.sent[said["seq"] :]:
            await wire.send(frame)
        await self.publish("RESUMED", {})

    def _ready(self, session: _Session, shard: list[int]) -> Json:
        return {
            "v": 10,
            "user": shapes.user(self._world.bot, bot=True),
            "guilds": [{"id": self._world.guild, "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": shard,
            "application": {"id": self._world.bot.id, "flags": 0},
        }

    def _forget(self, wire: _Wire) -> None:
        for session in self._sessions.values():
            if session.wire is wire:
                session.wire = None
