"""What happens when Slack delivers something: the core is asked, and its answer travels in the acknowledgement.

Slack waits three seconds (https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response). A
core that needs longer is given as long as it needs, and the acknowledgement says so.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack import inbound, modals, render, words
from adapters.slack.bridge import Bridge
from adapters.slack.defects import Noted
from adapters.slack.errands import Errands
from adapters.slack.inbound import Spot
from adapters.slack.people import People
from adapters.slack.spans import Json, Reader
from adapters.slack.voice import Voice
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Click, Place, Request

#: How long an acknowledgement waits for the core, in seconds: what is left of Slack's three is for the way.
PATIENCE: Final = 2.5
#: Events that came again are known by their id among as many.
REMEMBERED: Final = 1_000

DEFECT: Final = Reply(card=words.DEFECT)
#: The reader of words that tell no time and ping nobody.
NOBODY: Final = Reader("")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the core says, if anything is to be said, and where it goes; `again` is what was pressed for it."""

    reply: Reply | None
    spot: Spot
    again: Action | None = None


Asked: TypeAlias = "asyncio.Task[Answer]"
Read: TypeAlias = Callable[[Json, Actor], Request | None]


class Listeners:
    """One listener per kind of payload. Nothing may raise out of them: Bolt would turn it into an error on screen."""

    def __init__(self, bridge: Bridge, people: People, voice: Voice, errands: Errands, patience: float) -> None:
        self._bridge = bridge
        self._people = people
        self._voice = voice
        self._errands = errands
        self._patience = patience
        self._events: dict[str, None] = {}

    async def on_command(self, ack: AsyncAck, body: Json) -> None:
        """Answer a slash command."""
        with Noted("answering a command"):
            await ack(await self._command(body))
        if ack.response is None:
            await ack(_private(words.DEFECT, NOBODY))

    async def on_click(self, ack: AsyncAck, body: Json) -> None:
        """Answer a pressed button or a choice; the acknowledgement itself can say nothing."""
        with Noted("answering a click"):
            await self._click(body)
        await ack()

    async def on_submission(self, ack: AsyncAck, body: Json) -> None:
        """Answer a form that was sent."""
        with Noted("answering a form"):
            await ack(await self._submission(body))
        if ack.response is None:
            await ack(_not_taken(body))

    async def on_mention(self, body: Json) -> None:
        """Point somebody who called segue by its name to its commands, in words only they see."""
        with Noted("answering a mention"):
            event = body["event"]
            if event.get("user") and not event.get("bot_id") and self._is_new(str(body.get("event_id"))):
                self._errands.run(self._voice.whisper(event["channel"], event["user"], words.POINTER, NOBODY))

    async def _command(self, body: Json) -> Json | str:
        answer = await self._in_time(asked := self._ask(inbound.command, body))
        if answer is None:
            self._errands.run(self._give_later(asked))
            return _private(words.SLOW, NOBODY)
        if answer.reply is not None and answer.reply.card is not None:
            return _private(answer.reply.card, answer.spot.reader)
        self._errands.run(self._give(answer))
        return ""

    async def _click(self, body: Json) -> None:
        answer = await self._in_time(asked := self._ask(inbound.click, body))
        if answer is not None:
            self._errands.run(self._give(answer))
        else:
            self._errands.run(self._give_later(asked, inbound.spot(body, NOBODY)))

    async def _submission(self, body: Json) -> Json | str:
        answer = await self._in_time(asked := self._ask(inbound.submission, body))
        if answer is None:
            self._errands.run(self._give_later(asked))
            return _update(modals.card(words.SLOW, Place(), NOBODY))
        return _taken(answer.reply, body, answer.spot) if answer.reply else ""

    def _ask(self, read: Read, body: Json) -> Asked:
        return asyncio.create_task(self._answer(read, body))

    async def _answer(self, read: Read, body: Json) -> Answer:
        spot = inbound.spot(body, NOBODY)
        with Noted("asking the core"):
            actor = await self._people.actor(inbound.sender(body))
            spot = inbound.spot(body, Reader(actor.workspace, actor.zone or "UTC"))
            request = read(body, actor)
            reply = None if request is None else await self._bridge.ask(request)
            return Answer(reply, spot, request.action if isinstance(request, Click) else None)
        return Answer(DEFECT, spot)

    async def _in_time(self, asked: Asked) -> Answer | None:
        done, _ = await asyncio.wait({asked}, timeout=self._patience)
        return asked.result() if done else None

    async def _give_later(self, asked: Asked, waiting: Spot | None = None) -> None:
        """Give the answer when it comes; `waiting` is where to say meanwhile that it will."""
        if waiting is not None:
            await self._voice.give(Reply(card=words.SLOW), waiting)
        await self._give(await asked)

    async def _give(self, answer: Answer) -> None:
        if answer.reply is None:
            return
        with Noted("saying an answer"):
            await self._voice.give(answer.reply, answer.spot, answer.again)
            return
        await self._voice.give(DEFECT, answer.spot)

    def _is_new(self, event: str) -> bool:
        """Slack sends an event again when it is in doubt, and Bolt would run its listener again."""
        if event in self._events:
            return False
        self._events[event] = None
        if len(self._events) > REMEMBERED:
            self._events.pop(next(iter(self._events)))
        return True


def _private(card: Card, reader: Reader) -> Json:
    return {"response_type": "ephemeral"} | render.message(card, reader)


def _update(view: Json) -> Json:
    return {"response_action": "update", "view": view}


def _taken(reply: Reply, body: Json, spot: Spot) -> Json:
    """The answer to a form: the next one, a card in its place, or a sentence beside each field that was refused."""
    if reply is DEFECT:
        return _not_taken(body)
    if reply.form is None:
        return _update(modals.card(reply.card or words.DEFECT, spot.place, spot.reader))
    problems = modals.problems(reply.form)
    if problems and problems.keys() <= _fields(body).keys():
        return {"response_action": "errors", "errors": dict(problems)}
    return _update(modals.form(reply.form, spot.place, spot.reader))


def _not_taken(body: Json) -> Json:
    return {"response_action": "errors", "errors": {next(iter(_fields(body))): words.NOT_TAKEN}}


def _fields(body: Json) -> Json:
    """The blocks of a modal that take answers; Slack shows errors beside these alone."""
    return {block["block_id"]: block for block in body["view"]["blocks"] if block["type"] == "input"}
