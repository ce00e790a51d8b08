"""A client with no manners of its own, for tests of the local Discord: what it sends is what the test says."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from tests.support.discord.server import DiscordServer
from tests.support.discord.things import V2, Json

#: Seconds that a test waits for a frame.
LONG = 5.0


class Wire:
    """One websocket, compressed as Discord's own clients ask for it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._unpack = zlib.decompressobj()

    async def frame(self) -> Json:
        """The next frame. Raises `ConnectionError` with the code when Discord hung up."""
        heard = await self.socket.receive(timeout=LONG)
        if heard.type is not aiohttp.WSMsgType.BINARY:
            raise ConnectionError(self.socket.close_code)
        frame: Json = json.loads(self._unpack.decompress(heard.data))
        return frame

    async def events(self, count: int) -> list[Json]:
        """The next events, all other frames left out."""
        found: list[Json] = []
        while len(found) < count:
            frame = await self.frame()
            if frame["op"] == 0:
                found.append(frame)
        return found

    async def event(self, name: str) -> Json:
        """The next event of that name; what comes before it is left out."""
        while True:
            [event] = await self.events(1)
            if event["t"] == name:
                return event

    async def say(self, op: int, body: object) -> None:
        """Send a frame."""
        await self.socket.send_str(json.dumps({"op": op, "d": body}))

    async def identifies(self, *shard: int, token: str = "stand-in", intents: int = 1) -> None:
        """HELLO, then IDENTIFY."""
        assert (await self.frame())["op"] == 10
        more = {"shard": list(shard)} if shard else {}
        await self.say(2, {"token": token, "intents": intents, "properties": {}, **more})

    async def closed(self) -> int:
        """The code that Discord hangs up with; what came before it is left out."""
        while True:
            try:
                await self.frame()
            except ConnectionError as end:
                return int(end.args[0])


class Probe:
    """REST and gateway of one server, by its token or another."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.token = server.token
        self._server = server
        self._session = session

    async def asks(self, method: str, path: str, body: Json | list[Json] | None = None) -> tuple[int, Json]:
        """The status, and the body that says why or what."""
        answer = await self.answer(method, path, body)
        text = await answer.text()
        return answer.status, json.loads(text) if text else {}

    async def code(self, method: str, path: str, body: Json | None = None) -> int:
        """Discord's own number for what is wrong; 0 when nothing is."""
        return int((await self.asks(method, path, body))[1].get("code", 0))

    async def answer(self, method: str, path: str, body: Json | list[Json] | None = None) -> aiohttp.ClientResponse:
        """The whole answer."""
        headers = {"Authorization": f"Bot {self.token}", "Content-Type": "application/json"}
        written = None if body is None else json.dumps(body)
        return await self._session.request(method, self._server.api + path, headers=headers, data=written)

    async def posts(self, text: str = "Hello", channel: str = "901", **more: object) -> tuple[int, Json]:
        """Post a text in components."""
        return await self.asks("POST", f"/channels/{channel}/messages", said(text, **more))

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[Wire]:
        """A connection to the gateway."""
        address = f"{self._server.socket}?v=10&encoding=json&compress=zlib-stream"
        async with self._session.ws_connect(address, autoclose=False) as socket:
            yield Wire(socket)


@asynccontextmanager
async def probing(server: DiscordServer) -> AsyncIterator[Probe]:
    """A probe for this server."""
    async with aiohttp.ClientSession() as session:
        yield Probe(server, session)


def said(text: str, **more: object) -> Json:
    """The body of a message in components."""
    return {"flags": V2, "components": [{"type": 10, "content": text}], **more}
