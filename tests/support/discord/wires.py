"""One websocket of a client, and the session that outlives it."""

import json
import time
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from tests.support.discord.things import Json

#: What a client may send in a minute, heartbeats counted; more closes the connection.
MOST_SENDS: Final = 120
MINUTE: Final = 60.0
#: The intent that lets an event through, where it needs one. Interactions and READY need none.
GUILDS, MEMBERS, MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 1, 1 << 9, 1 << 12
NEEDED: Final = {"GUILD_MEMBER": MEMBERS, "GUILD": GUILDS, "CHANNEL": GUILDS, "THREAD": GUILDS, "MESSAGE": MESSAGES}
#: Intents that an application has to be granted, and all there are.
PRIVILEGED: Final = 1 << 1 | 1 << 8 | 1 << 15
KNOWN: Final = (1 << 26) - 1


@dataclass(slots=True, eq=False)
class Wire:
    """A connection. `frozen`: nothing leaves it, though it stays open. `ours`: Discord hung up, not the client."""

    request: web.Request
    socket: web.WebSocketResponse
    compressor: "zlib._Compress | None"
    frozen: bool = False
    ours: bool = False
    sends: deque[float] = field(default_factory=deque)
    held: list[Json] = field(default_factory=list)

    async def send(self, frame: Json) -> None:
        """Send a frame, unless the wire is frozen or gone: what is held goes when it thaws."""
        if self.frozen:
            self.held.append(frame)
        elif not self.socket.closed:
            await self._write(json.dumps(frame, separators=(",", ":")))

    def freeze(self) -> None:
        """Neither send nor read from here on."""
        self.frozen = True
        if self.request.transport:
            self.request.transport.pause_reading()

    async def thaw(self) -> None:
        """Send what was held back, and read what came meanwhile."""
        self.frozen = False
        if self.request.transport and not self.request.transport.is_closing():
            self.request.transport.resume_reading()
        held, self.held = self.held, []
        for frame in held:
            await self.send(frame)

    def cut(self) -> None:
        """Break it as a failing network does."""
        if self.request.transport:
            self.request.transport.abort()

    def is_flooding(self) -> bool:
        """Count a send; whether there were too many within a minute."""
        now = time.monotonic()
        self.sends.append(now)
        while now - self.sends[0] > MINUTE:
            self.sends.popleft()
        return len(self.sends) > MOST_SENDS

    async def _write(self, raw: str) -> None:
        try:
            if self.compressor is None:
                await self.socket.send_str(raw)
            else:
                packed = self.compressor.compress(raw.encode()) + self.compressor.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)
        except ConnectionError:
            self.cut()


@dataclass(slots=True, eq=False)
class Session:
    """What a client hears between an IDENTIFY and its end, connected or not."""

    id: str
    wire: Wire | None
    intents: int
    shard: tuple[int, int] = (0, 1)
    sent: list[Json] = field(default_factory=list)

    def hears(self, event: str, guild: str) -> bool:
        """Whether its shard and its intents let it have an event of that server (or of none)."""
        number, shards = self.shard
        if (int(guild or 0) >> 22) % shards != number:
            return False
        needed = next((bits for name, bits in NEEDED.items() if event.startswith(name)), 0)
        if needed == MESSAGES and not guild:
            needed = DIRECT_MESSAGES
        return not needed or bool(self.intents & needed)

    async def tell(self, event: str, body: Json) -> None:
        """Send an event; a client that is away gets it when it resumes."""
        frame: Json = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": body}
        self.sent.append(frame)
        if self.wire:
            await self.wire.send(frame)
