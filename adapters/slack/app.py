"""The door to Slack: Bolt behind a gate of our own or at the end of sockets, and the messenger.

Slack delivers over HTTP, or over sockets that segue opens; one workspace has its token in the environment, many
consent by themselves. Whichever it is, the listeners are the same.
"""

import json
import time
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack import bolt
from adapters.slack.bridge import Bridge
from adapters.slack.defects import Noted
from adapters.slack.errands import Errands
from adapters.slack.install import Consent
from adapters.slack.line import Timing
from adapters.slack.listeners import PATIENCE
from adapters.slack.oauth import OAuth
from adapters.slack.outbound import SlackMessenger
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.signature import Gate
from adapters.slack.sockets import Sockets
from adapters.slack.spans import Json
from adapters.slack.workspaces import Workspaces
from bot.errors import Misconfigured
from bot.metrics import ACKNOWLEDGED, RECEIVED
from bot.ports import Clock, Messenger

PATH: Final = "/slack/events"


class SlackDoor:
    """Everything segue is on Slack.

    With a `token` segue lives in that one workspace, with `oauth` in every one that consents. With an `app_token`
    Slack delivers over sockets, else at `/slack/events`, signed with `signing_secret`; `clock` has to be the wall
    clock where the real Slack signs. `patience` is how long an acknowledgement waits for the core, in seconds.
    Raises `Misconfigured` when something of that is missing.
    """

    def __init__(  # noqa: PLR0913  (each but the first by its name)
        self,
        bridge: Bridge,
        *,
        clock: Clock,
        token: str = "",
        signing_secret: str = "",
        app_token: str = "",
        oauth: OAuth | None = None,
        base_url: str = "https://slack.com/api/",
        patience: float = PATIENCE,
        timing: Timing | None = None,
    ) -> None:
        self._workspaces = _workspaces(token, oauth, bridge, clock, base_url)
        self._gate = None if app_token else Gate(signing_secret, clock)
        self._consent = Consent(oauth, self._workspaces, bridge, clock) if oauth else None
        self._errands = Errands()
        self._messenger = SlackMessenger(self._workspaces, Pictures(self._workspaces, bridge), clock)
        people = People(self._workspaces, clock, patience)
        self._app = bolt.listening(bridge, self._workspaces, people, self._errands, patience)
        self._sockets: Sockets | None = None
        self._app_token = app_token
        self._timing = timing

    @property
    def messenger(self) -> Messenger:
        """Says parcels in Slack."""
        return self._messenger

    def mount(self, app: web.Application) -> None:
        """Take what Slack delivers at `/slack/events`, and installations; over sockets the latter alone."""
        if self._gate is not None:
            app.router.add_post(PATH, self._receive)
        if self._consent is not None:
            self._consent.mount(app)

    async def start(self) -> None:
        """Open the connections. Raises `Misconfigured` if Slack refuses a token."""
        await self._workspaces.start()
        if self._app_token:
            self._sockets = Sockets(self._take, self._workspaces.calls.client(None), self._app_token, self._timing)
            try:
                await self._sockets.start()
            except BaseException:
                await self.close()
                raise

    async def close(self) -> None:
        """Hear nothing more, say what is still to be said, then let go of the connections."""
        if self._sockets is not None:
            await self._sockets.close()
        await self._errands.close()
        await self._workspaces.close()

    async def _receive(self, request: web.Request) -> web.Response:
        gate = self._gate
        if gate is None:
            raise web.HTTPNotFound
        body = await gate.admit(request)
        if gate.is_replayed(request):
            RECEIVED.labels("slack", "replay", "yes").inc()
            return web.Response()
        try:
            payload = _payload(body, request.content_type)
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        # In its HTTP mode Bolt 1.30 takes a command whose text says “payload” for an empty one, so the body is read
        # here and handed over parsed, as Socket Mode does.
        asked = AsyncBoltRequest(body=payload, headers=headers, mode="socket_mode")
        answer = await self._take(asked)
        if answer.status != 200:
            gate.forget(request)
        return await to_aiohttp_response(answer)

    async def _take(self, asked: AsyncBoltRequest) -> BoltResponse:
        """The answer to whatever Slack delivered, however it did. Raises nothing."""
        began = time.perf_counter()
        answer = BoltResponse(status=503)
        with Noted("taking a delivery"):
            answer = await self._app.async_dispatch(asked)
        ACKNOWLEDGED.labels("slack").observe(time.perf_counter() - began)
        return answer


def _workspaces(token: str, oauth: OAuth | None, bridge: Bridge, clock: Clock, base_url: str) -> Workspaces:
    if oauth is not None:
        return Workspaces.many(oauth, bridge=bridge, clock=clock, base_url=base_url)
    if not token:
        raise Misconfigured("Slack's bot token is empty; it is under OAuth & Permissions of the Slack app.")
    return Workspaces.single(token, bridge=bridge, clock=clock, base_url=base_url)


def _payload(body: bytes, content_type: str) -> Json:
    """What a request says. Raises `ValueError` if it says nothing."""
    text = body.decode()
    if content_type == "application/json":
        return _object(json.loads(text))
    fields = dict(parse_qsl(text, keep_blank_values=True))
    return _object(json.loads(fields["payload"])) if "payload" in fields else _object(dict(fields))


def _object(said: object) -> Json:
    if not isinstance(said, dict) or not said:
        raise ValueError("neither a form nor an object")
    return said
