"""Who may talk to the playground: the browser on this machine, from the playground's own page.

It has no passwords, so a page elsewhere must not be able to drive it: not by naming this machine in a domain of its
own (a foreign `Host`), not by posting from another origin, not by framing it.
"""

import logging
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import hdrs, web

Handler = Callable[[web.Request], Awaitable[web.Response]]

_LOG = logging.getLogger(__name__)

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})

#: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy. The referrer stays within
#: the origin: without one a browser would send `Origin: null` with our own forms.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(handler: Handler) -> Handler:
    """The handler behind the guard: refusals and defects become plain pages, and every answer has the headers."""

    async def answer(request: web.Request) -> web.Response:
        refused = refusal(request)
        response = _page(403, refused) if refused else await _kindly(handler, request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def refusal(request: web.Request) -> str:
    """Why this request is not answered; empty for one that is."""
    if _name(request.host) not in _LOOPBACK:
        return "The playground answers at http://localhost and http://127.0.0.1 only."
    if request.method in _READING:
        return ""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return "That came from another page. The playground listens to its own page only."
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is not None and origin.lower() != f"{request.scheme}://{request.host}".lower():
        return "That came from another origin. The playground listens to its own page only."
    return ""


async def _kindly(handler: Handler, request: web.Request) -> web.Response:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return _page(error.status, f"The playground could not read that: {error.reason}.")
    except Exception as error:  # noqa: BLE001  (the edge of the house: a defect becomes a sentence, not a dead page)
        where = "".join(traceback.format_tb(error.__traceback__))
        # The words of an exception may hold what somebody typed, so only its name and place are told.
        _LOG.error("the playground met a defect: %s\n%s", type(error).__name__, where)
        return _page(500, "Something broke on our side, and the log says where. Go back: the page is as you left it.")


def _page(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=f"{sentence}\n", content_type="text/plain")


def _name(host: str) -> str:
    """The host's name without its port; nothing for one that is not a host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
