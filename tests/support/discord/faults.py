"""What can be made to go wrong, request by request."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.support.discord import replies

Answering: TypeAlias = Callable[[], web.StreamResponse]
Spoiling: TypeAlias = Callable[[web.Request, Awaitable[web.StreamResponse]], Awaitable[web.StreamResponse]]

#: 400, and yet nothing that a bot should have known better.
HARMLESS = (40060,)


@dataclass(slots=True)
class Fault:
    """The next `times` requests whose `POST /path` matches go wrong: they are answered so, or done and spoilt."""

    pattern: str
    answer: Answering | None = None
    spoil: Spoiling | None = None
    times: int = 1


class Faults:
    """A queue of faults; without one, all goes well. `seen`: what was asked; `invalid`: what was asked wrongly."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self.seen: list[str] = []
        self.invalid: list[str] = []

    def refuse(self, pattern: str, answer: Answering, times: int = 1) -> None:
        """Answer so, and do nothing."""
        self._planned.append(Fault(pattern, answer=answer, times=times))

    def limit(self, pattern: str, retry_after: float, scope: str = "user", times: int = 1) -> None:
        """Answer 429 of that scope: `user` (this bot, here), `shared` (everybody, here), `global` (this bot)."""
        assert scope in ("user", "shared", "global"), scope
        self.refuse(
            pattern,
            lambda: replies.limited(retry_after, everywhere=scope == "global", gate=False, scope=scope),
            times,
        )

    def breaks(self, pattern: str, status: int = 503, times: int = 1) -> None:
        """Answer with a fault of Discord's own, and do nothing."""
        self.refuse(pattern, lambda: replies.broken(status), times)

    def lose(self, pattern: str, times: int = 1) -> None:
        """Do what is asked, and break the connection before answering."""
        self._planned.append(Fault(pattern, spoil=_lost, times=times))

    def slow(self, pattern: str, seconds: float, times: int = 1) -> None:
        """Do what is asked, and answer after so many seconds."""

        async def late(_: web.Request, handled: Awaitable[web.StreamResponse]) -> web.StreamResponse:
            answer = await handled
            await asyncio.sleep(seconds)
            return answer

        self._planned.append(Fault(pattern, spoil=late, times=times))

    def garble(self, pattern: str, times: int = 1) -> None:
        """Do what is asked, and answer with half of the JSON."""
        self._planned.append(Fault(pattern, spoil=_garbled, times=times))

    def clear(self) -> None:
        """Let all go well from here on."""
        self._planned.clear()

    @web.middleware
    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request comes through here."""
        asked = f"{request.method} {request.path}"
        self.seen.append(asked)
        fault = next((one for one in self._planned if one.times and re.search(one.pattern, asked)), None)
        if fault is None:
            return self._noted(await handler(request))
        fault.times -= 1
        if fault.answer:
            return fault.answer()
        assert fault.spoil
        return await fault.spoil(request, handler(request))

    def _noted(self, answer: web.StreamResponse) -> web.StreamResponse:
        if answer.status == 400 and isinstance(answer, web.Response):
            told = str(answer.text)
            if json.loads(told).get("code") not in HARMLESS:
                self.invalid.append(told)
        return answer


async def _lost(request: web.Request, handled: Awaitable[web.StreamResponse]) -> web.StreamResponse:
    answer = await handled
    if request.transport:
        request.transport.abort()
    return answer


async def _garbled(_: web.Request, handled: Awaitable[web.StreamResponse]) -> web.StreamResponse:
    answer = await handled
    whole = bytes(answer.body) if isinstance(answer, web.Response) and isinstance(answer.body, bytes) else b"{}"
    half = whole[: len(whole) // 2]
    return web.Response(status=answer.status, body=half, headers={"Content-Type": "application/json"})
