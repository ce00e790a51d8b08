"""A scene to look at."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.clocks import SetClock
from tests.adapters.web.scenes import NOW, Scene, answer
from tests.support.plain_browser import PlainBrowser
from tests.support.playgrounds import parroting
from tests.support.web_parrot import Parrot


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    parrot = Parrot(answer)
    async with (
        ClientSession() as session,
        parroting(parrot, SetClock(NOW), tmp_path) as (base, playground, turner),
    ):
        yield Scene(PlainBrowser(session, base), parrot, playground, turner, session, base)
