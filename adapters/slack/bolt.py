"""Bolt, with one listener for each kind of payload: every one that does not match costs as much again."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters.slack import defects
from adapters.slack.asking import Asking
from adapters.slack.bridge import Bridge
from adapters.slack.errands import Errands
from adapters.slack.events import Events, Hearing
from adapters.slack.forms import Forms
from adapters.slack.home import Home
from adapters.slack.listeners import Listeners
from adapters.slack.people import People
from adapters.slack.surfaces import Surfaces
from adapters.slack.voice import Voice
from adapters.slack.workspaces import Workspaces

logger = logging.getLogger(__name__)

ANYTHING: Final = re.compile("")
#: Seconds until Bolt goes on without knowing who segue is in a workspace: what it tells apart with that can wait.
UNKNOWN: Final = 0.3


def listening(bridge: Bridge, workspaces: Workspaces, people: People, errands: Errands, patience: float) -> AsyncApp:
    """Everything that segue listens to in Slack, the most frequent first."""
    voice, asking = Voice(workspaces), Asking(bridge, workspaces, people)
    home = Home(asking, voice)
    listeners = Listeners(asking, voice, home, errands, patience)
    surfaces = Surfaces(asking, voice, home, errands)
    app = _app(workspaces)
    app.command(ANYTHING)(listeners.on_command)
    app.action(ANYTHING)(listeners.on_click)
    app.view(ANYTHING)(Forms(asking, voice, home, errands, patience).on_submission)
    app.event(ANYTHING)(Events(Hearing(bridge, workspaces, people), surfaces, errands, patience).on_event)
    app.shortcut(ANYTHING)(listeners.on_shortcut)
    return app


def _app(workspaces: Workspaces) -> AsyncApp:
    app = AsyncApp(
        name="segue",
        logger=defects.quiet("bolt"),
        client=workspaces.calls.client(None),
        authorize=_soon(workspaces.authorizer()),
        # The answer is ready when the listener returns; without this Bolt looks for it every 10 ms.
        process_before_response=True,
        # The gate has checked the signature, and Bolt would log a body whose signature is wrong.
        request_verification_enabled=False,
        # Otherwise Bolt logs the body of what nobody listens to.
        raise_error_for_unhandled_request=True,
    )
    app.error(_note)
    return app


def _soon(asked: Callable[..., Awaitable[AuthorizeResult | None]]) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Who segue is in a workspace, known soon or not at all: a slow database holds no acknowledgement up.

    Where segue is not installed, the listeners say so in words of ours; Bolt would in its own.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        known: AuthorizeResult | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(UNKNOWN):
                known = await asked(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)
        return known or AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)

    return authorize


async def _note(error: Exception) -> BoltResponse | None:
    """What Bolt could not do. What nobody listens to is taken in silence, so that Slack does not send it again."""
    if isinstance(error, BoltUnhandledRequestError):
        logger.info("Slack sent something nobody listens to")
        return BoltResponse(status=200)
    defects.note("handling a request", error)
    return None
