"""What became of a message, from what Discord answered. A code in no table is parked and counted."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import discord

from adapters.discord import codes
from bot import metrics
from bot.ports import Failed, Lost, Outcome, Retry, Skipped
from bot.requests import Platform

LONGEST_WAIT: Final = 3600.0
#: When Discord's gate names no time (then it is Cloudflare's, for the whole address), in seconds.
AT_THE_GATE: Final = 60.0
WAIT: Final = "Discord asked to wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class No:
    """An answer of Discord's that is not a yes: its number for it, and never text of a message.

    `gate`: it comes from the gate in front of Discord, which knows neither routes nor codes.
    """

    code: int
    status: int
    wait: float = 0.0
    gate: bool = False

    @property
    def is_limit(self) -> bool:
        """Whether Discord asks to come more slowly."""
        return self.status == 429

    @property
    def is_token(self) -> bool:
        """Whether nobody is let in with this token."""
        return self.status == 401 or self.code in codes.TOKEN


def heard(refused: discord.HTTPException, route: str) -> No:
    """What Discord said to a call of this route; counted for the people who run segue."""
    gate = refused.status == 429 and not refused.code and not refused.response.headers.get("Via")
    no = No(code=refused.code, status=refused.status, wait=_wait(refused), gate=gate)
    metrics.REFUSED.labels(Platform.DISCORD.value, str(no.code or f"http_{no.status}")).inc()
    if no.is_limit:
        limited(route)
    return no


def limited(route: str) -> None:
    """Count one more answer that asked to wait longer than discord.py does by itself."""
    metrics.LIMITED.labels(Platform.DISCORD.value, route).inc()


def refused(no: No, now: datetime, *, changing: bool) -> Outcome:
    """What an answer that is not a yes means for a message. The nonce keeps another try from being posted twice."""
    if passing := _passing(no, changing=changing):
        seconds, reason = passing
        return Retry(now + timedelta(seconds=seconds), reason)
    if no.code in codes.GONE:
        return Skipped(codes.GONE[no.code])
    return codes.REFUSED.get(no.code) or Failed(f"Discord refused it (HTTP {no.status}, code {no.code})")


def _passing(no: No, *, changing: bool) -> tuple[float, str] | None:
    """How many seconds to wait before another try, and why; none where it would be refused again."""
    if no.is_token:
        return codes.LATER, "Discord refused the bot's token"
    if no.is_limit or no.code in codes.PASSING:
        return no.wait, WAIT
    if no.code == codes.THREAD and changing:
        return codes.ARCHIVED, "it waits until somebody opens the archived thread"
    if no.status >= 500:
        return codes.SOON, f"Discord had a fault of its own (HTTP {no.status})"
    return None


def to_channel(became: Outcome) -> Outcome:
    """The same, about a message for a channel: of a person it says nothing."""
    return replace(became, lost=None) if isinstance(became, Failed) and became.lost is Lost.PERSON else became


def to_room(no: No, became: Outcome) -> Outcome:
    """The same, about a room of a few people: of the channel beside it, and of any one of them, it says nothing."""
    if not isinstance(became, Failed) or became.lost is Lost.WORKSPACE:
        return became
    return codes.ROOM.get(no.code) or replace(became, lost=None)


def to_person(no: No, became: Outcome, *, changing: bool) -> Outcome:
    """The same, about a message for somebody's private line, which is a channel to Discord.

    A closed line is no loss: they keep their place, and what it said waits for their next click.
    """
    if no.code in codes.CLOSED:
        return Skipped(codes.CLOSED_WORDS, closed=not changing)
    if not isinstance(became, Failed) or became.lost is Lost.WORKSPACE:
        return became
    if no.code in codes.NO_LINE:
        return Failed("Discord has no private line to them any more.")
    keeps = became.lost is Lost.PERSON and not changing
    return became if keeps else replace(became, lost=None)


def _wait(refused: discord.HTTPException) -> float:
    """Seconds, at least one and at most an hour."""
    otherwise = codes.PASSING.get(refused.code, AT_THE_GATE)
    try:
        asked = float(refused.response.headers.get("Retry-After", ""))
    except ValueError:
        asked = otherwise
    return min(max(asked, 1.0), LONGEST_WAIT) if math.isfinite(asked) else otherwise
