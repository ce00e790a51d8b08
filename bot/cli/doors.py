"""segue in service: the doors whose tokens are there, over one house."""

import asyncio
from contextlib import AsyncExitStack

from aiohttp import web

from bot import wiring
from bot.cli.stopping import stopped
from bot.clocks import SystemClock
from bot.errors import Misconfigured
from bot.ports import Messenger
from bot.requests import Platform
from bot.settings import Settings


class Doors:
    """Slack, Discord, or both. Raises `Misconfigured` when there is a token for neither."""

    def __init__(self, settings: Settings) -> None:
        if settings.slack_token is None and settings.discord_token is None:
            raise Misconfigured("Set SEGUE_SLACK_TOKEN or SEGUE_DISCORD_TOKEN; `segue demo` needs neither.")
        self._settings = settings
        self._house = wiring.house(settings.database, wiring.keyring(settings), SystemClock())

    async def until_stopped(self) -> None:
        """Serve until somebody stops us, or a door falls shut for good."""
        async with AsyncExitStack() as stack:
            stack.callback(self._house.close)
            messengers: dict[Platform, Messenger] = {}
            ends = [asyncio.create_task(stopped())]
            if self._settings.slack_token is not None:
                messengers[Platform.SLACK] = await self._open_slack(stack)
            if self._settings.discord_token is not None:
                messenger, ended = await self._open_discord(stack)
                messengers[Platform.DISCORD] = messenger
                ends.append(ended)
            heartbeat = wiring.clockwork(self._house, messengers)
            heartbeat.start()
            stack.push_async_callback(heartbeat.stop)
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in done:
                end.result()

    async def _open_slack(self, stack: AsyncExitStack) -> Messenger:
        from adapters.slack.app import SlackDoor

        token, secret = self._settings.slack_token, self._settings.slack_signing_secret
        if token is None or secret is None:
            raise Misconfigured("SEGUE_SLACK_SIGNING_SECRET is missing: see Basic Information of the app.")
        door = SlackDoor(
            self._house.bridge,
            token=token.get_secret_value(),
            signing_secret=secret.get_secret_value(),
            clock=self._house.clock,
            base_url=self._settings.slack_api,
        )
        await door.start()
        stack.push_async_callback(door.close)
        app = web.Application()
        door.mount(app)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await self._listen(runner)
        return door.messenger

    async def _listen(self, runner: web.AppRunner) -> None:
        host, port = self._settings.host, self._settings.port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as reason:
            raise Misconfigured(f"Nothing can listen at {host}:{port} ({reason.strerror}): see SEGUE_PORT.") from None

    async def _open_discord(self, stack: AsyncExitStack) -> tuple[Messenger, asyncio.Task[None]]:
        from adapters.discord.client import DiscordDoor

        token = self._settings.discord_token
        if token is None:
            raise Misconfigured("SEGUE_DISCORD_TOKEN is missing.")
        door = DiscordDoor(
            self._house.bridge,
            token=token.get_secret_value(),
            clock=self._house.clock,
            api_base=self._settings.discord_api or None,
            gateway=self._settings.discord_gateway or None,
        )
        await door.start()
        stack.push_async_callback(door.close)
        return door.messenger, asyncio.create_task(door.ended())
