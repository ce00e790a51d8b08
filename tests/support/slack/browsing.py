"""Somebody's browser on its way through an installation, over real sockets, with real cookies."""

import html
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from adapters.slack.bridge import Bridge
from adapters.slack.install import Consent
from adapters.slack.oauth import OAuth
from adapters.slack.troubles import Trouble
from adapters.slack.workspaces import Workspaces
from bot.ports import Clock
from tests.support.slack import tenants
from tests.support.slack.server import SlackServer


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in the browser."""

    status: int
    html: str
    headers: dict[str, str] = field(repr=False)

    def shows(self, trouble: Trouble) -> bool:
        """Whether it is about this, and leads to another try."""
        words = html.unescape(self.html)
        told = all(said in words for said in (trouble.title, trouble.fact, trouble.step))
        return told and 'href="install">Try again' in words and self.status == trouble.status


class Browser:
    """Follows links and keeps cookies."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.addresses: list[str] = []

    async def opens(self, path: str) -> Seen:
        """Go to a path of segue's, and wherever that leads."""
        async with self.session.get(self.home + path) as answer:
            self.addresses += [str(one.url) for one in (*answer.history, answer)]
            return Seen(answer.status, await answer.text(), dict(answer.headers))

    async def sets_out(self) -> aiohttp.ClientResponse:
        """Begin, and stop before Slack's page."""
        async with self.session.get(f"{self.home}/slack/install", allow_redirects=False) as answer:
            return answer

    async def comes_back(self) -> str:
        """Begin, answer on Slack's page, and stop before the way back; its address without the host."""
        left = await self.sets_out()
        async with self.session.get(left.headers["Location"], allow_redirects=False) as answer:
            back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    @property
    def last(self) -> str:
        """The last address without the host: what a reload asks for."""
        parts = urlsplit(self.addresses[-1])
        return f"{parts.path}?{parts.query}"


@dataclass(frozen=True, slots=True)
class House:
    """A local Slack, the two addresses of an installation, and a browser that knows nothing yet."""

    slack: SlackServer
    browser: Browser
    workspaces: Workspaces
    app: OAuth


@asynccontextmanager
async def browsing(home: str) -> AsyncIterator[Browser]:
    """A browser that knows nothing yet."""
    browser = Browser(home)
    try:
        yield browser
    finally:
        await browser.session.close()


@asynccontextmanager
async def opened(bridge: Bridge, clock: Clock, **told: str) -> AsyncIterator[House]:
    """The two addresses of an installation, in front of this bridge; `told` is what else segue knows of its app."""
    listening = socket.create_server(("127.0.0.1", 0))
    home = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with tenants.two_teams(clock) as slack:
        known: dict[str, Any] = {"address": home} | told
        app = replace(tenants.app(slack), **known)
        async with tenants.opened(slack, bridge, clock) as workspaces, browsing(home) as browser:
            site = web.Application()
            Consent(app, workspaces, bridge, clock).mount(site)
            runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)
            await runner.setup()
            await web.SockSite(runner, listening).start()
            try:
                yield House(slack, browser, workspaces, app)
            finally:
                await runner.cleanup()
