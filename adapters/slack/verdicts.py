"""What became of a message, from what Slack answered or did not. A code in no table is parked, and counted."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import aiohttp
from slack_sdk.errors import SlackClientError

from adapters.slack import codes
from bot import metrics
from bot.ports import Clock, Failed, Lost, Outcome, Retry, Skipped, Unknown
from bot.requests import Platform

LONGEST_WAIT: Final = 3600.0
#: What goes wrong between Slack and us.
BROKEN: Final = (aiohttp.ClientError, TimeoutError, OSError)

_CODE = re.compile(r"[a-z_]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class No:
    """An answer of Slack's that is not a yes; `code` is its word for it, if any, and never text of a message."""

    code: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_limit(self) -> bool:
        """Whether Slack asks to come more slowly."""
        return self.status == 429 or self.code in {"ratelimited", "rate_limited"}

    @property
    def wait(self) -> float:
        """How many seconds to wait before another try."""
        return seconds(self.headers.get("Retry-After", ""), codes.LATER.get(self.code, codes.WAIT))

    @property
    def is_passing(self) -> bool:
        """Whether it says nothing about what was asked, and another try may fare better."""
        return self.is_limit or not self.code or self.code in codes.LATER or self.code in codes.PERHAPS


def heard(error: SlackClientError, method: str) -> No:
    """What Slack said to a call of this method; counted for the people who run segue."""
    no = _read(getattr(error, "response", None))
    metrics.REFUSED.labels(Platform.SLACK.value, no.code or f"http_{no.status}").inc()
    if no.is_limit:
        metrics.LIMITED.labels(Platform.SLACK.value, method).inc()
    return no


def refused(no: No, clock: Clock) -> Outcome:
    """What an answer that is not a yes means for a message."""
    if no.is_limit or no.code in codes.LATER:
        return Retry(clock.now() + timedelta(seconds=no.wait), "Slack asks to wait a little.")
    if no.code in codes.REFUSED:
        return codes.REFUSED[no.code]
    if no.code in codes.GONE:
        return Skipped(codes.GONE[no.code])
    if no.code in codes.PERHAPS or no.status >= 500:
        return Unknown("Slack failed while it had the message.")
    return Unknown(f"Slack answered with something segue does not know: {no.code or 'nothing'}.")


def to_person(no: No, failed: Failed, *, changing: bool) -> Failed:
    """The same, about a message for somebody's private line, which is a channel to Slack.

    One that Slack does not find is a person who cannot be reached, unless an old message was to be changed there.
    """
    if failed.lost is Lost.WORKSPACE:
        return failed
    if no.code in codes.NO_LINE and not changing:
        return codes.PERSON["user_not_found"]
    keeps = failed.lost is Lost.PERSON and not changing
    return failed if keeps else replace(failed, lost=None)


def to_room(became: Outcome) -> Outcome:
    """The same, about a room of a few people: of the channel beside it, and of any one of them, it says nothing."""
    if not isinstance(became, Failed) or became.lost is Lost.WORKSPACE:
        return became
    return replace(became, lost=None)


def unopened(no: No, clock: Clock) -> Outcome:
    """What it means for a room that could not be opened: another try does no harm, where it may fare better."""
    became = to_room(refused(no, clock))
    if not isinstance(became, Unknown):
        return became
    return unsent(became, clock) if no.is_passing else Failed(became.reason)


def broken(error: Exception, clock: Clock) -> Outcome:
    """What a connection that failed means for the message: it is lost for certain only if there never was one."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Retry(clock.now() + timedelta(seconds=codes.WAIT), "Slack could not be reached.")
    return Unknown("The connection to Slack broke after the message was on its way.")


def unsent(outcome: Outcome, clock: Clock) -> Outcome:
    """The same, about a call that may be made again: one before the message, or one that changes what stands."""
    if isinstance(outcome, Unknown):
        return Retry(clock.now() + timedelta(seconds=codes.WAIT), outcome.reason)
    return outcome


def seconds(header: str, otherwise: float) -> float:
    """How long a `Retry-After` asks to wait, between one second and an hour."""
    try:
        asked = float(header)
    except ValueError:
        asked = otherwise
    return min(max(asked, 1.0), LONGEST_WAIT) if math.isfinite(asked) else otherwise


def code_of(error: SlackClientError) -> str:
    """Slack's own word for what went wrong, or nothing if there is none; never any text of a message."""
    return _read(getattr(error, "response", None)).code


def _read(response: object) -> No:
    """Status, headers and error code. The SDK hands over its own response, or aiohttp's when it could not read it."""
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    content = getattr(response, "data", None)
    code = str(content.get("error", "")) if isinstance(content, dict) else ""
    return No(code=code if _CODE.fullmatch(code) else "", status=status, headers=getattr(response, "headers", {}))
