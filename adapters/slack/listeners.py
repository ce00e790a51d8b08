"""What happens when people do something in Slack: the core is asked, and its answer travels in the acknowledgement.

Slack waits three seconds (https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response),
and opens a modal for as long. A core that needs longer gets it: a modal opens meanwhile and says so.
"""

import asyncio
from dataclasses import replace
from typing import Final, TypeAlias

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack import inbound, render, words
from adapters.slack.asking import DEFECT, NOBODY, Answer, Asked, Asking, Read, within
from adapters.slack.defects import Noted
from adapters.slack.errands import Errands
from adapters.slack.home import Home
from adapters.slack.inbound import Spot
from adapters.slack.spans import Json, Reader
from adapters.slack.voice import Voice
from bot.messages.elements import Card
from bot.metrics import RECEIVED
from bot.replies import Reply

#: How long an acknowledgement waits for the core, in seconds: what is left of Slack's three is for the way.
PATIENCE: Final = 2.5
#: The part of it after which a modal is opened that says the answer follows: the rest is for opening it.
LOADING: Final = 0.48

Held: TypeAlias = "asyncio.Task[Spot | None]"


class Listeners:
    """Commands, clicks and shortcuts. Nothing may raise out of them: Bolt would turn it into an error on screen."""

    def __init__(self, asking: Asking, voice: Voice, home: Home, errands: Errands, patience: float) -> None:
        self._asking = asking
        self._voice = voice
        self._home = home
        self._errands = errands
        self._patience = patience

    async def on_command(self, ack: AsyncAck, body: Json) -> None:
        """Answer a slash command."""
        with Noted("answering a command"):
            await ack(await self._command(body))
        if ack.response is None:
            await ack(_private(words.DEFECT, NOBODY))

    async def on_click(self, ack: AsyncAck, body: Json) -> None:
        """Answer a pressed button or a choice; the acknowledgement itself can say nothing."""
        with Noted("answering a click"):
            await self._answer(inbound.click, body, "block_actions")
        await ack()

    async def on_shortcut(self, ack: AsyncAck, body: Json) -> None:
        """Answer a shortcut of a message."""
        with Noted("answering a shortcut"):
            if inbound.words_of(body):
                await self._answer(inbound.shortcut, body, "message_action")
            else:
                self._errands.run(self._voice.give(Reply(card=words.NO_WORDS), inbound.spot(body, NOBODY)))
        await ack()

    async def _command(self, body: Json) -> Json | str:
        asked = self._ask(inbound.command, body, "command")
        if not await self._is_ready(asked):
            return "" if not asked.first or await self._hold(asked, body) else _private(words.SLOW, NOBODY)
        answer = asked.task.result()
        if answer.reply is not None and answer.reply.card is not None and answer.reply.note is None:
            return _private(answer.reply.card, answer.spot.reader)
        if asked.first:
            self._errands.run(self._give(answer))
        return ""

    async def _answer(self, read: Read, body: Json, kind: str) -> None:
        asked = self._ask(read, body, kind)
        if not asked.first:
            return
        if await self._is_ready(asked):
            self._errands.run(self._give(asked.task.result()))
        else:
            await self._hold(asked, body)

    def _ask(self, read: Read, body: Json, kind: str) -> Asked:
        asked = self._asking.ask(read, body)
        RECEIVED.labels("slack", kind, "no" if asked.first else "yes").inc()
        return asked

    async def _is_ready(self, asked: Asked) -> bool:
        return await within(self._patience * LOADING, asked.task)

    async def _hold(self, asked: Asked, body: Json) -> bool:
        """Whether a modal opened in time that waits for the answer; either way the answer is given when it comes."""
        spot = inbound.spot(body, NOBODY)
        held = asyncio.create_task(self._voice.hold(spot))
        waits = await within(self._patience * (1 - LOADING), held) and _is_open(held)
        promised = replace(spot, trigger="") if spot.response_url and not waits and "command" not in body else None
        self._errands.run(self._give_later(asked, held, promised))
        return waits

    async def _give_later(self, asked: Asked, held: Held, promised: Spot | None) -> None:
        """Give the answer when it comes; `promised` is where to say meanwhile that it will."""
        if promised is not None:
            await self._voice.give(Reply(card=words.SLOW), promised)
        await asyncio.wait({held})
        answer = await asked.task
        opened = held.result() if _is_open(held) else None
        await self._give(replace(answer, spot=replace(answer.spot, view=opened.view)) if opened else answer)

    async def _give(self, answer: Answer) -> None:
        """Say an answer where it belongs; what cannot be shown is owned up to."""
        reply, spot = answer.reply, answer.spot
        if reply is None:
            return
        with Noted("saying an answer"):
            if not _is_seen_at_home(reply, spot):
                await self._voice.give(reply, spot, answer.again)
            if spot.home:
                await self._home.refresh(spot.sender, reply.note if _is_seen_at_home(reply, spot) else None)
            return
        await self._voice.give(DEFECT, spot)


def _private(card: Card, reader: Reader) -> Json:
    return {"response_type": "ephemeral"} | render.message(card, reader)


def _is_open(held: Held) -> bool:
    return held.exception() is None and held.result() is not None


def _is_seen_at_home(reply: Reply, spot: Spot) -> bool:
    """Whether the answer takes the place of what was pressed, and that is the home itself."""
    return reply.card is not None and reply.replaces and spot.home and not spot.view
