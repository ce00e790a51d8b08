"""The Slack stage as it is in service: segue comes by a consent in a browser, and Slack delivers everything twice."""

import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from aiohttp import web

from adapters.slack.app import PATH, SlackDoor
from adapters.slack.bridge import Bridge
from bot.ports import Clock
from tests.support.slack import tenants
from tests.support.slack.browsing import Browser, browsing
from tests.support.slack.delivery import Post
from tests.support.slack.doubling import Ahead, Doubled
from tests.support.slack.hands import Hands
from tests.support.slack.life import Life
from tests.support.stages.slack import PATIENCE, TEAM, SlackStage


class ServiceStage(SlackStage):
    """One workspace among those that may consent. `lines` counts what was delivered twice."""

    def __init__(
        self,
        bridge: Bridge,
        clock: Clock,
        turn: Callable[[datetime], Awaitable[None]],
        *,
        sockets: bool = False,
    ) -> None:
        super().__init__(bridge, clock, turn, sockets=sockets)
        self._browser: Browser | None = None
        self.slack.uninstall(self.slack.workspace)

    @property
    def doubled(self) -> int:
        """How many deliveries came twice."""
        line = self.slack.line
        assert isinstance(line, Doubled), "the stage has not started"
        return line.doubled

    @property
    def life(self) -> Life:
        """What people do to channels, people and the installation."""
        return self.hands.life

    async def installs(self) -> str:
        """Let Ana consent in her browser; the page she is left with."""
        assert self._browser is not None, "the stage has not started"
        self.slack.consents.decides(TEAM)
        return (await self._browser.opens("/slack/install")).html

    async def start(self) -> None:
        """Raise the curtain."""
        slack = self.slack
        await slack.start()
        self._open.push_async_callback(slack.close)
        listening = socket.create_server(("127.0.0.1", 0))
        home = f"http://127.0.0.1:{listening.getsockname()[1]}"
        door = self._door = SlackDoor(
            self._bridge,
            clock=self._clock,
            signing_secret=slack.secret,
            app_token=slack.app.app_token if self._sockets else "",
            oauth=replace(tenants.app(slack), address=home),
            base_url=slack.base_url,
            patience=PATIENCE,
        )
        await self._serve(door, listening)
        await door.start()
        self._open.push_async_callback(door.close)
        self._browser = await self._open.enter_async_context(browsing(home))
        slack.sockets.patience = PATIENCE
        self._hands = Hands(slack, "" if self._sockets else home + PATH, patience=PATIENCE)
        self._double(home + PATH)

    async def _serve(self, door: SlackDoor, listening: socket.socket) -> None:
        site = web.Application()
        door.mount(site)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        await web.SockSite(runner, listening).start()

    def _double(self, url: str) -> None:
        line = self.slack.line
        assert line is not None, "no way to deliver"
        again = Post(url, self.slack.secret, Ahead(self._clock))
        again.patience = PATIENCE
        self.slack.line = Doubled(line, line if self._sockets else again)
