"""The gate: what is not signed by Slack, in time and in size, gets no further.

It stands in front of Bolt because Bolt 1.30 logs the body of a request with a bad signature, and fails with a 500 on
headers that are not numbers or not ASCII. https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hmac
import re
from collections import OrderedDict
from hashlib import sha256
from typing import Final

from aiohttp import web

from bot.errors import Misconfigured
from bot.ports import Clock

TIMESTAMP: Final = "X-Slack-Request-Timestamp"
SIGNATURE: Final = "X-Slack-Signature"
#: How far a request may be from now, in seconds, in either direction (the page above).
WINDOW: Final = 300
#: The largest body, in bytes. A modal's answer is far below Slack's 250 kB of a view.
LARGEST: Final = 1_000_000
#: As many signatures of the last minutes are remembered, so that a request played again does nothing.
REMEMBERED: Final = 20_000

_SECONDS = re.compile(r"\d{1,12}", re.ASCII)
_HEX = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack puts on a body sent at `timestamp` (seconds since 1970, as text)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, sha256).hexdigest()


class Gate:
    """Lets through what Slack signed within the last five minutes, once."""

    def __init__(self, secret: str, clock: Clock) -> None:
        if not secret:
            raise Misconfigured("Slack's signing secret is empty; it is under Basic Information of the Slack app.")
        self._secret = secret
        self._clock = clock
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def admit(self, request: web.Request) -> bytes:
        """The body of a request that Slack signed.

        Raises aiohttp's 401 for one it did not sign, or not now, and 413 for one above `LARGEST`; neither says or
        logs anything of the body.
        """
        if (request.content_length or 0) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
        timestamp = request.headers.get(TIMESTAMP, "")
        signature = request.headers.get(SIGNATURE, "")
        if not (self._is_now(timestamp) and _HEX.fullmatch(signature)):
            raise web.HTTPUnauthorized
        body = await _read(request)
        if not hmac.compare_digest(sign(self._secret, timestamp, body), signature):
            raise web.HTTPUnauthorized
        return body

    def is_replayed(self, request: web.Request) -> bool:
        """Whether this very request, admitted before, has come again: Slack signs each of its own retries anew."""
        signature = request.headers[SIGNATURE]
        if signature in self._seen:
            return True
        self._seen[signature] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return False

    def forget(self, request: web.Request) -> None:
        """Let this very request come again: it was not taken, and Slack may try again within the same second."""
        self._seen.pop(request.headers[SIGNATURE], None)

    def _is_now(self, timestamp: str) -> bool:
        if not _SECONDS.fullmatch(timestamp):
            return False
        return abs(self._clock.now().timestamp() - int(timestamp)) <= WINDOW


async def _read(request: web.Request) -> bytes:
    """The body, counted while it comes in: a sender need not tell its length."""
    body = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        body += chunk
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(body))
    return bytes(body)
