"""HTTP answers as Discord gives them.

`Content-Type` is exactly `application/json`: with a charset beside it, discord.py takes the body for text.
"""

import json

from aiohttp import web

from tests.support.discord.world import Json


def said(body: Json | list[Json]) -> web.Response:
    """200, with a body."""
    return _answer(200, body)


def refused(status: int, code: int, message: str, **more: object) -> web.Response:
    """An error as Discord words it."""
    return _answer(status, {"code": code, "message": message, **more})


def invalid(wrong: list[str]) -> web.Response:
    """400, with what is wrong."""
    errors = {"body": {"_errors": [{"code": "INVALID", "message": one} for one in wrong]}}
    return refused(400, 50035, "Invalid Form Body", errors=errors)


def limited(seconds: float, *, everywhere: bool, gate: bool) -> web.Response:
    """429. `gate`: Cloudflare's in front of Discord, which sends no `Via` and no JSON."""
    if gate:
        return web.Response(status=429, text="error code: 1015", headers={"Retry-After": str(seconds)})
    body: Json = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    answer = _answer(429, body)
    answer.headers.update({"Via": "1.1 stand-in", "Retry-After": str(seconds)})
    return answer


def _answer(status: int, body: Json | list[Json]) -> web.Response:
    raw = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(status=status, body=raw, headers={"Content-Type": "application/json"})
