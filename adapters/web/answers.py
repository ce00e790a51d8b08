"""From what somebody did in the playground to what they see for it."""

import asyncio
from collections.abc import Mapping

from markupsafe import Markup

from adapters.web import people, render
from adapters.web.bridge import Bridge
from adapters.web.page import whole_number
from adapters.web.people import Player
from adapters.web.shelf import BOT, Message, Shelf
from bot.ports import Clock
from bot.replies import Reply
from bot.requests import Request, Submission


class Answers:
    """Asks the core, and keeps what it answers where the person will look for it."""

    def __init__(self, bridge: Bridge, shelf: Shelf, clock: Clock) -> None:
        self._bridge = bridge
        self._shelf = shelf
        self._clock = clock

    async def ask(self, viewer: Player, request: Request, pressed: Message | None = None) -> tuple[int, bool]:
        """The message that answers (0 for a form), and whether others are told something too."""
        reply = await self._bridge.ask(request)
        answer = await asyncio.to_thread(self._keep, viewer, reply, pressed)
        if isinstance(request, Submission) and reply.card is not None:
            await asyncio.to_thread(self._shelf.close_form, viewer.box)
        return answer, bool(reply.posts)

    async def echo(self, viewer: Player, typed: str) -> None:
        """Keep what somebody typed above its answer, as a chat does."""
        said = Markup('<p class="typed"><code>{}</code></p>').format(typed)
        now = self._clock.now()
        await asyncio.to_thread(self._shelf.keep, viewer.box, said, at=now, author=viewer.user)

    async def sighted(self, viewer: Player, fields: Mapping[str, str]) -> Message | None:
        """The message whose button they pressed, if they can see it."""
        return await asyncio.to_thread(self._sighted, viewer, fields)

    def _sighted(self, viewer: Player, fields: Mapping[str, str]) -> Message | None:
        """Theirs to press is what is in sight. A wire that no message carries is nobody's: the core may answer it."""
        message = self._shelf.message(whole_number(fields.get("on", "")) or 0)
        if message is None or message.box not in (people.public(people.CHANNEL), viewer.box):
            return None
        mark = str(render.carried(fields.get("wire", "")))
        return message if mark in message.html or not self._shelf.carries(mark) else None

    def _keep(self, viewer: Player, reply: Reply, pressed: Message | None) -> int:
        """Show a form, change the private message that was pressed, or say something new."""
        mine = pressed if pressed and pressed.box == viewer.box and pressed.author == BOT else None
        if reply.form is not None:
            self._shelf.open_form(viewer.box, render.form(reply.form), mine.id if mine else None)
            return 0
        if reply.card is None:
            raise ValueError("a reply is a card or a form")
        if reply.replaces and mine:
            self._shelf.replace(mine.id, render.card(reply.card))
            return mine.id
        return self._shelf.keep(viewer.box, render.card(reply.card), at=self._clock.now())
