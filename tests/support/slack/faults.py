"""What can go wrong with one call, on demand."""

import asyncio
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aiohttp import web


class FaultKind(StrEnum):
    """What can go wrong with one call."""

    #: 429: not done, and not to be tried again for some seconds.
    LIMITED = "limited"
    #: Done, but the connection dies before the answer.
    DROPPED = "dropped"
    #: 503 from something in front of Slack, with no words of Slack's.
    BROKEN = "broken"
    #: An answer of Slack's own: ok is false, with a code.
    REFUSED = "refused"
    #: Done, and answered after so many seconds.
    SLOW = "slow"
    #: Done, and answered with 200 and half a body.
    MALFORMED = "malformed"


#: The faults that come on top of the call's being done.
AFTERWARDS: Final = frozenset({FaultKind.DROPPED, FaultKind.SLOW, FaultKind.MALFORMED})


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method meets, in one team or (`team` empty) in any.

    `detail` is the Retry-After of a limit, the code of a refusal, or the seconds of a slow answer.
    """

    method: str
    kind: FaultKind
    detail: str = "1"
    team: str = ""


class Faults:
    """What the next calls meet, in the order it was asked for."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque()

    def add(self, fault: Fault) -> None:
        """Let the next call it is for meet it."""
        self._waiting.append(fault)

    def take(self, method: str, team: str) -> Fault | None:
        """What this call meets, if anything; the next one does not."""
        found = next((one for one in self._waiting if one.method == method and one.team in {"", team}), None)
        if found:
            self._waiting.remove(found)
        return found


def instead(fault: Fault) -> web.Response:
    """The answer to a call that is not done."""
    match fault.kind:
        case FaultKind.LIMITED:
            return limited(fault.detail)
        case FaultKind.REFUSED:
            return web.json_response({"ok": False, "error": fault.detail})
        case _:
            return web.Response(status=503, text="upstream connect error", content_type="text/html")


def limited(wait: str) -> web.Response:
    """429, and how many seconds to wait."""
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": wait})


async def spoil(fault: Fault, request: web.Request, answer: web.Response) -> web.Response:
    """What becomes of the answer to a call that is done."""
    if fault.kind is FaultKind.SLOW:
        await asyncio.sleep(float(fault.detail))
    elif fault.kind is FaultKind.MALFORMED:
        return web.Response(body=b'{"ok": tr', content_type="application/json")
    elif request.transport is not None:
        request.transport.abort()
    return answer
