"""An app that is nothing but an address: it keeps what Slack delivers, and answers as it is told to."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.support.slack.things import Json


@dataclass(frozen=True, slots=True)
class Heard:
    """One request: its headers, and what it says."""

    headers: Mapping[str, str]
    said: Json


class Ear:
    """Answers with the next of `answers`, a status and a text, and with 200 when there is none."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.heard: list[Heard] = []
        self.something = asyncio.Event()
        self.answers: deque[tuple[int, str]] = deque()
        #: What every answer has on its head.
        self.headers: dict[str, str] = {}
        self._secret = secret

    async def take(self, request: web.Request) -> web.Response:
        """Keep what came, if it is signed."""
        body = await request.read()
        headers = dict(request.headers)
        # How old it is does not matter here: tests live at their own time.
        verifier = SignatureVerifier(self._secret)
        stamp = headers["X-Slack-Request-Timestamp"]
        assert verifier.generate_signature(timestamp=stamp, body=body) == headers["X-Slack-Signature"]
        self.heard.append(Heard(headers, _read(body.decode(), request.content_type)))
        self.something.set()
        status, text = self.answers.popleft() if self.answers else (200, "")
        return web.Response(status=status, text=text, headers=self.headers)

    def events(self, kind: str = "") -> list[Json]:
        """The envelopes of the events that came, of one kind or all."""
        envelopes = [one.said for one in self.heard if one.said.get("type") == "event_callback"]
        return [one for one in envelopes if kind in {"", one["event"]["type"]}]


@asynccontextmanager
async def listening(secret: str) -> AsyncIterator[Ear]:
    """An ear on a free port."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    ear = Ear("", secret)
    app.router.add_post("/slack/events", ear.take)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        ear.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        yield ear
    finally:
        await runner.cleanup()


def _read(body: str, content_type: str) -> Json:
    if content_type == "application/json":
        return dict(json.loads(body))
    fields = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(fields["payload"])) if "payload" in fields else dict(fields)
