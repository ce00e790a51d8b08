"""The playground: one page where anybody can try segue in a browser, with no tokens and nobody else involved.

Everything works as plain forms: a POST does something and redirects to a GET that shows it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from adapters.web import inbound, limits, page, people, turning
from adapters.web.answers import Answers
from adapters.web.bridge import Bridge
from adapters.web.guard import guarded
from adapters.web.outbound import ShelfMessenger
from adapters.web.people import Player
from adapters.web.shelf import Message, Shelf
from bot.ports import Messenger, Turnable
from bot.requests import Request

_STATIC = Path(__file__).with_name("static")
_TYPES = {"segue.css": "text/css", "segue.js": "text/javascript", "segue.svg": "image/svg+xml"}


class Playground:
    """The web door. `turn` moves the clock to a moment and says everything that is due on the way."""

    def __init__(
        self, bridge: Bridge, *, shelf: Path, clock: Turnable, turn: Callable[[datetime], Awaitable[None]]
    ) -> None:
        self._bridge = bridge
        self._shelf = Shelf(shelf)
        self._clock = clock
        self._turn = turn
        self._turning = asyncio.Lock()
        self._answers = Answers(bridge, self._shelf, clock)
        self.messenger: Messenger = ShelfMessenger(self._shelf, clock)

    def mount(self, app: web.Application) -> None:
        """Add the page and its forms to an application; its other routes are not touched."""
        app.add_routes(
            [
                web.get("/", guarded(self._show)),
                web.get("/pulse", guarded(self._pulse)),
                web.get("/static/{name}", guarded(_static)),
                web.post("/say", guarded(self._say)),
                web.post("/press", guarded(self._press)),
                web.post("/send", guarded(self._send)),
                web.post("/close", guarded(self._close)),
                web.post("/turn", guarded(self._turn_clock)),
            ]
        )

    async def _show(self, request: web.Request) -> web.Response:
        due = await self._bridge.next_due()
        query, now, commands = page.read(request.query), self._clock.now(), self._bridge.commands
        view = await asyncio.to_thread(page.view, query, self._shelf, now=now, due=due, commands=commands)
        return web.Response(text=page.html(view), content_type="text/html")

    async def _pulse(self, _: web.Request) -> web.Response:
        """What changes when the page would: asked every few seconds by a page that is being looked at."""
        version = await asyncio.to_thread(page.version, self._shelf, self._clock.now())
        return web.Response(text=version)

    async def _say(self, request: web.Request) -> web.Response:
        fields, viewer = await _posted(request)
        typed = fields.get("line", "").strip()
        if not typed or len(typed) > limits.COMMAND:
            return _redirect(viewer, note="long" if typed else "empty")
        await self._answers.echo(viewer, typed)
        return await self._answer(viewer, inbound.command(viewer, typed))

    async def _press(self, request: web.Request) -> web.Response:
        fields, viewer = await _posted(request)
        pressed = await self._answers.sighted(viewer, fields)
        if pressed is None:
            return _redirect(viewer, note="unseen")
        click = inbound.click(viewer, fields, private=pressed.box == viewer.box)
        return await self._answer(viewer, click, pressed)

    async def _send(self, request: web.Request) -> web.Response:
        fields, viewer = await _posted(request)
        pressed = await asyncio.to_thread(self._shelf.message, page.whole_number(fields.get("on", "")) or 0)
        return await self._answer(viewer, inbound.submission(viewer, fields), pressed)

    async def _close(self, request: web.Request) -> web.Response:
        _, viewer = await _posted(request)
        await asyncio.to_thread(self._shelf.close_form, viewer.box)
        return _redirect(viewer)

    async def _turn_clock(self, request: web.Request) -> web.Response:
        fields, viewer = await _posted(request)
        due, since = await self._bridge.next_due(), await asyncio.to_thread(self._shelf.newest)
        until = turning.target(fields, viewer, now=self._clock.now(), due=due)
        if isinstance(until, str):
            return _redirect(viewer, note=until)
        await self._turn_to(until)
        return _redirect(viewer, since=since)

    async def _answer(self, viewer: Player, request: Request, pressed: Message | None = None) -> web.Response:
        """Ask the core; what it tells others is said before the person looks."""
        answer, told = await self._answers.ask(viewer, request, pressed)
        if told:
            await self._turn_to(self._clock.now())
        return _redirect(viewer, answer=answer) if answer else _redirect(viewer)

    async def _turn_to(self, until: datetime) -> None:
        async with self._turning:
            await self._turn(until)


async def _posted(request: web.Request) -> tuple[dict[str, str], Player]:
    """The fields of a form, and who sends it. Raises `web.HTTPBadRequest` for a body that is no form."""
    try:
        posted = await request.post()
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest(reason="it is not a form") from error
    fields = {key: value for key, value in posted.items() if isinstance(value, str)}
    return fields, people.player(fields.get("as", ""))


def _redirect(viewer: Player, **asked: str | int) -> web.Response:
    """Go and look: at the answer, at a note, or at the page."""
    place = f"#m{asked['answer']}" if "answer" in asked else "#note" if asked else ""
    return web.Response(status=303, headers={"Location": f"/?{urlencode({'as': viewer.user, **asked})}{place}"})


async def _static(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in _TYPES:
        raise web.HTTPNotFound
    body = await asyncio.to_thread((_STATIC / name).read_bytes)
    return web.Response(body=body, content_type=_TYPES[name], charset="utf-8")
