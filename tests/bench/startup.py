"""How long people wait for the command line, against a bare interpreter."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import perf_counter

from tests.bench import commands
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds, timed


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """Help, the version, and the playground: the first time, and when it is there already."""
    home = grounds.folder / "startup"
    fresh = (home / str(number) for number in count())
    yield _contest("segue --help", lambda: timed(lambda: commands.segue("--help", home=home)))
    yield _contest("segue version", lambda: timed(lambda: commands.segue("version", home=home)))
    yield _contest("segue demo until its address, first time", lambda: _opened(next(fresh)))
    yield _contest("segue demo until its address, again", lambda: _opened(home))


def _opened(home: Path) -> float:
    begun = perf_counter()
    with commands.playground(home):
        return perf_counter() - begun


def _contest(name: str, ours: Callable[[], float]) -> Contest:
    return Contest(
        name=name,
        unit=Unit.MILLISECONDS,
        ours=ours,
        against="python -c pass",
        baseline=lambda: timed(commands.bare),
    )
