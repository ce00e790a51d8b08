"""What benchmarks stand on: real databases of each kind, and a stopwatch."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.domain.roadmap import Library
from content.library import load
from tests.support.databases import Postgres, Sqlite


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A folder that is gone afterwards, the library as it is shipped, and a database server of each kind."""

    folder: Path
    library: Library
    servers: dict[str, Postgres | Sqlite]


@contextmanager
def grounds(folder: Path) -> Iterator[Grounds]:
    """Grounds in this folder, with their servers running."""
    servers: dict[str, Postgres | Sqlite] = {"SQLite": Sqlite(folder), "PostgreSQL": Postgres(durable=True)}
    try:
        yield Grounds(folder=folder, library=load(), servers=servers)
    finally:
        for server in servers.values():
            server.stop()


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Seconds that some work takes each time, over so many times."""
    begun = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begun) / times
