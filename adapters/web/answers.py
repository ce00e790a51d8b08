"""From what somebody did in the playground to what they see for it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from adapters.web import people, render
from adapters.web.bridge import Bridge
from adapters.web.page import whole_number
from adapters.web.people import Player
from adapters.web.pictures import Pictures
from adapters.web.shelf import BOT, Message, Shelf
from bot.messages.elements import Card
from bot.ports import Clock
from bot.replies import Reply
from bot.requests import Request, Submission


@dataclass(frozen=True, slots=True)
class Answer:
    """What the core said, and the message that shows it: 0 for a form."""

    reply: Reply
    message: int


class Answers:
    """Asks the core, and keeps what it answers where the person will look for it."""

    def __init__(self, bridge: Bridge, shelf: Shelf, pictures: Pictures, clock: Clock) -> None:
        self._bridge = bridge
        self._shelf = shelf
        self._pictures = pictures
        self._clock = clock

    async def ask(self, viewer: Player, request: Request, pressed: Message | None = None) -> Answer:
        """The answer of the core, kept; a form that was taken is put away."""
        reply = await self._bridge.ask(request)
        picture = await self._pictures.address(reply.card)
        message = await asyncio.to_thread(self._keep, viewer, reply, picture, pressed)
        if reply.note is not None:
            await self._keep_note(viewer, reply.note)
        if isinstance(request, Submission) and reply.card is not None:
            await asyncio.to_thread(self._shelf.close_form, viewer.box)
        return Answer(reply, message)

    async def _keep_note(self, viewer: Player, note: Card) -> None:
        """Keep what waited for their click below the answer, on their own line."""
        html = render.card(note, await self._pictures.address(note))
        await asyncio.to_thread(self._shelf.keep, viewer.box, html, at=self._clock.now())

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

    def _keep(self, viewer: Player, reply: Reply, picture: str, pressed: Message | None) -> int:
        """Show a form, change the private message that was pressed, or say something new."""
        mine = pressed if pressed and pressed.box == viewer.box and pressed.author == BOT else None
        if reply.form is not None:
            self._shelf.open_form(viewer.box, render.form(reply.form), mine.id if mine else None)
            return 0
        if reply.card is None:
            raise ValueError("a reply is a card or a form")
        html = render.card(reply.card, picture)
        if reply.replaces and mine:
            self._shelf.replace(mine.id, html)
            return mine.id
        return self._shelf.keep(viewer.box, html, at=self._clock.now())
