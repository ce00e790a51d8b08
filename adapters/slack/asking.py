"""Asking the core, once for each thing that people do, however often Slack delivers it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from adapters.slack import inbound, modals, words
from adapters.slack.bridge import Bridge
from adapters.slack.defects import Noted
from adapters.slack.inbound import Spot
from adapters.slack.people import People, known_as
from adapters.slack.sharing import Shared
from adapters.slack.spans import Json, Reader
from adapters.slack.workspaces import NotInstalled, TokenEnded, Workspaces
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Click, Request

DEFECT: Final = Reply(card=words.DEFECT)
#: The reader of words that tell no time and ping nobody.
NOBODY: Final = Reader("")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the core says, if anything is to be said, and where it goes; `again` is what was pressed for it."""

    reply: Reply | None
    spot: Spot
    again: Action | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put; `first`: nobody else waits for its answer, so that whoever asked has to give it."""

    task: "asyncio.Task[Answer]"
    first: bool


Read: TypeAlias = Callable[[Json, Actor], Request | None]


class Asking:
    """Turns payloads into answers. What raises becomes an answer that owns up to it."""

    def __init__(self, bridge: Bridge, workspaces: Workspaces, people: People) -> None:
        self._bridge = bridge
        self._workspaces = workspaces
        self._people = people
        self._shared: Shared[Answer] = Shared(worth=_is_worth_keeping)

    def ask(self, read: Read, body: Json) -> Asked:
        """Put a question, or join the one that the same delivery put before."""
        sender, key = inbound.sender(body), inbound.key(body)
        task, first = self._shared.task(f"{sender.team} {key}" if key else "", lambda: self._answer(read, body))
        return Asked(task, first)

    async def answer(self, request: Callable[[Actor], Request], spot: Spot) -> Answer:
        """The answer to something that Slack tells no key of, and that may be asked twice."""
        return await self._answered(spot, request)

    async def _answer(self, read: Read, body: Json) -> Answer:
        spot = inbound.spot(body, NOBODY)
        return await self._answered(spot, lambda actor: read(body, actor))

    async def _answered(self, spot: Spot, request: Callable[[Actor], Request | None]) -> Answer:
        with Noted("asking the core"):
            return await self._reached(spot, request)
        return Answer(DEFECT, spot)

    async def _reached(self, spot: Spot, read: Callable[[Actor], Request | None]) -> Answer:
        who = spot.sender
        if not await self._is_installed(who.team):
            return Answer(Reply(card=words.NOT_INSTALLED), spot)
        profile = await self._people.profile(who)
        found = replace(spot, reader=Reader(who.workspace, profile.zone or "UTC"))
        if profile.bot or profile.gone:
            return Answer(None, found)
        if who.is_stranger or profile.stranger:
            return Answer(Reply(card=words.STRANGER), found)
        if not profile.name:
            # An event names nobody, and Slack did not say either: somebody who is new would be called nothing.
            return Answer(DEFECT, found)
        request = read(known_as(who, profile))
        reply = None if request is None else await self._bridge.ask(request)
        return Answer(reply, found, request.action if isinstance(request, Click) else None)

    async def _is_installed(self, team: str) -> bool:
        """Whether segue is there; one that cannot speak for a moment can still listen."""
        try:
            await self._workspaces.client(team)
        except NotInstalled as why:
            return isinstance(why, TokenEnded)
        return True


def _is_worth_keeping(answer: Answer) -> bool:
    """Whether the same delivery, come again, is answered in the same way; what failed or was refused is not."""
    reply = answer.reply
    return reply is not DEFECT and (reply is None or reply.form is None or not modals.problems(reply.form))


async def within(seconds: float, task: "asyncio.Task[Any]") -> bool:
    """Whether it was done in time; it goes on if not."""
    done, _ = await asyncio.wait({task}, timeout=max(0.0, seconds))
    return bool(done)
