"""`python -m tests.bench.callers`: Slack's side of a measurement, in a process of its own that costs little.

It reads what to do as one JSON object from its input, and writes the seconds that each request took to its output.
Connections are kept open; requests are signed before the clock starts, each with a body of its own.
"""

import asyncio
import hmac
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

#: What both ends know: who signs, from which team, and what the simplest of listeners answers.
SECRET, TEAM, WORDS = "a-measured-signing-secret", "W1", "Week 2 of 27, and a line of text."
FORM = "application/x-www-form-urlencoded"
#: What was answered that is worth no measurement, in characters.
SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """So many `/roadmap` to a port, each from the next of these people: at this rate, or as fast as answers come."""

    port: int
    people: tuple[str, ...]
    requests: int
    connections: int
    says: str
    per_second: float | None = None


class Line(asyncio.Protocol):
    """One connection that is kept: a request at a time, and the seconds until its whole answer was here."""

    def __init__(self, says: bytes) -> None:
        self._says = says
        self._heard = b""
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the wire."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Collect until the length that the head tells."""
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if end and len(body) >= _length(head) and self._answer and not self._answer.done():
            self._answer.set_result(self._heard)

    def connection_lost(self, reason: Exception | None) -> None:
        """Nobody is left waiting."""
        if self._answer and not self._answer.done():
            self._answer.set_exception(reason or ConnectionError("the server hung up"))

    async def ask(self, request: bytes) -> None:
        """Send a request and wait for its answer. Raises `AssertionError` for any other one than is expected."""
        assert self._transport is not None
        self._heard, self._answer = b"", asyncio.get_running_loop().create_future()
        self._transport.write(request)
        answer = await self._answer
        assert answer.startswith(b"HTTP/1.1 200"), answer[:SHOWN]
        assert self._says in answer, answer[:SHOWN]


async def call(job: Job) -> list[float]:
    """Every request of a job, and the seconds each of them took."""
    loop = asyncio.get_running_loop()
    says = job.says.encode()
    lines = [
        (await loop.create_connection(lambda: Line(says), "127.0.0.1", job.port))[1] for _ in range(job.connections)
    ]
    requests = iter(list(_signed(job)))
    took: list[float] = []
    begun = time.perf_counter()

    async def keep_calling(line: Line) -> None:
        for turn, request in requests:
            due = time.perf_counter()
            if job.per_second:
                # Counted from when it was due: a server that stalls lets those wait who would have come meanwhile.
                due = begun + turn / job.per_second
                await asyncio.sleep(due - time.perf_counter())
            await line.ask(request)
            took.append(time.perf_counter() - due)

    await asyncio.gather(*map(keep_calling, lines))
    took.append(time.perf_counter() - begun)
    return took


def _signed(job: Job) -> Iterator[tuple[int, bytes]]:
    at = str(int(time.time()))
    for turn, person in zip(range(job.requests), cycle(job.people), strict=False):
        body = urlencode(_typed(job, person)).encode()
        signature = hmac.new(SECRET.encode(), b"v0:" + at.encode() + b":" + body, sha256).hexdigest()
        head = (
            "POST /slack/events HTTP/1.1",
            f"Host: 127.0.0.1:{job.port}",
            f"Content-Type: {FORM}",
            f"Content-Length: {len(body)}",
            f"X-Slack-Request-Timestamp: {at}",
            f"X-Slack-Signature: v0={signature}",
        )
        yield turn, "\r\n".join((*head, "", "")).encode() + body


def _typed(job: Job, person: str) -> dict[str, str]:
    return {
        "command": "/roadmap",
        "text": "",
        "team_id": TEAM,
        "team_domain": "cohort-house",
        "channel_id": "C1",
        "channel_name": "ml-switch",
        "user_id": person,
        "user_name": person,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": f"http://127.0.0.1:9/commands/{token_hex(12)}",
        "trigger_id": token_hex(24),
    }


def _length(head: bytes) -> int:
    lines: Sequence[bytes] = head.lower().split(b"\r\n")
    return next((int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:")), 0)


def _job(said: dict[str, Any]) -> Job:
    return Job(**said | {"people": tuple(said["people"])})


if __name__ == "__main__":
    json.dump(asyncio.run(call(_job(json.load(sys.stdin)))), sys.stdout)
