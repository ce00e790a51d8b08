from collections.abc import AsyncIterator

import pytest

from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.running() as running:
        yield running


@pytest.fixture
def people(server: DiscordServer) -> People:
    return People(server)
