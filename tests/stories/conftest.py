"""The stages: a story is told once, and plays on each of them."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeAlias, cast

import pytest
from playwright.async_api import Page

from bot import wiring
from bot.domain.roadmap import Library
from bot.ports import Messenger
from bot.requests import Platform
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing
from scheduler.turning import turn
from tests.support.databases import Postgres, Sqlite
from tests.support.stages.both import BothStages
from tests.support.stages.core import CoreStage
from tests.support.stages.discord import DiscordStage
from tests.support.stages.discord_service import DiscordServiceStage
from tests.support.stages.slack import SlackStage
from tests.support.stages.slack_service import ServiceStage
from tests.support.stages.stage import Stage
from tests.support.stages.web import WebStage
from tests.support.worlds import World

STAGES = (
    "core",
    "core-on-postgresql",
    pytest.param("playground", marks=pytest.mark.browser),
    "slack",
    "slack-socket",
    "discord",
)

Servers: TypeAlias = dict[str, Postgres | Sqlite]


class Clockwork:
    """Lets a world's clock come to a moment, with everything due on the way handed to one messenger."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._heartbeat: Heartbeat | None = None

    def start(self, messenger: Messenger) -> None:
        """Hand everything to `messenger` from here on, as fast as it takes it."""
        self.start_all({self._world.platform: messenger})

    def start_all(self, messengers: Mapping[Platform, Messenger]) -> None:
        """Hand everything to the messenger of its platform from here on."""
        world = self._world
        house = wiring.House(
            database=world.database, library=world.library, core=world.core, bridge=world.bridge, clock=world.clock
        )
        self._heartbeat = wiring.clockwork(house, messengers, Pacing({}))

    async def __call__(self, until: datetime) -> None:
        """Come to `until`."""
        assert self._heartbeat is not None, "the stage has not started"
        await turn(self._world.clock, self._heartbeat, self._world.bridge, until)


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    """Each stage, over an empty database, at noon of Friday 1 January 2027 in Berlin."""
    name = request.param.replace("-", "_")
    return cast(Stage, request.getfixturevalue(f"{name}_stage"))


@pytest.fixture
def core_stage(servers: Servers, library: Library) -> Iterator[CoreStage]:
    with _world(servers["sqlite"], library, Platform.WEB) as world:
        yield _core(world)


@pytest.fixture
def core_on_postgresql_stage(servers: Servers, library: Library) -> Iterator[CoreStage]:
    with _world(servers["postgresql"], library, Platform.WEB) as world:
        yield _core(world)


@pytest.fixture
async def playground_stage(
    servers: Servers, library: Library, window: Page, tmp_path: Path
) -> AsyncIterator[WebStage]:
    with _world(servers["sqlite"], library, Platform.WEB) as world:
        clockwork = Clockwork(world)
        shelf = tmp_path / "shelf.sqlite3"
        opened = WebStage.open(world.bridge, clock=world.clock, waits=clockwork, shelf=shelf, page=window)
        async with opened as (stage, messenger):
            clockwork.start(messenger)
            yield stage


@pytest.fixture
async def slack_stage(servers: Servers, library: Library) -> AsyncIterator[SlackStage]:
    with _world(servers["sqlite"], library, Platform.SLACK) as world:
        async with _slack(world, sockets=False) as stage:
            yield stage


@pytest.fixture
async def slack_socket_stage(servers: Servers, library: Library) -> AsyncIterator[SlackStage]:
    with _world(servers["sqlite"], library, Platform.SLACK) as world:
        async with _slack(world, sockets=True) as stage:
            yield stage


@pytest.fixture(params=("http", "sockets"))
async def service(request: pytest.FixtureRequest, servers: Servers, library: Library) -> AsyncIterator[ServiceStage]:
    """Slack as it is in service, in both of its modes."""
    with _world(servers["sqlite"], library, Platform.SLACK) as world:
        clockwork = Clockwork(world)
        stage = ServiceStage(world.bridge, world.clock, clockwork, sockets=request.param == "sockets")
        await stage.start()
        clockwork.start(stage.messenger)
        yield stage
        await stage.close()


@pytest.fixture
async def discord_stage(servers: Servers, library: Library) -> AsyncIterator[DiscordStage]:
    with _world(servers["sqlite"], library, Platform.DISCORD) as world:
        clockwork = Clockwork(world)
        stage = DiscordStage(world.bridge, world.clock, clockwork)
        await stage.start()
        clockwork.start(stage.messenger)
        yield stage
        await stage.close()


@pytest.fixture
async def discord_service(servers: Servers, library: Library) -> AsyncIterator[DiscordServiceStage]:
    """Discord as it is in service."""
    with _world(servers["sqlite"], library, Platform.DISCORD) as world:
        clockwork = Clockwork(world)
        stage = DiscordServiceStage(world.bridge, world.clock, clockwork)
        await stage.start()
        clockwork.start(stage.messenger)
        yield stage
        await stage.close()


@pytest.fixture(params=("sqlite", "postgresql"))
async def both(request: pytest.FixtureRequest, servers: Servers, library: Library) -> AsyncIterator[BothStages]:
    """One segue that speaks Slack and Discord, over each database."""
    with _world(servers[request.param], library, Platform.SLACK) as world:
        clockwork = Clockwork(world)
        stages = BothStages(world.bridge, world.clock, clockwork)
        await stages.start()
        clockwork.start_all(stages.messengers)
        yield stages
        await stages.close()


@asynccontextmanager
async def _slack(world: World, *, sockets: bool) -> AsyncIterator[SlackStage]:
    clockwork = Clockwork(world)
    stage = SlackStage(world.bridge, world.clock, clockwork, sockets=sockets)
    await stage.start()
    clockwork.start(stage.messenger)
    yield stage
    await stage.close()


def _core(world: World) -> CoreStage:
    clockwork = Clockwork(world)
    stage = CoreStage(world, clockwork)
    clockwork.start(stage.messenger)
    return stage


@contextmanager
def _world(server: Postgres | Sqlite, library: Library, platform: Platform) -> Iterator[World]:
    with server.emptied() as url, closing(World(url, library, platform=platform)) as world:
        yield world
