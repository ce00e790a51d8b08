"""How Slack reaches an app: by signed requests to its address here, or through sockets (beside this).

https://docs.slack.dev/authentication/verifying-requests-from-slack, https://docs.slack.dev/apis/events-api#retries
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.ports import Clock
from tests.support.slack.things import Json

#: How long Slack waits for an acknowledgement, in seconds.
#: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
PATIENCE: Final = 3.0
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"


class Kind(StrEnum):
    """What is delivered, by the names that sockets give it."""

    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True, slots=True)
class Again:
    """It was delivered before: how often, and why once more. Reasons are Slack's own words, as `http_timeout`."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: 200 is an acknowledgement, 0 is none (`trouble` says why)."""

    status: int
    text: str = ""
    trouble: str = ""
    headers: Mapping[str, str] | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it counts as delivered."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """Why it is delivered again."""
        return self.trouble or "http_error"


class Line(Protocol):
    """A way to an app."""

    async def deliver(self, kind: Kind, body: Json, again: Again | None = None) -> Answer:
        """What the app answers; never an exception for what it fails to do."""
        ...


class Post:
    """Signed requests to one address."""

    def __init__(self, url: str, secret: str, clock: Clock) -> None:
        self._url = url
        self._verifier = SignatureVerifier(secret)
        self._clock = clock
        self.patience = PATIENCE

    async def deliver(self, kind: Kind, body: Json, again: Again | None = None) -> Answer:
        """What the app answers to a signed request."""
        more = {"X-Slack-Retry-Num": str(again.number), "X-Slack-Retry-Reason": again.reason} if again else {}
        try:
            return await self.send(*written(kind, body), more)
        except TimeoutError:
            return Answer(0, trouble="http_timeout")
        except aiohttp.ClientError:
            return Answer(0, trouble="connection_failed")

    async def send(self, body: str, content_type: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Sign any body and post it. Raises what aiohttp raises."""
        timestamp = str(int(self._clock.now().timestamp()))
        signed = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": self._verifier.generate_signature(timestamp=timestamp, body=body) or "",
        }
        timeout = aiohttp.ClientTimeout(total=self.patience)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self._url, data=body.encode(), headers=signed | dict(headers or {})) as response,
        ):
            return Answer(response.status, await response.text(), headers=response.headers)


def written(kind: Kind, body: Json) -> tuple[str, str]:
    """A body as it goes over the wire, and its content type."""
    match kind:
        case Kind.COMMAND:
            return urlencode(body), FORM
        case Kind.INTERACTIVE:
            return urlencode({"payload": json.dumps(body)}), FORM
        case Kind.EVENT:
            return json.dumps(body), JSON
