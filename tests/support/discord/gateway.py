"""The gateway: HELLO, IDENTIFY, READY, heartbeats, events, RESUME, and what can go wrong with each.

https://docs.discord.com/developers/events/gateway. A text frame for clients that ask for no compression or one this
server does not speak; zlib-stream as Discord sends it for those that ask for that.
"""

import asyncio
import json
import time
import zlib

from aiohttp import WSMsgType, web

from tests.support.discord import shapes
from tests.support.discord.things import Guild, Json
from tests.support.discord.wires import GUILDS, KNOWN, PRIVILEGED, Session, Wire
from tests.support.discord.world import World

BEAT_MS = 41_250
#: An echo faster than this makes discord.py 2.7.1 believe that it is half a minute behind.
ECHO_SECONDS = 0.01
#: IDENTIFY: one in five seconds for each of `max_concurrency`.
SPACING = 5.0
MOST_IDENTIFIES = 1000


class Gateway:
    """A bot's connections, and the events they have not seen yet.

    `identified`, `resumed` and `beats` count; `hasty` counts what came sooner than one IDENTIFY in five seconds
    allows. `shards`: how many Discord advises, and from how many servers it insists on more than one shard.
    """

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._sessions: dict[str, Session] = {}
        self._wires: set[Wire] = set()
        self._last: tuple[str, Json, str] | None = None
        self._identifies: list[float] = []
        self.address = ""
        self.beat_ms = BEAT_MS
        self.shards = 1
        self.insists_from = 2_500
        self.granted = 0
        self.identified = self.resumed = self.beats = self.hasty = 0
        #: No heartbeat is echoed, though everything else goes on.
        self.zombie = False
        #: Every new connection is frozen from its beginning.
        self.frozen = False
        #: Every interaction is delivered twice.
        self.doubling = False

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Those that live, oldest first."""
        return tuple(self._sessions.values())

    @property
    def starts(self) -> Json:
        """The session_start_limit."""
        left = MOST_IDENTIFIES - len(self._identifies)
        return {"total": MOST_IDENTIFIES, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one client until it goes."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        packs = request.query.get("compress") == "zlib-stream"
        wire = Wire(request, socket, zlib.compressobj() if packs else None)
        self._wires.add(wire)
        if self.frozen:
            wire.freeze()
        await wire.send({"op": 10, "d": {"heartbeat_interval": self.beat_ms}, "s": None, "t": None})
        async for frame in socket:
            if frame.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._take(wire, json.loads(frame.data))
        self._forget(wire)
        return socket

    async def publish(self, event: str, body: Json, guild: str | None = None) -> None:
        """Send an event of a server (the first one unless told; "" for none) to whoever may hear of it."""
        where = self._world.guild if guild is None else guild
        if event == "INTERACTION_CREATE":
            self._last = (event, body, where)
        for session in self.sessions:
            if session.hears(event, where):
                for _ in range(2 if self.doubling and event == "INTERACTION_CREATE" else 1):
                    await session.tell(event, body)

    async def again(self) -> None:
        """Deliver the last interaction once more."""
        assert self._last is not None, "nobody did anything yet"
        event, body, where = self._last
        for session in self.sessions:
            if session.hears(event, where):
                await session.tell(event, body)

    async def malformed(self, event: str = "INTERACTION_CREATE", body: Json | None = None) -> None:
        """Send an event that lacks all it should hold."""
        await self.publish(event, {} if body is None else body)

    def drop(self) -> None:
        """Break every connection as a failing network does; what happens meanwhile waits for a RESUME."""
        for session in self.sessions:
            session.wire = None
        for wire in [*self._wires]:
            wire.cut()

    def freeze(self, *, new: bool = False) -> None:
        """Leave every connection open and silent: nothing is sent, and nothing is heard. `new`: later ones, too."""
        self.frozen = new
        for wire in self._wires:
            wire.freeze()

    async def thaw(self) -> None:
        """Let every connection that is still there go on, with what it missed."""
        self.frozen = False
        for wire in [*self._wires]:
            await wire.thaw()

    async def reconnect(self) -> None:
        """Ask every client to come again (op 7)."""
        await self._tell_all({"op": 7, "d": None, "s": None, "t": None})

    async def invalidate(self, resumable: bool = False) -> None:
        """Call every session invalid (op 9); unless resumable, it is over."""
        await self._tell_all({"op": 9, "d": resumable, "s": None, "t": None})
        if not resumable:
            self.lose_session()

    def lose_session(self) -> None:
        """Forget every session: a RESUME is answered with op 9. Connections stay, and hear nothing more."""
        self._sessions.clear()

    async def closes(self, code: int) -> None:
        """Close every connection with a code of the gateway's: 4000, 4004, 4009, 4013, 4014, 1001 ..."""
        for wire in [*self._wires]:
            await self._close(wire, code)

    async def close(self) -> None:
        """Say goodbye to whoever is connected."""
        await self.closes(1001)

    @property
    def _current(self) -> Session | None:
        """The newest session."""
        return next(reversed(self.sessions), None)

    async def _tell_all(self, frame: Json) -> None:
        for session in self.sessions:
            if session.wire:
                await session.wire.send(frame)

    async def _take(self, wire: Wire, frame: Json) -> None:
        if wire.is_flooding():
            return await self._close(wire, 4008)
        match frame["op"]:
            case 1:
                await self._echo(wire)
            case 2:
                await self._identify(wire, frame["d"])
            case 6:
                await self._resume(wire, frame["d"])
            case 3 | 4 | 8:
                return None
            case _:
                await self._close(wire, 4001)
        return None

    async def _echo(self, wire: Wire) -> None:
        self.beats += 1
        if not self.zombie:
            await asyncio.sleep(ECHO_SECONDS)
            await wire.send({"op": 11, "d": None, "s": None, "t": None})

    async def _identify(self, wire: Wire, said: Json) -> None:
        if wrong := self._unfit(wire, said):
            return await self._close(wire, wrong)
        self._count()
        number, shards = said.get("shard", [0, 1])
        session = Session(self._world.fresh(), wire, int(said["intents"]), (number, shards))
        self._sessions[session.id] = session
        self.identified += 1
        here = [one for one in self._world.guilds.values() if one.joined and session.hears("READY", one.id)]
        await session.tell("READY", self._ready(session, here))
        if session.intents & GUILDS:
            for guild in here:
                await self._enter(session, guild)
        return None

    def _unfit(self, wire: Wire, said: Json) -> int:
        """The code to close with, or 0."""
        number, shards = said.get("shard", [0, 1])
        intents = int(said.get("intents", -1))
        known = {session.wire for session in self.sessions}
        joined = sum(one.joined for one in self._world.guilds.values())
        rules = (
            (said.get("token") != self._token, 4004),
            (wire in known, 4005),
            (not 0 <= number < shards, 4010),
            (joined / shards >= self.insists_from, 4011),
            (not 0 <= intents <= KNOWN, 4013),
            (bool(intents & PRIVILEGED & ~self.granted), 4014),
        )
        return next((code for broken, code in rules if broken), 0)

    def _count(self) -> None:
        now = time.monotonic()
        if self._identifies and now - self._identifies[-1] < SPACING:
            self.hasty += 1
        self._identifies.append(now)

    async def _enter(self, session: Session, guild: Guild) -> None:
        if guild.available:
            await session.tell("GUILD_CREATE", shapes.entered(self._world, guild))
        else:
            await session.tell("GUILD_DELETE", {"id": guild.id, "unavailable": True})

    async def _resume(self, wire: Wire, said: Json) -> None:
        session = self._sessions.get(said["session_id"])
        if said["token"] != self._token:
            return await self._close(wire, 4004)
        if session is None or said["seq"] is None:
            return await wire.send({"op": 9, "d": False, "s": None, "t": None})
        if said["seq"] > len(session.sent):
            return await self._close(wire, 4007)
        self.resumed += 1
        session.wire = None
        at = int(said["seq"])
        while at < len(session.sent):  # grows while it is replayed
            await wire.send(session.sent[at])
            at += 1
        session.wire = wire
        await session.tell("RESUMED", {})
        return None

    def _ready(self, session: Session, here: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": shapes.user(self._world.bot, bot=True),
            "guilds": [{"id": one.id, "unavailable": True} for one in here],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "session_type": "normal",
            "private_channels": [],
            "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": 0},
        }

    async def _close(self, wire: Wire, code: int) -> None:
        """Hang up. These codes end the session, too."""
        ended = code in (1000, 4004, 4007, 4009, 4010, 4011, 4013, 4014)
        for session in self.sessions:
            if session.wire is wire and ended:
                del self._sessions[session.id]
        wire.ours = True
        if wire.frozen:
            wire.cut()
        else:
            await wire.socket.close(code=code)

    def _forget(self, wire: Wire) -> None:
        """A client that says goodbye with 1000 or 1001 ends its session; any other way it may come back."""
        self._wires.discard(wire)
        for session in self.sessions:
            if session.wire is wire:
                session.wire = None
                if wire.socket.close_code in (1000, 1001) and not wire.ours:
                    self._sessions.pop(session.id, None)
