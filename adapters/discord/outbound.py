"""Saying parcels on Discord.

Every message carries the parcel's key as `nonce` with `enforce_nonce`: for a few minutes Discord answers the same
nonce with the message it already has, instead of posting another
(https://docs.discord.com/developers/resources/message#create-message). That is why a request whose answer was lost
is worth another try with the same key, and not a riddle: whether the first one arrived or not, one message stands.
The same holds for discord.py's own tries after a limit or a fault of Discord's, which cannot be turned off.
"""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

import aiohttp
import discord
from discord import ui

from adapters.discord import brakes, codes, pictures, private, render, rooms, verdicts
from adapters.discord.brakes import Brakes
from adapters.discord.bridge import Bridge
from adapters.discord.doubts import Doubts
from adapters.discord.verdicts import No
from bot import metrics
from bot.ports import LEASE, Clock, Failed, Outcome, Parcel, Retry, Sent, Unknown
from bot.requests import Platform

Where: TypeAlias = discord.DMChannel | discord.PartialMessageable | discord.Thread

#: Seconds one parcel may take, the opening of a private conversation counted.
PATIENCE = LEASE.total_seconds() / 4

TOO_LATE = "its answer was lost, and Discord no longer tells whether it was posted"

log = logging.getLogger(__name__)


class _Unshowable(Exception):
    """A card that cannot be rendered: a defect of ours, and nothing was sent."""


