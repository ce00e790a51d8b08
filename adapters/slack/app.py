"""The door to Slack: Bolt behind a gate of our own, a few listeners, and the messenger.

HTTP today. Socket Mode can be given the same `AsyncApp`; several workspaces are for `workspaces` and the messenger's
client to learn.
"""

import json
import logging
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import defects
from adapters.slack.bridge import Bridge
from adapters.slack.errands import Errands
from adapters.slack.listeners import PATIENCE, Listeners
from adapters.slack.outbound import TIMEOUT, SlackMessenger
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.signature import Gate
from adapters.slack.spans import Json
from adapters.slack.voice import Voice
from adapters.slack.workspaces import Workspaces
from bot.errors import Misconfigured
from bot.ports import Clock, Messenger

logger = logging.getLogger(__name__)

PATH: Final = "/slack/events"
ANYTHING: Final = re.compile("")


class SlackDoor:
    """Everything segue is on Slack.

    `clock` has to be the wall clock where the real Slack signs the requests. `patience` is how long an
    acknowledgement waits for the core, in seconds. Raises `Misconfigured` for an empty token or signing secret.
    """

    def __init__(
        self,
        bridge: Bridge,
        *,
        token: str,
        signing_secret: str,
        clock: Clock,
        base_url: str = "https://slack.com/api/",
        patience: float = PATIENCE,
    ) -> None:
        if not token:
            raise Misconfigured("Slack's bot token is empty; it is under OAuth & Permissions of the Slack app.")
        self._gate = Gate(signing_secret, clock)
        self._client = _client(base_url, token)
        self._workspaces = Workspaces(self._client)
        self._errands = Errands()
        pictures = Pictures(self._client, bridge)
        self._messenger = SlackMessenger(self._client, self._workspaces, pictures, clock)
        people = People(self._client, clock)
        listeners = Listeners(bridge, people, Voice(self._client), self._errands, patience)
        self._app = _app(_client(base_url, None), self._workspaces, listeners)
        self._session: aiohttp.ClientSession | None = None

    @property
    def messenger(self) -> Messenger:
        """Says parcels in Slack."""
        return self._messenger

    def mount(self, app: web.Application) -> None:
        """Take what Slack delivers at `/slack/events`: commands, interactions and events alike."""
        app.router.add_post(PATH, self._receive)

    async def start(self) -> None:
        """Open the one connection pool that every call shares. Raises `Misconfigured` if Slack refuses the token."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        self._client.session = self._session
        try:
            await self._workspaces.meet()
        except Misconfigured:
            await self.close()
            raise

    async def close(self) -> None:
        """Say what is still to be said, then let go of the connections."""
        await self._errands.close()
        if self._session is not None:
            await self._session.close()

    async def _receive(self, request: web.Request) -> web.Response:
        body = await self._gate.admit(request)
        if self._gate.is_replayed(request):
            return web.Response()
        try:
            payload = _payload(body, request.content_type)
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        # In its HTTP mode Bolt 1.30 takes a command whose text says “payload” for an empty one, so the body is read
        # here and handed over parsed, as Socket Mode does.
        asked = AsyncBoltRequest(body=payload, headers=headers, mode="socket_mode")
        return await to_aiohttp_response(await self._app.async_dispatch(asked))


def _client(base_url: str, token: str | None) -> AsyncWebClient:
    """A client whose retries are off: by default a message whose answer was lost is posted twice."""
    return AsyncWebClient(token=token, base_url=base_url, logger=defects.quiet("sdk"), retry_handlers=[])


def _app(client: AsyncWebClient, workspaces: Workspaces, listeners: Listeners) -> AsyncApp:
    """Bolt with one listener per kind of payload, because every listener that does not match costs as much again."""
    app = AsyncApp(
        name="segue",
        logger=defects.quiet("bolt"),
        client=client,
        authorize=workspaces.authorizer(),
        # The answer is ready when the listener returns; without this Bolt looks for it every 10 ms.
        process_before_response=True,
        # The gate has checked the signature, and Bolt would log a body whose signature is wrong.
        request_verification_enabled=False,
        # Otherwise Bolt logs the body of what nobody listens to.
        raise_error_for_unhandled_request=True,
    )
    app.error(_note)
    app.command(ANYTHING)(listeners.on_command)
    app.action(ANYTHING)(listeners.on_click)
    app.view(ANYTHING)(listeners.on_submission)
    app.event("app_mention")(listeners.on_mention)
    return app


async def _note(error: Exception) -> BoltResponse | None:
    """What Bolt could not do. What nobody listens to is taken in silence, so that Slack does not send it again."""
    if isinstance(error, BoltUnhandledRequestError):
        logger.info("Slack sent something nobody listens to")
        return BoltResponse(status=200)
    defects.note("handling a request", error)
    return None


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
