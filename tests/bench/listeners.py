"""`python -m tests.bench.listeners segue|bolt|bare [database]`: what is called, in a process of its own.

Each listens at `/slack/events` of a free port, writes the port to its output once it does, and ends with its input.
"""

import asyncio
import sys
from contextlib import AsyncExitStack

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import PATH, SlackDoor
from bot import wiring
from bot.clocks import SystemClock
from bot.store.crypto import Keyring
from tests.bench.callers import SECRET, TEAM, WORDS
from tests.support.databases import KEY

TOKEN = "xoxb-measured"


async def serve(kind: str, database: str) -> None:
    """Listen until nobody holds the input any more."""
    async with AsyncExitStack() as stack:
        match kind:
            case "segue":
                app = await _segue(stack, database)
            case "bolt":
                app = await _bolt(stack)
            case _:
                app = web.Application()
                app.router.add_post(PATH, _bare)
        sys.stdout.write(f"{await _listening(stack, app)}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


async def _segue(stack: AsyncExitStack, database: str) -> web.Application:
    """The whole of segue over this database, as `segue run` opens it, without the heartbeat."""
    house = wiring.house(database, Keyring(KEY), SystemClock())
    stack.callback(house.close)
    door = SlackDoor(
        house.bridge, token=TOKEN, signing_secret=SECRET, clock=house.clock, base_url=await _slack(stack)
    )
    await door.start()
    stack.push_async_callback(door.close)
    app = web.Application()
    door.mount(app)
    return app


async def _bolt(stack: AsyncExitStack) -> web.Application:
    """Bolt as its first example has it: one command, acknowledged with a text."""
    app = AsyncApp(client=AsyncWebClient(token=TOKEN, base_url=await _slack(stack)), signing_secret=SECRET)

    @app.command("/roadmap")
    async def acknowledge(ack: AsyncAck) -> None:
        await ack(WORDS)

    return app.web_app(path=PATH)


async def _bare(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(text=WORDS)


async def _slack(stack: AsyncExitStack) -> str:
    """The address of a Slack that knows this team and everybody in it: both sides ask it once and remember."""

    async def whose(request: web.Request) -> web.Response:
        return web.json_response(
            {"ok": True, "team_id": TEAM, "bot_id": "B1", "user_id": "UBOT", "view": {"id": "V1"}}
        )

    async def who(request: web.Request) -> web.Response:
        asked = request.query["user"]
        return web.json_response(
            {"ok": True, "user": {"id": asked, "team_id": TEAM, "real_name": asked, "tz": "Europe/Berlin"}}
        )

    app = web.Application()
    app.router.add_route("*", "/api/users.info", who)
    app.router.add_route("*", "/api/{method}", whose)
    return f"http://127.0.0.1:{await _listening(stack, app)}/api/"


async def _listening(stack: AsyncExitStack, app: web.Application) -> int:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[0][1])


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], (sys.argv[2:] or [""])[0]))
