"""Where segue is looked at without being asked anything: its name in a channel, and somebody's App Home."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from adapters.slack import news, words
from adapters.slack.asking import NOBODY, Asking
from adapters.slack.defects import Noted
from adapters.slack.errands import Errands
from adapters.slack.home import Home
from adapters.slack.inbound import Sender, Spot, team_of
from adapters.slack.sharing import Shared
from adapters.slack.spans import Json
from adapters.slack.voice import Voice
from bot.requests import Actor, Command, Place

Shown: TypeAlias = Callable[[Json], Awaitable[None]]


class Surfaces:
    """Shows things, once for each event, after its acknowledgement."""

    def __init__(self, asking: Asking, voice: Voice, home: Home, errands: Errands) -> None:
        self._asking = asking
        self._voice = voice
        self._home = home
        self._errands = errands
        self._seen: Shared[None] = Shared()
        self._by_kind: Mapping[str, Shown] = {"app_mention": self._mentioned, "app_home_opened": self._opened}

    def knows(self, kind: str) -> bool:
        """Whether events of this kind show something."""
        return kind in self._by_kind

    def show(self, kind: str, body: Json) -> bool:
        """Show what belongs to an event; False when it was shown before."""
        key = body.get("event_id")
        name = f"{team_of(body)} {key}" if key else ""
        task, first = self._seen.task(name, lambda: _noted(self._by_kind[kind], body))
        if first:
            self._errands.run(_finished(task))
        return first

    async def _mentioned(self, body: Json) -> None:
        """Help somebody who called segue by its name, in words only they see. Bots get no answer."""
        event = body["event"]
        if not event.get("user") or event.get("bot_id") or event["user"] == news.bot_of(body):
            return
        spot = _spot(body, event["user"], Place(channel=event["channel"]))
        answer = await self._asking.answer(lambda actor: _help(actor, spot.place), spot)
        if answer.reply is not None:
            for card in (answer.reply.card or words.DEFECT, answer.reply.note):
                if card is not None:
                    await self._voice.whisper(event["channel"], card, answer.spot)

    async def _opened(self, body: Json) -> None:
        """Show somebody's corner on the home they opened; their messages tab shows itself."""
        if body["event"].get("tab", "home") == "home":
            await self._home.refresh(_spot(body, body["event"]["user"], Place()).sender)


def _spot(body: Json, user: str, place: Place) -> Spot:
    team = team_of(body)
    workspace = str(body["event"].get("user_team") or team)
    sender = Sender(team=team, workspace=workspace, user=user, name="")
    return Spot(sender=sender, reader=NOBODY, place=place)


def _help(actor: Actor, place: Place) -> Command:
    return Command(actor=actor, place=place, name="segue", text="help")


async def _noted(shown: Shown, body: Json) -> None:
    with Noted("showing something for an event"):
        await shown(body)


async def _finished(task: "asyncio.Task[None]") -> None:
    await asyncio.wait({task})
