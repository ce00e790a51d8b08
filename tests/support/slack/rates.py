"""Slack's rate limits, counted by a stopwatch: per method, workspace and, for posts, channel.

https://docs.slack.dev/apis/web-api/rate-limits; the tier of each method is on its own page.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scheduler.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many calls within so many seconds, whenever one begins to count."""

    calls: int
    seconds: float


#: A tier is a number of calls a minute; the first, one a minute, lets ten come at once: every socket needs one.
T1: Final = Allowance(10, 600)
T2: Final = Allowance(20, 60)
T3: Final = Allowance(50, 60)
T4: Final = Allowance(100, 60)
#: “Hundreds of requests per minute”.
OFTEN: Final = Allowance(600, 60)

METHODS: Final[Mapping[str, Allowance]] = {
    "apps.connections.open": T1,
    "auth.revoke": T3,
    "auth.test": OFTEN,
    "chat.postEphemeral": T4,
    #: “Several hundred messages per minute” in a whole workspace.
    "chat.postMessage": Allowance(300, 60),
    "chat.update": T3,
    "conversations.info": T3,
    "conversations.open": T3,
    "files.completeUploadExternal": T4,
    "files.getUploadURLExternal": T4,
    "oauth.v2.access": T4,
    "users.info": T4,
    "views.open": T4,
    "views.publish": T4,
    "views.push": T4,
    "views.update": T4,
}
#: “One per second per channel. Short bursts of more than one are allowed.”
IN_A_CHANNEL: Final = Allowance(4, 4)
#: No stopwatch adds seconds up without an error.
HAIR: Final = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A call that came too early, by `wait` seconds, at a moment of the stopwatch."""

    method: str
    team: str
    channel: str
    at: float
    wait: float


class Rates:
    """Counts what was taken, and keeps in `breaches` what came too early; only `strict` ones refuse it with 429."""

    def __init__(self, stopwatch: Stopwatch | None, *, strict: bool) -> None:
        self._stopwatch = stopwatch
        self.strict = strict
        self.breaches: list[Breach] = []
        self._taken: dict[tuple[str, ...], deque[float]] = {}

    def take(self, method: str, team: str, channel: str = "") -> float:
        """How many seconds the call comes too early; 0 when it may be made, and then it counts."""
        if self._stopwatch is None:
            return 0.0
        now = self._stopwatch.now()
        counted = [(self._counted(key, allowed, now), allowed) for key, allowed in _counts(method, team, channel)]
        wait = max((_early(taken, allowed, now) for taken, allowed in counted), default=0.0)
        if wait > 0:
            self.breaches.append(Breach(method=method, team=team, channel=channel, at=now, wait=wait))
        if wait <= 0 or not self.strict:
            for taken, _ in counted:
                taken.append(now)
        return wait

    def _counted(self, key: tuple[str, ...], allowed: Allowance, now: float) -> deque[float]:
        """When the calls of this kind were taken that still count."""
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - allowed.seconds + HAIR:
            taken.popleft()
        return taken


def _early(taken: deque[float], allowed: Allowance, now: float) -> float:
    """How many seconds are missing until one more may be taken."""
    return taken[-allowed.calls] + allowed.seconds - now if len(taken) >= allowed.calls else 0.0


def _counts(method: str, team: str, channel: str) -> Iterator[tuple[tuple[str, ...], Allowance]]:
    if method in METHODS:
        yield (method, team), METHODS[method]
    if method == "chat.postMessage":
        yield (method, team, channel), IN_A_CHANNEL
