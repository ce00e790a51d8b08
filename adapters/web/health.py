"""What a machine that watches over segue asks: does it live, can it work, and how much did it do.

None of it says who or where. Whoever reads it needs no password, so a proxy should keep it inside.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

#: A database that takes longer to answer, in seconds, is not well.
PATIENCE: Final = 2.0


class Health:
    """Three addresses. `well` asks the database; a platform that is away makes nobody unwell who hears another."""

    def __init__(self, well: Callable[[], Awaitable[bool]], patience: float = PATIENCE) -> None:
        self._well = well
        self._patience = patience
        self._stopping = False
        self._platforms: dict[str, Callable[[], bool]] = {}

    def watch(self, platform: str, hears: Callable[[], bool]) -> None:
        """Say of this platform whether it is heard; whoever hears none of theirs is not ready."""
        self._platforms[platform] = hears

    def mount(self, app: web.Application) -> None:
        """Answer at `/healthz`, `/readyz` and `/metrics`."""
        app.router.add_get("/healthz", _lives)
        app.router.add_get("/readyz", self._is_ready)
        app.router.add_get("/metrics", _counts)

    def stop(self) -> None:
        """Be ready no more: what is under way is finished, and nothing new should come."""
        self._stopping = True

    async def _is_ready(self, _: web.Request) -> web.Response:
        if self._stopping:
            return web.Response(status=503, text="stopping\n")
        if not await self._answers():
            return web.Response(status=503, text="the database does not answer\n")
        silent = [platform for platform, hears in self._platforms.items() if not hears()]
        told = "".join(f"{platform} is not heard\n" for platform in silent)
        if silent and len(silent) == len(self._platforms):
            return web.Response(status=503, text=told)
        return web.Response(text=f"ready\n{told}")

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(self._patience):
                return await self._well()
        except Exception:  # noqa: BLE001  (whatever it is, it is not well)
            return False


async def _lives(_: web.Request) -> web.Response:
    """The loop turns: this is it, turning."""
    return web.Response(text="alive\n")


async def _counts(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
