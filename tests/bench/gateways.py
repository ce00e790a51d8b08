"""`python -m tests.bench.gateways [servers]`: a lean Discord, in a process of its own that costs little.

It writes its two addresses to its output, then reads jobs, an object a line, and writes for each the seconds that
every interaction took, and those of all of them. REST is answered by hand, and by the same means for whoever asks.
"""

import asyncio
import json
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any

from aiohttp import WSMsgType, web

from tests.bench import servers
from tests.bench.servers import Json

HELLO, ECHO = 10, 11
BEAT_MS = 41_250
#: An echo faster than this makes discord.py 2.7.1 believe that it is half a minute behind.
ECHO_SECONDS = 0.01
CALLBACK, FOLLOW_UP, BASE = "/interactions/", f"/webhooks/{servers.APPLICATION}/", "/api/v10"
#: An answer that only says that another one will come, as a follow-up.
DEFERRED = b'{"type":5,'
#: Seconds after which a job is given up: whoever is asked has gone.
PATIENCE = 120
#: What was answered that is worth no measurement, in characters.
SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """So many `/roadmap`, each from the next of these people: so many at once, or at this rate, whatever is open."""

    people: tuple[tuple[str, str], ...]
    options: list[Json]
    requests: int
    at_once: int
    says: str
    per_second: float | None = None


class Gateway:
    """One bot's websocket, compressed as Discord does it."""

    def __init__(self, guilds: int) -> None:
        self._guilds = guilds
        self._socket: web.WebSocketResponse | None = None
        self._packer = zlib.compressobj()
        self._sent = count(1)
        self.address = ""
        self.there = asyncio.Event()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with a bot until it goes."""
        self._socket, self._packer = web.WebSocketResponse(max_msg_size=0), zlib.compressobj()
        await self._socket.prepare(request)
        await self._send({"op": HELLO, "d": {"heartbeat_interval": BEAT_MS}})
        async for frame in self._socket:
            if frame.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._take(json.loads(frame.data))
        return self._socket

    async def publish(self, event: str, body: Json) -> None:
        """Send an event."""
        await self._send({"op": 0, "t": event, "s": next(self._sent), "d": body})

    async def _take(self, frame: Json) -> None:
        match frame["op"]:
            case 1:
                await asyncio.sleep(ECHO_SECONDS)
                await self._send({"op": ECHO, "d": None})
            case 2:
                shard = frame["d"].get("shard", [0, 1])
                await self.publish("READY", servers.ready(self._guilds, self.address, shard))
                for number in range(self._guilds):
                    await self.publish("GUILD_CREATE", servers.guild(number))
                self.there.set()

    async def _send(self, frame: Json) -> None:
        assert self._socket is not None
        raw = json.dumps(frame, separators=(",", ":")).encode()
        await self._socket.send_bytes(self._packer.compress(raw) + self._packer.flush(zlib.Z_SYNC_FLUSH))


class Line(asyncio.Protocol):
    """One connection of a REST client, which asks one thing at a time."""

    def __init__(self, answer: Callable[[str, str, bytes], bytes]) -> None:
        self._answer = answer
        self._heard = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the wire."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Collect a whole request, and answer it."""
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return
        self._heard = b""
        method, path, _ = head.partition(b"\r\n")[0].decode().split(" ")
        said = self._answer(method, path.partition("?")[0].removeprefix(BASE), body)
        assert self._transport is not None
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said)
        )


class Discord:
    """REST and gateway of one bot, and what it is asked."""

    def __init__(self, guilds: int) -> None:
        self.gateway = Gateway(guilds)
        self._turns = count(1)
        self._waiting: dict[int, asyncio.Future[bytes]] = {}

    def answer(self, method: str, path: str, body: bytes) -> bytes:
        """What Discord says to a request."""
        if path.startswith(CALLBACK):
            turn = path.removeprefix(CALLBACK).partition("/")[0]
            if not body.startswith(DEFERRED):
                self._answered(int(turn), body)
            return servers.answered(turn, body)
        if path.startswith(FOLLOW_UP):
            self._answered(int(path.removeprefix(FOLLOW_UP).partition("/")[0]), body)
        if path.endswith("/commands"):
            return body or b"[]"
        return json.dumps(self._known().get(path, servers.message({}))).encode()

    async def run(self, job: Job) -> list[float]:
        """Every interaction of a job, and the seconds each of them took; last the seconds of all of them."""
        await self.gateway.there.wait()
        took: list[float] = []
        turns = iter(list(zip(range(job.requests), cycle(job.people), strict=False)))
        begun = time.perf_counter()

        async def keep_asking() -> None:
            for _, person in turns:
                took.append(await self._ask(job, person, time.perf_counter()))

        async def ask_at(turn: int, person: tuple[str, str]) -> None:
            due = begun + turn / (job.per_second or 1)
            await asyncio.sleep(due - time.perf_counter())
            # Counted from when it was due: a bot that stalls lets those wait who would have come meanwhile.
            took.append(await self._ask(job, person, due))

        if job.per_second:
            await asyncio.gather(*(ask_at(turn, person) for turn, person in turns))
        else:
            await asyncio.gather(*(keep_asking() for _ in range(job.at_once)))
        took.append(time.perf_counter() - begun)
        return took

    async def _ask(self, job: Job, person: tuple[str, str], since: float) -> float:
        turn = next(self._turns)
        self._waiting[turn] = answer = asyncio.get_running_loop().create_future()
        await self.gateway.publish("INTERACTION_CREATE", servers.asked(turn, *person, job.options))
        said = await answer
        took = time.perf_counter() - since
        assert job.says.encode() in said, said[:SHOWN]
        return took

    def _answered(self, turn: int, body: bytes) -> None:
        # What follows an answer is a note below it.
        if waiting := self._waiting.pop(turn, None):
            waiting.set_result(body)

    def _known(self) -> dict[str, Json]:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {
            "/users/@me": servers.ME,
            "/oauth2/applications/@me": servers.OURSELVES,
            "/gateway/bot": {"url": self.gateway.address, "shards": 1, "session_start_limit": limits},
        }


async def serve(guilds: int) -> None:
    """Listen, and do what is asked, until nobody holds the input any more."""
    discord, loop = Discord(guilds), asyncio.get_running_loop()
    rest = await loop.create_server(lambda: Line(discord.answer), "127.0.0.1", 0)
    app = web.Application()
    app.router.add_get("/", discord.gateway.connect)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    discord.gateway.address = f"ws://127.0.0.1:{runner.addresses[0][1]}/"
    _tell({"api": f"http://127.0.0.1:{rest.sockets[0].getsockname()[1]}{BASE}", "gateway": discord.gateway.address})
    while line := await asyncio.to_thread(sys.stdin.readline):
        async with asyncio.timeout(PATIENCE):
            took = await discord.run(_job(json.loads(line)))
        _tell(took)


def _tell(said: Any) -> None:  # noqa: ANN401  (whatever JSON holds)
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _job(said: Json) -> Job:
    return Job(**said | {"people": tuple((id_, name) for id_, name in said["people"])})


def _length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next((int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:")), 0)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