class DiscordMessenger:
    """A `bot.ports.Messenger`: says one parcel, once, and raises nothing."""

    def __init__(self, client: discord.Client, bridge: Bridge, clock: Clock, patience: float = PATIENCE) -> None:
        self._client = client
        self._bridge = bridge
        self._clock = clock
        self._patience = patience
        self._brakes = Brakes(clock)
        self._doubts = Doubts(clock)
        self._shut_out = False

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel to Discord and tell what became of it."""
        outcome = Unknown(TOO_LATE) if self._doubts.outlived(parcel) else await self._sent(parcel)
        if not isinstance(outcome, Retry):
            self._doubts.settle(parcel)
        metrics.POSTED.labels(Platform.DISCORD.value, type(outcome).__name__.lower()).inc()
        return outcome

    async def _sent(self, parcel: Parcel) -> Outcome:
        if until := self._brakes.until(parcel):
            return Retry(until, verdicts.WAIT)
        try:
            return await self._handed(parcel)
        except asyncio.CancelledError:
            private.resume_sending(self._client)
            raise
        except Exception as error:  # noqa: BLE001  (a messenger raises nothing)
            return self._became(parcel, error)

    def _became(self, parcel: Parcel, error: Exception) -> Outcome:
        """What it means for the message that this was raised."""
        match error:
            case TimeoutError():
                private.resume_sending(self._client)
                became: Outcome = self._doubted(parcel, "Discord took too long")
            case discord.HTTPException():
                became = self._refused(parcel, verdicts.heard(error, _route(parcel)))
            case discord.RateLimited():
                became = self._limited(parcel, error.retry_after)
            case KeyError(args=("retry_after",)):  # discord.py stumbles over a limit that names no time
                became = self._limited(parcel, codes.LATER)
            case aiohttp.ClientError() | OSError() | json.JSONDecodeError():
                became = self._doubted(parcel, "the connection to Discord was lost")
            case rooms.Unfit():
                became = codes.UNFIT
            case _Unshowable():
                became = Failed("This message cannot be shown on Discord.")
            case _:
                log.error("sending failed in a way that was not foreseen: %s", type(error).__name__)
                became = Unknown(f"unforeseen: {type(error).__name__}")
        return became

    async def _handed(self, parcel: Parcel) -> Sent:
        async with asyncio.timeout(self._patience):
            sent = Sent(str(await self._say(parcel)))
        self._shut_out = False
        return sent

    async def _say(self, parcel: Parcel) -> int:
        """Say it; at worst without its picture, and without a role that is gone."""
        png = await pictures.drawn(self._bridge, parcel.card)
        where = await self._open(parcel)
        try:
            return await _put(where, parcel, png)
        except discord.HTTPException as error:
            if not (png or parcel.calls) or not pictures.to_blame(error):
                raise
            verdicts.heard(error, _route(parcel))
            return await _put(where, replace(parcel, calls=""), b"")

    async def _open(self, parcel: Parcel) -> Where:
        if parcel.to.user:
            return await self._client.create_dm(discord.Object(int(parcel.to.user)))
        if parcel.to.users and not parcel.instead:
            return await rooms.opened(self._client, parcel)
        return self._client.get_partial_messageable(int(parcel.to.channel or 0))

    def _refused(self, parcel: Parcel, no: No) -> Outcome:
        """What a refusal means here, and for what comes after it."""
        changing = bool(parcel.instead)
        became = verdicts.refused(no, self._clock.now(), changing=changing)
        if no.is_token:
            self._tell_of_the_token()
        if no.status >= 500:
            self._doubts.arise(parcel)
        if isinstance(became, Retry) and (no.is_limit or no.is_token or no.code in codes.PASSING):
            self._brakes.press(_reach(parcel, no), became.at)
        if parcel.to.users:
            return verdicts.to_room(no, became)
        return verdicts.to_person(no, became, changing=changing) if parcel.to.user else verdicts.to_channel(became)

    def _limited(self, parcel: Parcel, seconds: float) -> Retry:
        """Asked to wait longer than discord.py does by itself."""
        verdicts.limited(_route(parcel))
        retry = self._later(seconds, verdicts.WAIT)
        self._brakes.press(brakes.place(parcel), retry.at)
        return retry

    def _tell_of_the_token(self) -> None:
        if not self._shut_out:
            log.error("Discord refuses the bot's token, so nothing can be said: copy it from the developer portal")
        self._shut_out = True

    def _doubted(self, parcel: Parcel, reason: str) -> Retry:
        """Worth another try while the nonce is remembered."""
        self._doubts.arise(parcel)
        return self._later(codes.SOON, reason)

    def _later(self, seconds: float, reason: str) -> Retry:
        return Retry(self._clock.now() + timedelta(seconds=seconds), reason)


async def _put(where: Where, parcel: Parcel, png: bytes) -> int:
    """Post it, or change the message whose place it takes; the id of the message that stands then."""
    view, pinged = _shown(parcel, png)
    files = pictures.files(parcel.card, png)
    if parcel.instead:
        standing = where.get_partial_message(int(parcel.instead))
        return (await standing.edit(view=view, attachments=files, allowed_mentions=pinged)).id
    return (await where.send(view=view, files=files, nonce=parcel.key, allowed_mentions=pinged)).id


def _shown(parcel: Parcel, png: bytes) -> tuple[ui.LayoutView, discord.AllowedMentions]:
    guild, drawn = parcel.to.workspace, bool(png)
    try:
        if parcel.to.user:
            return render.note(parcel.card, guild, drawn=drawn), render.pinged(parcel.card, guild)
        view = render.card(parcel.card, guild, drawn=drawn, calls=parcel.calls)
        return view, render.pinged(parcel.card, guild, parcel.calls)
    except Exception as defect:  # noqa: BLE001  (one card that cannot be rendered is told apart)
        log.error("a message cannot be rendered: %s", type(defect).__name__)
        raise _Unshowable from None


def _route(parcel: Parcel) -> str:
    return "edit" if parcel.instead else "room" if parcel.to.users else "post"


def _reach(parcel: Parcel, no: No) -> str:
    """How far a refusal reaches: to this place alone, to all private lines, or to everything."""
    if no.gate or no.is_token or no.code in codes.EVERYTHING:
        return brakes.EVERYTHING
    return brakes.LINES if no.code in codes.LINES else brakes.place(parcel)
