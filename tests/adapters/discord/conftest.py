from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clocks import SetClock
from tests.support.discord.bots import AMPLE
from tests.support.discord.people import People
from tests.support.discord.probe import Probe, probing
from tests.support.discord.server import DiscordServer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.running(AMPLE) as running:
        yield running


@pytest.fixture
def people(server: DiscordServer) -> People:
    return People(server)


@pytest.fixture
def hands() -> SetClock:
    """The clock of a Discord whose minutes pass when a test says so."""
    return SetClock(NOW)


@pytest.fixture
async def timed(hands: SetClock) -> AsyncIterator[DiscordServer]:
    """A Discord by that clock."""
    async with DiscordServer.running(AMPLE, clock=hands) as running:
        yield running


@pytest.fixture
async def probe(server: DiscordServer) -> AsyncIterator[Probe]:
    async with probing(server) as asking:
        yield asking
