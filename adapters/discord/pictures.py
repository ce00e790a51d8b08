"""Pictures on Discord: drawn, and attached to the message that shows them."""

import asyncio
import logging
from io import BytesIO

import discord

from adapters.discord import codes, limits
from adapters.discord.bridge import Bridge
from bot.messages.elements import Card
from bot.messages.pictures import Picture

#: Seconds a picture may take before its message goes without it.
PATIENCE = 5.0
NAME = "picture.png"
#: How a message names what is attached to it: https://docs.discord.com/developers/reference#uploading-files
ATTACHED = f"attachment://{NAME}"

#: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
_TO_BLAME = frozenset(codes.PICTURE) | {50013, 50035}

log = logging.getLogger(__name__)


async def drawn(bridge: Bridge, card: Card | None) -> bytes:
    """The card's picture as PNG. Empty without one, and when it cannot be drawn in time: the words go without it."""
    if card is None or card.picture is None:
        return b""
    try:
        async with asyncio.timeout(PATIENCE):
            return await bridge.draw(card.picture)
    except Exception as error:  # noqa: BLE001  (whatever it is, the message goes without its picture)
        log.warning("a picture could not be drawn: %s", type(error).__name__)
    return b""


def to_blame(refused: discord.HTTPException) -> bool:
    """Whether Discord may have refused a message for its picture: its size, its kind, or the right to attach any."""
    return refused.status == 413 or refused.code in _TO_BLAME


def files(card: Card, png: bytes) -> list[discord.File]:
    """What to attach: the picture, with its words for who does not see it."""
    if not png or card.picture is None:
        return []
    return [discord.File(BytesIO(png), filename=NAME, description=alt(card.picture))]


def alt(picture: Picture) -> str:
    """The words of a picture, as many as Discord takes."""
    return limits.shorten(" ".join(picture.alt.split()), limits.DESCRIPTION)
