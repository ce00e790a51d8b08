"""Saying parcels on Discord.

Every message carries the parcel's key as `nonce` with `enforce_nonce`: for a few minutes Discord answers the same
nonce with the message it already has, instead of posting another
(https://docs.discord.com/developers/resources/message#create-message). That is why a request whose answer was lost
is worth another try with the same key, and not a riddle: whether the first one arrived or not, one message stands.
"""

import asyncio
from datetime import datetime, timedelta
from typing import TypeAlias

import aiohttp
import discord

from adapters.discord import pictures, private, render
from adapters.discord.bridge import Bridge
from bot.ports import LEASE, Clock, Failed, Outcome, Parcel, Retry, Sent, Skipped, Unknown

Where: TypeAlias = discord.DMChannel | discord.PartialMessageable

#: Seconds one parcel may take, the opening of a private conversation counted.
PATIENCE = LEASE.total_seconds() / 4
SOON = timedelta(seconds=15)
LATER = timedelta(minutes=10)

#: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
_SKIPPED = {
    10008: "it was posted before, and somebody deleted it",
    50007: "direct messages are closed",
    50278: "they share no server with the bot any more",
}
_UNCHANGED = _SKIPPED | {10003: "the message is gone with its channel"}
_FAILED = {
    10003: "the channel is gone",
    10013: "there is no such person on Discord any more",
    50001: "the bot cannot see the channel",
    50013: "the bot may not write in the channel",
    50035: "Discord did not accept the message",
}
_LATER = {
    40003: "private conversations are opened too fast for Discord",
}


class DiscordMessenger:
    """A `bot.ports.Messenger`: says one parcel, once, and raises nothing."""

    def __init__(self, client: discord.Client, bridge: Bridge, clock: Clock, patience: float = PATIENCE) -> None:
        self._client = client
        self._bridge = bridge
        self._clock = clock
        self._patience = patience

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel to Discord and tell what became of it."""
        try:
            async with asyncio.timeout(self._patience):
                return Sent(str(await self._say(parcel)))
        except TimeoutError:
            private.resume_sending(self._client)
            return Retry(self._clock.now() + SOON, "Discord took too long")
        except discord.HTTPException as refused:
            return outcome(refused, self._clock.now(), changing=bool(parcel.instead))
        except discord.RateLimited as limited:
            return Retry(self._clock.now() + timedelta(seconds=limited.retry_after), "Discord asked to wait")
        except (aiohttp.ClientError, OSError):
            return Retry(self._clock.now() + SOON, "the connection to Discord was lost")
        except Exception as error:  # noqa: BLE001  (a messenger raises nothing; whether it was sent cannot be told)
            return Unknown(f"unforeseen: {type(error).__name__}")

    async def _say(self, parcel: Parcel) -> int:
        where, png = await self._open(parcel), await pictures.drawn(self._bridge, parcel.card)
        try:
            return await _put(where, parcel, png)
        except discord.HTTPException as refused:
            if not png or not pictures.to_blame(refused):
                raise
            return await _put(where, parcel, b"")

    async def _open(self, parcel: Parcel) -> Where:
        if parcel.to.user:
            return await self._client.create_dm(discord.Object(int(parcel.to.user)))
        return self._client.get_partial_messageable(int(parcel.to.channel or 0))


async def _put(where: Where, parcel: Parcel, png: bytes) -> int:
    """Post it, or change the message whose place it takes; the id of the message that stands then."""
    shown = render.note if parcel.to.user else render.card
    view = shown(parcel.card, parcel.to.workspace, drawn=bool(png))
    files = pictures.files(parcel.card, png)
    pinged = render.pinged(parcel.card, parcel.to.workspace)
    if parcel.instead:
        standing = where.get_partial_message(int(parcel.instead))
        return (await standing.edit(view=view, attachments=files, allowed_mentions=pinged)).id
    return (await where.send(view=view, files=files, nonce=parcel.key, allowed_mentions=pinged)).id


def outcome(refused: discord.HTTPException, now: datetime, *, changing: bool = False) -> Outcome:
    """What a refusal means. What may pass is worth another try: the nonce keeps it from being posted twice."""
    skipped = _UNCHANGED if changing else _SKIPPED
    if refused.code in skipped:
        return Skipped(skipped[refused.code])
    if refused.code in _LATER:
        return Retry(now + LATER, _LATER[refused.code])
    if refused.status == 429:
        return Retry(now + timedelta(seconds=_asked_to_wait(refused)), "Discord asked to wait")
    if refused.status == 401:
        return Retry(now + LATER, "Discord refused the bot's token")
    if refused.status >= 500:
        return Retry(now + SOON, f"Discord had a fault of its own (HTTP {refused.status})")
    return Failed(_FAILED.get(refused.code, f"Discord refused it (HTTP {refused.status}, code {refused.code})"))


def _asked_to_wait(refused: discord.HTTPException) -> float:
    """Seconds; a minute where Discord's gate names none (then it is Cloudflare's, for the whole address)."""
    asked = refused.response.headers.get("Retry-After", "")
    return float(asked) if asked.replace(".", "", 1).isdecimal() else 60.0
