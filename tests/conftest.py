"""What every test may ask for."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, settings

from bot.domain.roadmap import Library
from content.library import load
from tests.support.databases import KINDS, Postgres, Sqlite
from tests.support.worlds import World

pytest_plugins = ("tests.support.browser",)

# No test depends on how busy the machine is: Hypothesis looks at a clock unless it is told not to.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def library() -> Library:
    """The library as it is shipped."""
    return load()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Postgres | Sqlite]]:
    """One database server of each kind."""
    running: dict[str, Postgres | Sqlite] = {
        "sqlite": Sqlite(tmp_path_factory.mktemp("sqlite")),
        "postgresql": Postgres(),
    }
    yield running
    for server in running.values():
        server.stop()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, servers: dict[str, Postgres | Sqlite]) -> Iterator[str]:
    """A fresh database, once of each kind."""
    with servers[request.param].database() as url:
        yield url


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    """A world on an empty database, once of each kind."""
    with servers[request.param].emptied() as url, closing(World(url, library)) as made:
        yield made
