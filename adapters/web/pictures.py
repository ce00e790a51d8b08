"""Pictures on the page: drawn once, kept on the shelf, and served under a name that is made of their bytes."""

import asyncio
import hashlib
import logging
from typing import Final

from aiohttp import web

from adapters.web.bridge import Bridge
from adapters.web.shelf import Shelf
from bot.messages.elements import Card

#: Seconds a picture may take before its message goes without it.
PATIENCE: Final = 5.0
#: Where they are; nobody guesses the name of one that they have not seen.
PATH: Final = "/pictures/{name}.png"
#: The same name is the same picture for ever.
CACHE: Final = "private, max-age=31536000, immutable"

log = logging.getLogger(__name__)


class Pictures:
    """Hangs pictures where a page of this origin finds them."""

    def __init__(self, bridge: Bridge, shelf: Shelf) -> None:
        self._bridge = bridge
        self._shelf = shelf

    async def address(self, card: Card | None) -> str:
        """Where the picture of a card is. Empty without one, and when it cannot be drawn: the words go without it."""
        if card is None or card.picture is None:
            return ""
        try:
            async with asyncio.timeout(PATIENCE):
                png = await self._bridge.draw(card.picture)
                name = hashlib.sha256(png).hexdigest()[:32]
                await asyncio.to_thread(self._shelf.hang, name, png)
        except Exception as error:  # noqa: BLE001  (whatever it is, the message goes without its picture)
            log.warning("a picture could not be shown: %s", type(error).__name__)
            return ""
        return PATH.format(name=name)

    async def serve(self, request: web.Request) -> web.Response:
        """A picture by its name."""
        png = await asyncio.to_thread(self._shelf.picture, request.match_info["name"])
        if png is None:
            raise web.HTTPNotFound
        return web.Response(body=png, content_type="image/png", headers={"Cache-Control": CACHE})
