"""Every interaction gets its answer: within three seconds, and privately.

The core answers in milliseconds; when it does not, the interaction is deferred and the answer follows. What people
did has its effect whether the answer reaches them or not.
"""

import asyncio
import logging
import traceback
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Final

import aiohttp
import discord
from discord import app_commands

from adapters.discord import codes, inbound, limits, notices, pictures, voice
from adapters.discord.bridge import Bridge
from bot.metrics import RECEIVED, REFUSED
from bot.replies import Reply
from bot.requests import Option, OptionKind, Request

#: Seconds the core may take before the interaction is deferred; the rest of the three is for the way to Discord.
PATIENCE = 2.0
#: Seconds until somebody who types is offered nothing: of these three, too, some are for the way.
TYPING: Final = 2.5
#: As many interactions are remembered, so that one which is delivered twice is answered once.
REMEMBERED: Final = 1_000
KINDS: Final = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.component: "component",
    discord.InteractionType.modal_submit: "modal",
    discord.InteractionType.autocomplete: "autocomplete",
}

log = logging.getLogger(__name__)


class Responder:
    """Answers interactions; what goes wrong on the way is told to the person and to the log, without their words."""

    def __init__(self, bridge: Bridge, patience: float = PATIENCE) -> None:
        self._bridge = bridge
        self._patience = patience
        self._running: set[asyncio.Task[None]] = set()
        self._begun: OrderedDict[int, None] = OrderedDict()

    def begin(self, interaction: discord.Interaction) -> None:
        """Answer this interaction, beside all others; one that was begun before is left alone."""
        voice.begin(interaction)
        repeated = interaction.id in self._begun
        RECEIVED.labels("discord", KINDS.get(interaction.type, "other"), "yes" if repeated else "no").inc()
        if repeated:
            return
        self._remember(interaction.id)
        task = asyncio.create_task(self._respond(interaction))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, within: float) -> None:
        """Wait until every answer that was begun is given, at most `within` seconds."""
        if self._running:
            await asyncio.wait(self._running, timeout=within)

    def _remember(self, number: int) -> None:
        self._begun[number] = None
        if len(self._begun) > REMEMBERED:
            self._begun.popitem(last=False)

    async def _respond(self, interaction: discord.Interaction) -> None:
        try:
            await self._answer(interaction)
        except UNSAID as unsaid:
            _note(unsaid)
        except Exception as error:  # noqa: BLE001  (whatever it is, the person gets an answer)
            log.error("an interaction was not answered: %s", _place_of(error))
            await _attempted(voice.show_card(interaction, notices.DEFECT))

    async def _answer(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await voice.complete(interaction, await self._suggestions(interaction))
        elif inbound.server(interaction) is None:
            await voice.show_card(interaction, notices.ELSEWHERE)
        elif request := inbound.request(interaction):
            reply, png = await self._reply(interaction, request)
            await voice.show(interaction, request, reply, png)
            if reply.note is not None:
                await _attempted(voice.show_note(interaction, reply.note))

    async def _reply(self, interaction: discord.Interaction, request: Request) -> tuple[Reply, bytes]:
        """The reply and its picture. Drawing counts as thinking: what takes long is deferred."""
        asked = asyncio.ensure_future(self._answered(request))
        await asyncio.wait({asked}, timeout=self._patience)
        if not asked.done():
            await _attempted(voice.defer(interaction))
        return await asked

    async def _answered(self, request: Request) -> tuple[Reply, bytes]:
        reply = await self._bridge.ask(request)
        return reply, await pictures.drawn(self._bridge, reply.card)

    async def _suggestions(self, interaction: discord.Interaction) -> list[app_commands.Choice[str | int | float]]:
        """Ways to go on typing; none when they do not come in time, or at all."""
        try:
            async with asyncio.timeout(TYPING):
                asked = inbound.question(interaction, self._bridge.commands)
                if asked is None or interaction.guild_id is None:
                    return []
                return _choices(asked.option, await self._bridge.suggest(asked.actor, asked.option, asked.typed))
        except Exception as error:  # noqa: BLE001  (whatever it is, people can type on)
            log.warning("nothing was suggested: %s", _place_of(error))
            return []


#: What Discord, or the way to it, did with an answer.
UNSAID: Final = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError)


async def _attempted(step: Awaitable[None]) -> None:
    try:
        await step
    except UNSAID as unsaid:
        _note(unsaid)
    except Exception as error:  # noqa: BLE001  (what it was about has its effect already)
        log.error("an answer could not be shown: %s", _place_of(error))


def _note(unsaid: Exception) -> None:
    """Count and log it, without words; one that came too late has lost nothing but the answer."""
    if not isinstance(unsaid, discord.HTTPException):
        REFUSED.labels("discord", type(unsaid).__name__).inc()
        log.warning("an answer did not reach Discord: %s", type(unsaid).__name__)
        return
    REFUSED.labels("discord", str(unsaid.code or unsaid.status)).inc()
    if unsaid.code in codes.LATE:
        log.warning("an answer came too late for Discord: code %s", unsaid.code)
    else:
        log.warning("Discord did not take an answer: HTTP %s, code %s", unsaid.status, unsaid.code)


def _choices(option: Option, found: tuple[str, ...]) -> list[app_commands.Choice[str | int | float]]:
    fitting = [value for value in found if 0 < len(value) <= limits.SUGGESTION][: limits.SUGGESTIONS]
    if option.kind is OptionKind.WHOLE:
        return [app_commands.Choice(name=value, value=int(value)) for value in fitting if value.isdecimal()]
    return [app_commands.Choice(name=value, value=value) for value in fitting]


def _place_of(error: Exception) -> str:
    """What it was and where, without its words: those may be somebody's."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} at " + ", ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
