"""HTTP answers as Discord gives them.

`Content-Type` is exactly `application/json`: with a charset beside it, discord.py takes the body for text.
"""

import json

from aiohttp import web

from tests.support.discord.things import Json


def said(body: Json | list[Json]) -> web.Response:
    """200, with a body."""
    return _answer(200, body)


def done() -> web.Response:
    """204: there is nothing to say."""
    return web.Response(status=204)


def refused(status: int, code: int, message: str, **more: object) -> web.Response:
    """An error as Discord words it."""
    return _answer(status, {"code": code, "message": message, **more})


def invalid(wrong: list[str]) -> web.Response:
    """400, with what is wrong."""
    errors = {"body": {"_errors": [{"code": "INVALID", "message": one} for one in wrong]}}
    return refused(400, 50035, "Invalid Form Body", errors=errors)


def limited(seconds: float, *, everywhere: bool, gate: bool, scope: str = "") -> web.Response:
    """429. `gate`: Cloudflare's in front of Discord, which sends no `Via` and no JSON."""
    if gate:
        return web.Response(status=429, text="error code: 1015", headers={"Retry-After": str(seconds)})
    body: Json = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    answer = _answer(429, body)
    scope = scope or ("global" if everywhere else "user")
    answer.headers.update({"Via": "1.1 stand-in", "Retry-After": str(seconds), "X-RateLimit-Scope": scope})
    if everywhere:
        answer.headers["X-RateLimit-Global"] = "true"
    return answer


def broken(status: int) -> web.Response:
    """A fault of Discord's own, told by what stands in front of it."""
    return web.Response(status=status, text="upstream connect error", content_type="text/html")


def _answer(status: int, body: Json | list[Json]) -> web.Response:
    raw = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(status=status, body=raw, headers={"Content-Type": "application/json"})
