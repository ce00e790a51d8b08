"""`segue run` against a local Slack: a process of its own, over sockets or HTTP, watched over and stopped."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp

from bot.clocks import SystemClock
from tests.cli.conftest import KEY, ROOT
from tests.support.slack import sight
from tests.support.slack.hands import Hands
from tests.support.slack.parrot import CHANNEL, settle
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Message


@asynccontextmanager
async def local_slack() -> AsyncIterator[SlackServer]:
    slack = SlackServer(SystemClock())
    settle(slack)
    await slack.start()
    try:
        yield slack
    finally:
        await slack.close()


@asynccontextmanager
async def running(
    home: Path, slack: SlackServer, **environment: str
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The address of `segue run`, once it answers there, and its process; ended in the end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    given = {"SEGUE_HOME": str(home), "SEGUE_KEY": KEY, "SEGUE_PORT": str(port), "SEGUE_SLACK_API": slack.base_url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env={"PATH": os.environ["PATH"], **given, **environment}
    )
    try:
        address = f"http://127.0.0.1:{port}"
        await _answers(address)
        yield address, process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _answers(address: str) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await told(address, "/healthz")
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
            else:
                return


async def told(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address + path, allow_redirects=False) as answer:
        return answer.status, await answer.text()


async def test_over_sockets_it_answers_with_no_address_is_watched_over_and_stops_when_told(tmp_path: Path) -> None:
    async with (
        local_slack() as slack,
        running(tmp_path, slack, SEGUE_SLACK_TOKEN=slack.token, SEGUE_SLACK_APP_TOKEN=slack.app.app_token) as (
            address,
            process,
        ),
    ):
        await slack.sockets.connected(2)
        await Hands(slack).types("UBO", CHANNEL, "/segue help")
        answer = await slack.workspace.shown_after("UBO", 0)
        watched = [(await told(address, path))[0] for path in ("/healthz", "/readyz", "/metrics", "/slack/events")]
        counted = (await told(address, "/metrics"))[1]

        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            ended = await process.wait()

        assert isinstance(answer, Message)
        assert "/roadmap" in sight.words(answer.blocks, "UTC")
        assert watched == [200, 200, 200, 404]
        assert 'segue_inbox_events_total{dup="no",platform="slack",type="command"} 1.0' in counted
        assert ended == 0


async def test_for_many_workspaces_it_needs_no_token_and_shows_the_way_to_install_it(tmp_path: Path) -> None:
    app = {"SEGUE_SLACK_SIGNING_SECRET": "plum", "SEGUE_PUBLIC_URL": "https://segue.example.org"}
    async with (
        local_slack() as slack,
        running(
            tmp_path,
            slack,
            SEGUE_SLACK_CLIENT_ID=slack.app.client_id,
            SEGUE_SLACK_CLIENT_SECRET=slack.app.client_secret,
            **app,
        ) as (address, _),
    ):
        ready, install = await told(address, "/readyz"), await told(address, "/slack/install")

        assert (ready[0], install[0]) == (200, 302)
