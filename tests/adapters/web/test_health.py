"""Whoever watches over segue is told whether it lives, whether it can work, and how much it did; never who."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from adapters.web.health import Health
from bot.metrics import RECEIVED


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def fails() -> bool:
    raise OSError("the disk is full")


async def hangs() -> bool:
    await asyncio.Event().wait()
    return True


@asynccontextmanager
async def watched(health: Health) -> AsyncIterator[Callable[[str], Awaitable[tuple[int, str, str]]]]:
    """What a path answers: its status, what it says, and what kind of text that is."""
    app = web.Application()
    health.mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    async def ask(path: str) -> tuple[int, str, str]:
        address = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return answer.status, await answer.text(), answer.headers["Content-Type"]

    try:
        yield ask
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("well", "status", "says"),
    [
        (yes, 200, "ready"),
        (no, 503, "the database does not answer"),
        (fails, 503, "the database does not answer"),
        (hangs, 503, "the database does not answer"),
    ],
)
async def test_it_is_ready_while_its_database_answers(
    well: Callable[[], Awaitable[bool]], status: int, says: str
) -> None:
    async with watched(Health(well, patience=0.05)) as ask:
        told = await ask("/readyz")

        assert told[:2] == (status, f"{says}\n")


async def test_it_is_ready_no_more_once_it_stops_and_lives_on_until_then() -> None:
    health = Health(yes)
    async with watched(health) as ask:
        health.stop()

        ready, lives = await ask("/readyz"), await ask("/healthz")

        assert ready[:2] == (503, "stopping\n")
        assert lives[:2] == (200, "alive\n")


async def test_it_lives_whatever_becomes_of_its_database() -> None:
    async with watched(Health(hangs)) as ask:
        assert (await ask("/healthz"))[0] == 200


async def test_what_is_counted_can_be_read_and_names_nobody() -> None:
    RECEIVED.labels("slack", "command", "no").inc()
    async with watched(Health(yes)) as ask:
        status, text, kind = await ask("/metrics")

        assert (status, kind.partition(";")[0]) == (200, "text/plain")
        assert 'segue_inbox_events_total{dup="no",platform="slack",type="command"}' in text
        labels = {
            part.partition("=")[0]
            for line in text.splitlines()
            if "{" in line
            for part in line[line.index("{") + 1 : line.index("}")].split(",")
        }
        assert not labels & {"user", "workspace", "channel", "team"}


@pytest.mark.parametrize(
    ("slack", "discord", "status", "says"),
    [
        (True, True, 200, "ready\n"),
        (True, False, 200, "ready\nDiscord is not heard\n"),
        (False, False, 503, "Slack is not heard\nDiscord is not heard\n"),
    ],
)
async def test_it_is_ready_while_it_hears_a_platform(*, slack: bool, discord: bool, status: int, says: str) -> None:
    health = Health(yes)
    health.watch("Slack", lambda: slack)
    health.watch("Discord", lambda: discord)

    async with watched(health) as ask:
        assert (await ask("/readyz"))[:2] == (status, says)
