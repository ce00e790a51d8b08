"""`segue run` against a local Discord: a process of its own, watched over, and ended when Discord ends it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from tests.cli.conftest import KEY, ROOT
from tests.cli.test_run import _answers, told
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer


@asynccontextmanager
async def running(
    home: Path, discord: DiscordServer, **environment: str
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The address of `segue run`, once it answers there, and its process; ended in the end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    given = {
        "SEGUE_HOME": str(home),
        "SEGUE_KEY": KEY,
        "SEGUE_PORT": str(port),
        "SEGUE_DISCORD_TOKEN": discord.token,
        "SEGUE_DISCORD_API": discord.api,
        "SEGUE_DISCORD_GATEWAY": discord.socket,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given, **environment},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await _answers(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_it_answers_says_whether_discord_is_heard_and_stops_when_told(tmp_path: Path) -> None:
    async with DiscordServer.running() as discord, running(tmp_path, discord) as (address, process):
        seen = await People(discord).types("Bo", "/segue help")
        ready, counted = await told(address, "/readyz"), (await told(address, "/metrics"))[1]

        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            ended = await process.wait()

    assert "/roadmap" in str(seen)
    assert ready == (200, "ready\n")
    assert 'segue_inbox_events_total{dup="no",platform="discord",type="command"} 1.0' in counted
    assert 'segue_ack_seconds_count{platform="discord"} 1.0' in counted
    assert ended == 0


async def test_a_process_that_is_heard_by_nobody_is_not_ready(tmp_path: Path) -> None:
    async with DiscordServer.running() as discord, running(tmp_path, discord) as (address, _):
        discord.gateway.frozen = True
        discord.gateway.drop()
        async with asyncio.timeout(30):
            while (ready := await told(address, "/readyz"))[0] == 200:
                continue

    assert ready == (503, "Discord is not heard\n")


async def test_a_token_that_discord_takes_back_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async with DiscordServer.running() as discord, running(tmp_path, discord) as (_, process):
        await discord.gateway.closes(4004)
        async with asyncio.timeout(30):
            _, said = await process.communicate()

    assert process.returncode == 1
    [*_, last] = said.decode().splitlines()
    assert last.startswith("segue: Discord refused the token while segue was running (4004)")


async def test_in_development_one_server_gets_the_commands(tmp_path: Path) -> None:
    async with DiscordServer.running() as discord, running(tmp_path, discord, SEGUE_DISCORD_SERVER="900"):
        assert {command["name"] for command in discord.world.commands["900"]} >= {"my", "cohort"}
        assert discord.world.commands[None] == []
