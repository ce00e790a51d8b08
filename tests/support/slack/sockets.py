"""Socket Mode: connections that the app opens, envelopes to any one of them, and every way a connection can end.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from aiohttp import WSCloseCode, WSMsgType, web

from tests.support.slack.delivery import PATIENCE, Again, Answer, Kind
from tests.support.slack.things import Json, Refused

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer

MOST: Final = 10
PATH: Final = "/link/"


@dataclass(slots=True, eq=False)
class Socket:
    """One connection. `leaving`: it gets no more envelopes; `silent`: nothing comes from it at all any more."""

    number: int
    wire: web.WebSocketResponse
    request: web.Request
    leaving: bool = False
    silent: bool = False
    #: What was sent and not acknowledged, by envelope.
    waiting: dict[str, "asyncio.Future[Answer]"] = field(default_factory=dict)
    sent: list[Json] = field(default_factory=list)

    async def say(self, said: Json) -> None:
        """Send a frame, unless this connection has fallen silent."""
        if not self.silent:
            self.sent.append(said)
            await self.wire.send_str(json.dumps(said))


class Sockets:
    """The app's connections, oldest first in `open`; a way to deliver, one connection after the other."""

    def __init__(self, slack: "SlackServer") -> None:
        self._slack = slack
        self.open: list[Socket] = []
        self.patience = PATIENCE
        #: How many connections there ever were.
        self.opened = 0
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._turns = itertools.count()
        self._changed = asyncio.Condition()

    def mount(self, app: web.Application) -> None:
        """Take connections, and the method that says where to open one."""
        app.router.add_get(PATH, self._connected)
        self._slack.open["apps.connections.open"] = self._ticket

    async def deliver(self, kind: Kind, body: Json, again: Again | None = None) -> Answer:
        """Hand it to one connection, waiting for one if there is none; what is acknowledged in time."""
        try:
            async with asyncio.timeout(self.patience):
                socket = await self._next()
                return await self._hand(socket, self._envelope(kind, body, again))
        except TimeoutError:
            return Answer(0, trouble="timeout")

    async def connected(self, connections: int = 1, opened: int = 0) -> None:
        """Wait until so many connections take envelopes, and so many were ever opened; a minute at most."""

        def enough() -> bool:
            return len(self._taking()) >= connections and self.opened >= opened

        async with self._changed, asyncio.timeout(60):
            await self._changed.wait_for(enough)

    async def warn(self, socket: Socket) -> None:
        """Say that a connection ends in ten seconds; it takes envelopes until then."""
        await socket.say(self._disconnect("warning"))

    async def refresh(self, socket: Socket) -> None:
        """Ask for a new connection in the place of one; it still takes acknowledgements, until it is closed."""
        socket.leaving = True
        await socket.say(self._disconnect("refresh_requested"))

    async def end(self, socket: Socket, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Close a connection with a close frame."""
        self._drop(socket)
        await socket.wire.close(code=code)

    async def abort(self, socket: Socket) -> None:
        """Cut the line, with no word."""
        self._drop(socket)
        if socket.request.transport is not None:
            socket.request.transport.abort()

    def silence(self, socket: Socket) -> None:
        """Let a connection take frames, and neither answer pings nor send anything."""
        socket.silent = True

    async def close(self) -> None:
        """Close every connection."""
        for socket in [*self.open]:
            await self.end(socket)

    async def _ticket(self, request: web.Request, asked: Json) -> Json:
        """Where to open a connection, once."""
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer != self._slack.app.app_token:
            known = bearer.startswith("xox")
            raise Refused("not_allowed_token_type" if known else "invalid_auth" if bearer else "not_authed")
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        here = self._slack.home.replace("http://", "ws://")
        return {"url": f"{here}{PATH}?ticket={ticket}&app_id={self._slack.app.id}"}

    async def _connected(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.remove(ticket)
        wire = web.WebSocketResponse(autoping=False)
        await wire.prepare(request)
        socket = Socket(next(self._numbers), wire, request)
        if len(self.open) >= MOST:
            await socket.say(self._disconnect("too_many_websockets"))
            await wire.close()
            return wire
        self.open.append(socket)
        self.opened += 1
        await socket.say(self._hello())
        await self._wake()
        await self._listen(socket)
        return wire

    async def _listen(self, socket: Socket) -> None:
        try:
            async for frame in socket.wire:
                if socket.silent:
                    continue
                if frame.type is WSMsgType.PING:
                    await socket.wire.pong(frame.data)
                elif frame.type is WSMsgType.TEXT:
                    _acknowledge(socket, json.loads(frame.data))
        finally:
            self._drop(socket)

    async def _next(self) -> Socket:
        async with self._changed:
            await self._changed.wait_for(self._taking)
        taking = self._taking()
        return taking[next(self._turns) % len(taking)]

    async def _hand(self, socket: Socket, envelope: Json) -> Answer:
        if socket.silent:
            return Answer(0, trouble="timeout")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        socket.waiting[envelope["envelope_id"]] = answer
        await socket.say(envelope)
        return await answer

    def _taking(self) -> list[Socket]:
        return [socket for socket in self.open if not socket.leaving]

    def _drop(self, socket: Socket) -> None:
        """Forget a connection; what it did not acknowledge has failed."""
        if socket in self.open:
            self.open.remove(socket)
        for waiting in socket.waiting.values():
            if not waiting.done():
                waiting.set_result(Answer(0, trouble="connection_failed"))

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _hello(self) -> Json:
        about = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": self._slack.app.id},
            "debug_info": about,
        }

    def _disconnect(self, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}

    def _envelope(self, kind: Kind, body: Json, again: Again | None) -> Json:
        name = f"envelope-{next(self._numbers)}"
        said: Json = {"type": kind.value, "envelope_id": name, "payload": body}
        said["accepts_response_payload"] = kind is not Kind.EVENT
        if kind is Kind.EVENT:
            said |= {"retry_attempt": again.number if again else 0, "retry_reason": again.reason if again else ""}
        return said


def _acknowledge(socket: Socket, said: Json) -> None:
    waiting = socket.waiting.pop(str(said.get("envelope_id")), None)
    if waiting is not None and not waiting.done():
        payload = said.get("payload")
        waiting.set_result(Answer(200, json.dumps(payload) if payload else ""))
