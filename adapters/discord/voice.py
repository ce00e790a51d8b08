"""Showing an answer where it belongs: in the place of what was pressed, below it, or as a form.

https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages: the first answer within
3 s, later ones within 15 minutes. A form can only be the first answer.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

import aiohttp
import discord
from discord import ui

from adapters.discord import inbound, modals, notices, pictures, render
from bot.messages.elements import Card, Form
from bot.metrics import ACKNOWLEDGED
from bot.replies import Reply
from bot.requests import Request

Step: TypeAlias = Callable[[], Awaitable[Any]]

#: An answer that arrived, though Discord's word of it was lost.
ARRIVED: Final = 40060
#: Seconds in which Discord takes later answers: its fifteen minutes, less what the way takes.
OPEN: Final = 14.5 * 60
BEGAN: Final = "began"
DONE: Final = "done"

log = logging.getLogger(__name__)


def begin(interaction: discord.Interaction) -> None:
    """Take note of when it came."""
    interaction.extras[BEGAN] = time.perf_counter()


async def show(interaction: discord.Interaction, request: Request, reply: Reply, png: bytes) -> None:
    """Say the reply to this person alone; the note that waited comes below it."""
    if reply.card:
        await show_card(interaction, reply.card, png, replaces=reply.replaces)
    elif reply.form:
        await _show_form(interaction, request, reply.form)


async def show_card(
    interaction: discord.Interaction, card: Card, png: bytes = b"", *, replaces: bool = False
) -> None:
    """Privately, in the place of the private message that was pressed or below it; at worst without its picture."""
    in_place = replaces and interaction.message is not None and inbound.private(interaction)
    put = _put_in_place if in_place else _put_below
    try:
        await put(interaction, card, png)
    except discord.HTTPException as refused:
        if not png or not pictures.to_blame(refused):
            raise
        await put(interaction, card, b"")


async def show_note(interaction: discord.Interaction, note: Card) -> None:
    """What waited for this person's next click, below the answer they got."""
    await _said(interaction, lambda: interaction.followup.send(view=_view(interaction, note), ephemeral=True))


async def defer(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer will come. From a message, it may replace that message, so nothing is shown yet."""
    if interaction.message is None:
        await _said(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True), first=True)
    else:
        await _said(interaction, interaction.response.defer, first=True)


async def complete(interaction: discord.Interaction, choices: list[Any]) -> None:
    """Offer these ways to go on typing."""
    await interaction.response.autocomplete(choices)
    _acknowledged(interaction)


async def _show_form(interaction: discord.Interaction, request: Request, form: Form) -> None:
    if interaction.type is discord.InteractionType.modal_submit:
        await show_card(interaction, notices.refused(form))
    elif _is_answered(interaction):
        await show_card(interaction, notices.late(form, request))
    else:
        modal = modals.form(form, inbound.server(interaction) or "")
        await _said(interaction, lambda: interaction.response.send_modal(modal), first=True)


async def _put_in_place(interaction: discord.Interaction, card: Card, png: bytes) -> None:
    view = _view(interaction, card, drawn=bool(png))
    if _is_answered(interaction):
        edit = interaction.edit_original_response
        await _said(interaction, lambda: edit(view=view, attachments=pictures.files(card, png)))
    else:
        change = interaction.response.edit_message
        await _said(interaction, lambda: change(view=view, attachments=pictures.files(card, png)), first=True)


async def _put_below(interaction: discord.Interaction, card: Card, png: bytes) -> None:
    view = _view(interaction, card, drawn=bool(png))
    if _is_answered(interaction):
        follow = interaction.followup.send
        await _said(interaction, lambda: follow(view=view, files=pictures.files(card, png), ephemeral=True))
    else:
        send = interaction.response.send_message
        step = lambda: send(view=view, files=pictures.files(card, png), ephemeral=True)  # noqa: E731
        await _said(interaction, step, first=True)


def _view(interaction: discord.Interaction, card: Card, *, drawn: bool = False) -> ui.LayoutView:
    guild = inbound.server(interaction)
    shown = render.note if guild and interaction.guild_id is None else render.card
    return shown(card, guild or "", drawn=drawn)


async def _said(interaction: discord.Interaction, step: Step, *, first: bool = False) -> None:
    """Take a step, and once more if the connection broke: what then turns out to be answered has arrived.

    After a quarter of an hour Discord takes nothing more, and nothing is asked.
    """
    if time.perf_counter() - interaction.extras.get(BEGAN, time.perf_counter()) > OPEN:
        log.info("an answer came after Discord's quarter of an hour")
        return
    try:
        await step()
    except (aiohttp.ClientError, TimeoutError, OSError):
        await _once_more(step)
    if first:
        interaction.extras[DONE] = True
        _acknowledged(interaction)


async def _once_more(step: Step) -> None:
    try:
        await step()
    except discord.HTTPException as refused:
        if refused.code != ARRIVED:
            raise


def _is_answered(interaction: discord.Interaction) -> bool:
    return interaction.response.is_done() or DONE in interaction.extras


def _acknowledged(interaction: discord.Interaction) -> None:
    if BEGAN in interaction.extras:
        ACKNOWLEDGED.labels("discord").observe(time.perf_counter() - interaction.extras[BEGAN])
