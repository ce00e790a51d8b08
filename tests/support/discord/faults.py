"""What can be made to go wrong, request by request."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

Answering: TypeAlias = Callable[[], web.StreamResponse]


@dataclass(slots=True)
class Fault:
    """The next `times` requests whose `POST /path` matches go wrong."""

    pattern: str
    answer: Answering | None
    times: int = 1


class Faults:
    """A queue of faults; without one, all goes well. `seen`: what was asked; `invalid`: what was asked wrongly."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self.seen: list[str] = []
        self.invalid: list[str] = []

    def refuse(self, pattern: str, answer: Answering, times: int = 1) -> None:
        """Answer so, and do nothing."""
        self._planned.append(Fault(pattern, answer, times))

    def lose(self, pattern: str, times: int = 1) -> None:
        """Do what is asked, and break the connection before answering."""
        self._planned.append(Fault(pattern, None, times))

    @web.middleware
    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request comes through here."""
        asked = f"{request.method} {request.path}"
        self.seen.append(asked)
        fault = next((one for one in self._planned if one.times and re.search(one.pattern, asked)), None)
        if fault is None:
            return self._noted(await handler(request))
        fault.times -= 1
        return fault.answer() if fault.answer else await _lost(request, handler(request))

    def _noted(self, answer: web.StreamResponse) -> web.StreamResponse:
        if answer.status == 400 and isinstance(answer, web.Response):
            self.invalid.append(str(answer.text))
        return answer


async def _lost(request: web.Request, handled: Awaitable[web.StreamResponse]) -> web.StreamResponse:
    answer = await handled
    if request.transport:
        request.transport.abort()
    return answer
