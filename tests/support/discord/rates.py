"""How often a route may be asked: buckets with their headers, and 429 beyond.

https://docs.discord.com/developers/topics/rate-limits
"""

import hashlib
import re
import time
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.support.discord import replies

#: So often in a window; any other route is `OTHERWISE`.
BUCKETS: Final = {"POST /channels/{id}/messages": 5, "PATCH /channels/{id}/messages/{id}": 5}
OTHERWISE: Final = 10
#: What a bot may ask in a second, whatever it is.
GLOBAL: Final = 50
#: What buckets that are off say they hold.
PLENTY: Final = 1000


@dataclass(slots=True)
class _Bucket:
    limit: int
    since: float
    used: int = 0


class Rates:
    """Every answer to a bot carries the headers of its bucket; `on` counts, else there is always room.

    `exceeded` are the requests that got 429. `window` is how long a bucket lasts, in seconds of real time.
    """

    def __init__(self) -> None:
        self.on = False
        self.window = 5.0
        self.exceeded: list[str] = []
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._second = _Bucket(GLOBAL, 0.0)

    @web.middleware
    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request comes through here; those of interactions are counted nowhere."""
        if request.path == "/" or "/interactions/" in request.path or "/webhooks/" in request.path:
            return await handler(request)
        now = time.monotonic()
        if self.on and not _taken(self._second, now, 1.0):
            return self._refused(request, 1.0 - (now - self._second.since), everywhere=True)
        bucket = self._bucket(request, now)
        if self.on and not _taken(bucket, now, self.window):
            answer: web.StreamResponse = self._refused(request, self.window - (now - bucket.since), everywhere=False)
        else:
            answer = await handler(request)
        if not answer.prepared:
            self._label(request, answer, bucket, now)
        return answer

    def _bucket(self, request: web.Request, now: float) -> _Bucket:
        route, major = _route(request)
        return self._buckets.setdefault((route, major), _Bucket(BUCKETS.get(route, OTHERWISE), now))

    def _refused(self, request: web.Request, seconds: float, *, everywhere: bool) -> web.Response:
        self.exceeded.append(f"{request.method} {request.path}")
        return replies.limited(round(max(seconds, 0.001), 3), everywhere=everywhere, gate=False)

    def _label(self, request: web.Request, answer: web.StreamResponse, bucket: _Bucket, now: float) -> None:
        limit, left = (bucket.limit, bucket.limit - bucket.used) if self.on else (PLENTY, PLENTY - 1)
        after = max(self.window - (now - bucket.since), 0.0) if self.on else 1.0
        answer.headers.update(
            {
                "X-RateLimit-Limit": str(limit),
                "X-RateLimit-Remaining": str(left),
                "X-RateLimit-Reset": f"{time.time() + after:.3f}",
                "X-RateLimit-Reset-After": f"{after:.3f}",
                "X-RateLimit-Bucket": hashlib.sha256(_route(request)[0].encode()).hexdigest()[:32],
            }
        )


def _taken(bucket: _Bucket, now: float, window: float) -> bool:
    """Whether there was room for one more."""
    if now - bucket.since >= window:
        bucket.since, bucket.used = now, 0
    if bucket.used >= bucket.limit:
        return False
    bucket.used += 1
    return True


def _route(request: web.Request) -> tuple[str, str]:
    """The route without its ids, and the id that counts by itself."""
    path = request.path.removeprefix("/api/v10")
    major = re.match(r"/(?:channels|guilds)/(\d+)", path)
    return f"{request.method} {re.sub(r'[0-9]+', '{id}', path)}", major[1] if major else ""
