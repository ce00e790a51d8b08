"""One connection of Socket Mode: the SDK's client, which here lives once and says when and why it is over.

The SDK would close a connection before it opens the next one, which leaves a gap, and would go on trying an address
that Slack takes only once (https://github.com/slackapi/python-slack-sdk/issues/1446); `sockets` does neither.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.defects import Noted
from adapters.slack.spans import Json

Take: TypeAlias = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]

#: How long a connection that is let go may still acknowledge what it heard, and wait for the other end, in seconds.
GRACE: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a connection is believed to be over, all in seconds.

    `silence`: without any frame; Slack answers every `ping`. `idle`: without anything delivered; a fresh connection
    costs nothing and proves itself. `handshake`: until Slack greets. One that lived `steady` is no failure when it
    ends; after a failure the wait grows up to `longest`.
    """

    ping: float = 10.0
    tick: float = 1.0
    silence: float = 30.0
    idle: float = 1_800.0
    handshake: float = 10.0
    steady: float = 60.0
    longest: float = 60.0


class Line(SocketModeClient):
    """A connection. `over` is done when it is of no more use, with the reason in one word."""

    def __init__(self, take: Take, client: AsyncWebClient, app_token: str, timing: Timing) -> None:
        # The SDK writes down the address of a connection when it fails, and that address is a key.
        logger = logging.getLogger(f"{__package__}.socket")
        logger.setLevel(logging.CRITICAL)
        super().__init__(app_token, logger=logger, web_client=client, ping_interval=timing.ping)
        self.over: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.greeted: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._take = take
        self._timing = timing
        self._since = self._heard = self._told = _now()
        self._pong: float | None = None
        self._running: set[asyncio.Task[Any]] = set()
        self.socket_mode_request_listeners.append(self._answer)

    async def dial(self, address: str) -> None:
        """Connect, and be greeted. Raises `TimeoutError` when that takes too long, `ConnectionError` when it ends."""
        self.wss_uri = address
        async with asyncio.timeout(self._timing.handshake):
            await self.connect()  # type: ignore[no-untyped-call]
            await asyncio.wait({self.greeted, self.over}, return_when=asyncio.FIRST_COMPLETED)
        if not self.greeted.done():
            raise ConnectionError(self.over.result())

    async def ended(self) -> str:
        """Wait until it is over; why it is."""
        while not self.over.done():
            await asyncio.wait({self.over}, timeout=self._timing.tick)
            if not self.over.done() and (why := self._ailment()):
                self.end(why)
        return self.over.result()

    def end(self, why: str) -> None:
        """Be of no more use."""
        if not self.over.done():
            self.over.set_result(why)

    def lived(self) -> float:
        """How long ago it began, in seconds."""
        return _now() - self._since

    async def hang_up(self) -> None:
        """Acknowledge what was heard, then close, and leave nothing running."""
        if self._running:
            await asyncio.wait(self._running, timeout=GRACE)
        self.closed = True
        with suppress(Exception):
            async with asyncio.timeout(GRACE):
                await self.disconnect()  # type: ignore[no-untyped-call]
        left = [self.message_processor, self.current_session_monitor, self.message_receiver, *self._running]
        tasks = [task for task in left if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.aiohttp_client_session.close()

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """What the SDK calls when a connection is over."""
        self.end("closed")

    async def run_message_listeners(self, message: Json, raw_message: str) -> None:
        """Take a frame. What is at work on one is held on to until it is done."""
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        self._heard = _now()
        match message.get("type"):
            case "hello":
                if not self.greeted.done():
                    self.greeted.set_result("hello")
            case "disconnect":
                self.end(REASONS.get(str(message.get("reason")), "refresh"))
            case _:
                self._told = _now()
                await super().run_message_listeners(message, raw_message)

    async def _answer(self, _: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        """Acknowledge an envelope once it is taken. One that is not comes again."""
        with Noted("answering over a socket"):
            asked = AsyncBoltRequest(mode="socket_mode", body=envelope.payload, headers=build_headers(envelope))
            await send_async_response(self, envelope, await self._take(asked), time.time())

    def _ailment(self) -> str:
        """What is wrong with a connection that looks healthy, if anything is."""
        if self.last_ping_pong_time != self._pong:
            self._pong, self._heard = self.last_ping_pong_time, _now()
        if self.current_session is None or self.current_session.closed:
            return "closed"
        if _now() - self._heard > self._timing.silence:
            return "silence"
        return "idle" if _now() - self._told > self._timing.idle else ""


#: Why Slack says that it will disconnect; what it says a while before, and at the time, is the same to us.
REASONS: Final = {"too_many_websockets": "crowd", "link_disabled": "disabled"}


def _now() -> float:
    return asyncio.get_running_loop().time()
