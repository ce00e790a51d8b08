"""segue in service: the doors whose tokens are there, over one house, and one server for what comes over HTTP."""

import asyncio
from contextlib import AsyncExitStack

from aiohttp import web

from adapters.web.health import Health
from bot import settings, wiring
from bot.cli.stopping import stopped
from bot.clocks import SystemClock
from bot.errors import Misconfigured
from bot.ports import Messenger
from bot.requests import Platform
from bot.settings import Settings

#: How long requests that are under way may take at the end, in seconds.
GRACE = 10.0


class Doors:
    """Slack, Discord, or both. Raises `Misconfigured` without a token for either, or with half of what one needs."""

    def __init__(self, decided: Settings) -> None:
        if wrong := settings.faults(decided):
            raise Misconfigured(" ".join(wrong))
        if not settings.speaks_slack(decided) and decided.discord_token is None:
            raise Misconfigured("Set SEGUE_SLACK_TOKEN or SEGUE_DISCORD_TOKEN; `segue demo` needs neither.")
        self._settings = decided
        self._house = wiring.house(decided.database, wiring.keyring(decided), SystemClock())
        self._health = Health(self._house.bridge.well)
        self._web = web.Application()
        self._health.mount(self._web)

    async def until_stopped(self) -> None:
        """Serve until somebody stops us, or a door falls shut for good."""
        async with AsyncExitStack() as stack:
            stack.callback(self._house.close)
            messengers: dict[Platform, Messenger] = {}
            ends = [asyncio.create_task(stopped())]
            if settings.speaks_slack(self._settings):
                messengers[Platform.SLACK] = await self._open_slack(stack)
            if self._settings.discord_token is not None:
                messenger, ended = await self._open_discord(stack)
                messengers[Platform.DISCORD] = messenger
                ends.append(ended)
            await self._listen(stack)
            heartbeat = wiring.clockwork(self._house, messengers)
            heartbeat.start()
            stack.push_async_callback(heartbeat.stop)
            stack.callback(self._health.stop)
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in done:
                end.result()

    async def _open_slack(self, stack: AsyncExitStack) -> Messenger:
        from adapters.slack.app import SlackDoor
        from adapters.slack.oauth import OAuth

        decided = self._settings
        app = OAuth(
            client_id=decided.slack_client_id,
            client_secret=settings.revealed(decided.slack_client_secret),
            address=decided.public_url,
            # The consent page stands beside the API, in a rehearsal too.
            consent_page=f"{decided.slack_api.removesuffix('api/')}oauth/v2/authorize",
        )
        door = SlackDoor(
            self._house.bridge,
            clock=self._house.clock,
            token=settings.revealed(decided.slack_token),
            signing_secret=settings.revealed(decided.slack_signing_secret),
            app_token=settings.revealed(decided.slack_app_token),
            oauth=app if decided.slack_client_id else None,
            base_url=decided.slack_api,
        )
        await door.start()
        stack.push_async_callback(door.close)
        door.mount(self._web)
        # Slack says nothing of being away: over HTTP it comes to us, and sockets are opened anew until they stand.
        self._health.watch("Slack", lambda: True)
        return door.messenger

    async def _listen(self, stack: AsyncExitStack) -> None:
        """Take requests: whatever the doors mounted, and those of whoever watches over us."""
        runner = web.AppRunner(self._web, access_log=None, shutdown_timeout=GRACE)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        host, port = self._settings.host, self._settings.port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as reason:
            raise Misconfigured(f"Nothing can listen at {host}:{port} ({reason.strerror}): see SEGUE_PORT.") from None

    async def _open_discord(self, stack: AsyncExitStack) -> tuple[Messenger, asyncio.Task[None]]:
        from adapters.discord.client import DiscordDoor
        from adapters.discord.shards import Shards

        token = self._settings.discord_token
        if token is None:
            raise Misconfigured("SEGUE_DISCORD_TOKEN is missing.")
        part = settings.discord_part(self._settings)
        door = DiscordDoor(
            self._house.bridge,
            token=token.get_secret_value(),
            clock=self._house.clock,
            api_base=self._settings.discord_api or None,
            gateway=self._settings.discord_gateway or None,
            guild=self._settings.discord_server or None,
            part=Shards(ids=part[0], of=part[1]) if part else None,
        )
        await door.start()
        stack.push_async_callback(door.close)
        self._house.bridge.before_rounds(Platform.DISCORD, door.refresh_roll)
        self._health.watch("Discord", lambda: door.connected)
        return door.messenger, asyncio.create_task(door.ended())
