"""What happens when Slack tells of something: recorded first and acknowledged then, or told so that it comes again.

Slack waits three seconds, and sends again what nobody took (https://docs.slack.dev/apis/events-api/#retries).
"""

import asyncio

from slack_bolt.response import BoltResponse

from adapters.slack import news
from adapters.slack.asking import within
from adapters.slack.bridge import Bridge
from adapters.slack.defects import Noted, note
from adapters.slack.errands import Errands
from adapters.slack.people import People
from adapters.slack.sharing import Shared
from adapters.slack.spans import Json
from adapters.slack.surfaces import Surfaces
from adapters.slack.workspaces import Workspaces
from bot.metrics import RECEIVED
from bot.news import News, PersonNews, WorkspaceNews


class Hearing:
    """Has the core take note of news, and forgets what this door believed of whom they are about."""

    def __init__(self, bridge: Bridge, workspaces: Workspaces, people: People) -> None:
        self._bridge = bridge
        self._workspaces = workspaces
        self._people = people

    async def hear(self, told: News) -> None:
        """Take note. Raises when that did not work; a workspace that is gone is sent nothing all the same."""
        self._forget(told)
        await self._bridge.hear(told)
        self._forget(told)

    def _forget(self, told: News) -> None:
        if isinstance(told, WorkspaceNews):
            self._workspaces.forget(told.workspace)
        elif isinstance(told, PersonNews):
            self._people.forget(told.workspace, told.user)


class Events:
    """One listener for everything that Slack tells; what nobody wants to know is taken in silence."""

    def __init__(self, hearing: Hearing, surfaces: Surfaces, errands: Errands, patience: float) -> None:
        self._hearing = hearing
        self._surfaces = surfaces
        self._errands = errands
        self._patience = patience
        self._heard: Shared[None] = Shared()

    async def on_event(self, body: Json) -> BoltResponse:
        """Take an event. 503 asks Slack to send it again; over a socket, that is to acknowledge nothing."""
        with Noted("taking an event"):
            kind = str(body["event"]["type"])
            if self._surfaces.knows(kind):
                _count(kind, first=self._surfaces.show(kind, body))
            elif (told := news.read(body)) is not None:
                return BoltResponse(status=200 if await self._record(kind, told) else 503)
            else:
                _count(kind if kind in news.TOLD else "other", first=True)
            return BoltResponse(status=200)
        return BoltResponse(status=503)

    async def _record(self, kind: str, told: News) -> bool:
        """Whether it is recorded in time. What takes longer goes on, and is found done when Slack sends it again."""
        name = f"{told.workspace} {told.key}" if told.key else ""
        task, first = self._heard.task(name, lambda: self._hearing.hear(told))
        _count(kind, first=first)
        if first:
            self._errands.run(_finished(task))
        return await within(self._patience, task) and task.exception() is None


def _count(kind: str, *, first: bool) -> None:
    RECEIVED.labels("slack", kind, "no" if first else "yes").inc()


async def _finished(task: "asyncio.Task[None]") -> None:
    """Wait for it, and note what it raised."""
    await asyncio.wait({task})
    if defect := task.exception():
        note("recording an event", defect)
