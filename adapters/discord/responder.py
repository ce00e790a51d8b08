"""Every interaction gets its answer: within three seconds, and privately.

https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages: the first answer within
3 s, later ones within 15 minutes. The core answers in milliseconds; when it does not, the interaction is deferred
and the answer follows. A form can only be the first answer.
"""

import asyncio
import logging
import traceback
from collections.abc import Coroutine
from typing import Any

import discord
from discord import app_commands, ui

from adapters.discord import inbound, limits, notices, pictures, render
from adapters.discord.bridge import Bridge
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Option, OptionKind, Request

#: Seconds the core may take before the interaction is deferred; the rest of the three is for the way to Discord.
PATIENCE = 2.0

log = logging.getLogger(__name__)


class Responder:
    """Answers interactions; what goes wrong on the way is told to the person and to the log, without their words."""

    def __init__(self, bridge: Bridge, patience: float = PATIENCE) -> None:
        self._bridge = bridge
        self._patience = patience
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, interaction: discord.Interaction) -> None:
        """Answer this interaction, beside all others."""
        task = asyncio.create_task(self._respond(interaction))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, within: float) -> None:
        """Wait until every answer that was begun is given, at most `within` seconds."""
        if self._running:
            await asyncio.wait(self._running, timeout=within)

    async def _respond(self, interaction: discord.Interaction) -> None:
        try:
            await self._answer(interaction)
        except discord.HTTPException as refused:
            log.warning("Discord did not take an answer: HTTP %s, code %s", refused.status, refused.code)
        except Exception as error:  # noqa: BLE001  (whatever it is, the person gets an answer)
            log.error("an interaction was not answered: %s", _place_of(error))
            await _attempted(_show_card(interaction, notices.DEFECT))

    async def _answer(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await self._suggest(interaction)
        elif inbound.server(interaction) is None:
            await _show_card(interaction, notices.ELSEWHERE)
        elif request := inbound.request(interaction):
            await _show(interaction, request, *await self._reply(interaction, request))

    async def _reply(self, interaction: discord.Interaction, request: Request) -> tuple[Reply, bytes]:
        """The reply and its picture. Drawing counts as thinking: what takes long is deferred."""
        asked = asyncio.ensure_future(self._answered(request))
        await asyncio.wait({asked}, timeout=self._patience)
        if not asked.done():
            await _attempted(_defer(interaction))
        return await asked

    async def _answered(self, request: Request) -> tuple[Reply, bytes]:
        reply = await self._bridge.ask(request)
        return reply, await pictures.drawn(self._bridge, reply.card)

    async def _suggest(self, interaction: discord.Interaction) -> None:
        asked = inbound.question(interaction, self._bridge.commands)
        if asked is None or interaction.guild_id is None:
            return await interaction.response.autocomplete([])
        found = await self._bridge.suggest(asked.actor, asked.option, asked.typed)
        await interaction.response.autocomplete(_choices(asked.option, found))
        return None


async def _show(interaction: discord.Interaction, request: Request, reply: Reply, png: bytes) -> None:
    if reply.card:
        await _show_card(interaction, reply.card, png, replaces=reply.replaces)
    elif reply.form:
        await _show_form(interaction, request, reply.form)


async def _show_form(interaction: discord.Interaction, request: Request, form: Form) -> None:
    if interaction.type is discord.InteractionType.modal_submit:
        await _show_card(interaction, notices.refused(form))
    elif interaction.response.is_done():
        await _show_card(interaction, notices.late(form, request))
    else:
        await interaction.response.send_modal(render.form(form, inbound.server(interaction) or ""))


async def _show_card(
    interaction: discord.Interaction, card: Card, png: bytes = b"", *, replaces: bool = False
) -> None:
    """Privately, in the place of the private message that was pressed or below it; at worst without its picture."""
    in_place = replaces and interaction.message is not None and inbound.private(interaction)
    put = _put_in_place if in_place else _put_below
    try:
        await put(interaction, _view(interaction, card, drawn=bool(png)), pictures.files(card, png))
    except discord.HTTPException as refused:
        if not png or not pictures.to_blame(refused):
            raise
        await put(interaction, _view(interaction, card), [])


def _view(interaction: discord.Interaction, card: Card, *, drawn: bool = False) -> ui.LayoutView:
    guild = inbound.server(interaction)
    shown = render.note if guild and interaction.guild_id is None else render.card
    return shown(card, guild or "", drawn=drawn)


async def _put_in_place(interaction: discord.Interaction, view: ui.LayoutView, files: list[discord.File]) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.edit_message(view=view, attachments=files)


async def _put_below(interaction: discord.Interaction, view: ui.LayoutView, files: list[discord.File]) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(view=view, files=files, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


async def _defer(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer will come. From a message, it may replace that message, so nothing is shown yet."""
    if interaction.message is None:
        await interaction.response.defer(ephemeral=True, thinking=True)
    else:
        await interaction.response.defer()


async def _attempted(step: Coroutine[Any, Any, None]) -> None:
    try:
        await step
    except discord.HTTPException as refused:
        log.warning("Discord did not take an answer: HTTP %s, code %s", refused.status, refused.code)


def _choices(option: Option, found: tuple[str, ...]) -> list[app_commands.Choice[str | int | float]]:
    fitting = [value for value in found if 0 < len(value) <= limits.SUGGESTION][: limits.SUGGESTIONS]
    if option.kind is OptionKind.WHOLE:
        return [app_commands.Choice(name=value, value=int(value)) for value in fitting if value.isdecimal()]
    return [app_commands.Choice(name=value, value=value) for value in fitting]


def _place_of(error: Exception) -> str:
    """What it was and where, without its words: those may be somebody's."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} at " + ", ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
