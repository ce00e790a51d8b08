"""The playground: one page where anybody can try segue in a browser, with no tokens and nobody else involved.

Everything works as plain forms: a POST does something and redirects to a GET that shows it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from adapters.web import completion, inbound, limits, page, people, pictures, turning
from adapters.web.answers import Answers
from adapters.web.bridge import Bridge
from adapters.web.guard import guarded
from adapters.web.outbound import ShelfMessenger
from adapters.web.people import WORKSPACE, Player
from adapters.web.pictures import Pictures
from adapters.web.sample import Sample
from adapters.web.shelf import Message, Shelf
from bot.ports import Messenger, Turnable
from bot.requests import Platform, Request

_STATIC = Path(__file__).with_name("static")
_TYPES = {
    "segue.css": "text/css",
    "answering.css": "text/css",
    "segue.js": "text/javascript",
    "complete.js": "text/javascript",
    "segue.svg": "image/svg+xml",
}


class Playground:
    """The web door.

    `turn` moves the clock to a moment and says everything that is due on the way; `renew` makes the core forget
    everything and the clock show the time it is. Without it the page does not offer to begin anew.
    """

    def __init__(
        self,
        bridge: Bridge,
        *,
        shelf: Path,
        clock: Turnable,
        turn: Callable[[datetime], Awaitable[None]],
        renew: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._bridge = bridge
        self._shelf = Shelf(shelf)
        self._clock = clock
        self._turn = turn
        self._renew = renew
        self._turning = asyncio.Lock()
        self._pictures = Pictures(bridge, self._shelf)
        self._answers = Answers(bridge, self._shelf, self._pictures, clock)
        self.messenger: Messenger = ShelfMessenger(self._shelf, self._pictures, clock)

    def mount(self, app: web.Application) -> None:
        """Add the page and its forms to an application; its other routes are not touched."""
        app.add_routes(
            [
                web.get("/", guarded(self._show)),
                web.get("/pulse", guarded(self._pulse)),
                web.get("/complete", guarded(self._complete)),
                web.get("/static/{name}", guarded(_static)),
                web.get(pictures.PATH, guarded(self._pictures.serve)),
                web.post("/say", guarded(self._say)),
                web.post("/press", guarded(self._press)),
                web.post("/send", guarded(self._send)),
                web.post("/close", guarded(self._close)),
                web.post("/turn", guarded(self._turn_clock)),
                web.post("/anew", guarded(self._begin_anew)),
                web.post("/sample", guarded(self._show_a_sample)),
            ]
        )

    async def _show(self, request: web.Request) -> web.Response:
        house = page.House(
            commands=self._bridge.commands,
            due=await self._bridge.next_due(),
            members=await self._bridge.members(Platform.WEB, WORKSPACE),
            renewable=self._renew is not None,
        )
        view = await asyncio.to_thread(page.view, page.read(request.query), self._shelf, house, self._clock.now())
        return web.Response(text=page.html(view), content_type="text/html")

    async def _pulse(self, _: web.Request) -> web.Response:
        """What changes when the page would: asked every few seconds by a page that is being looked at."""
        version = await asyncio.to_thread(page.version, self._shelf, self._clock.now())
        return web.Response(text=version)

    async def _complete(self, request: web.Request) -> web.Response:
        """How a line could go on."""
        viewer, line = people.player(request.query.get("as", "")), request.query.get("line", "")[: limits.COMMAND]
        about, proposals = await completion.complete(self._bridge, viewer, line)
        return web.json_response({"about": about, "lines": [asdict(one) for one in proposals]})

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
        if fields.get("by") == "next":
            await self._turn_until_heard(since)
        return _redirect(viewer, since=since)

    async def _turn_until_heard(self, since: int) -> None:
        """Pass over what is due and says nothing: somebody waits for the next thing that happens."""
        for _ in range(limits.SILENT_STOPS):
            due = await self._bridge.next_due()
            if due is None or due <= self._clock.now() or await asyncio.to_thread(self._shelf.newest) > since:
                return
            await self._turn_to(due)

    async def _answer(self, viewer: Player, request: Request, pressed: Message | None = None) -> web.Response:
        """Ask the core; what it tells others is said before the person looks."""
        answer = await self._answers.ask(viewer, request, pressed)
        if answer.reply.posts:
            await self._turn_to(self._clock.now())
        return _redirect(viewer, answer=answer.message) if answer.message else _redirect(viewer)

    async def _begin_anew(self, request: web.Request) -> web.Response:
        _, viewer = await _posted(request)
        async with self._turning:
            await self._forget()
        return _redirect(viewer, note="anew")

    async def _show_a_sample(self, request: web.Request) -> web.Response:
        _, viewer = await _posted(request)
        async with self._turning:
            await self._forget()
            known = frozenset(map(page.line, self._bridge.commands))
            await Sample(self._answers, self._shelf, self._clock, self._turn, known).play()
        return _redirect(viewer, note="sample")

    async def _forget(self) -> None:
        """Begin with nothing. Raises `web.HTTPNotFound` where that is not offered."""
        if self._renew is None:
            raise web.HTTPNotFound(reason="this playground keeps what it has")
        await self._renew()
        await asyncio.to_thread(self._shelf.clear)

    async def _turn_to(self, until: datetime) -> None:
        async with self._turning:
            await self._turn(until)


async def _posted(request: web.Request) -> tuple[dict[str, str], Player]:
    """The fields of a form, and who sends it. Raises `web.HTTPBadRequest` for a body that is no form."""
    try:
        posted = await request.post()
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest(reason="it is not a form") from error
    fields = inbound.fields((key, value) for key, value in posted.items() if isinstance(value, str))
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
