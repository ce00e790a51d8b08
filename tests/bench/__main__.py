"""`python -m tests.bench [name …] [--json]`: measures, tells, and ends with 1 when a promise is broken."""

import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import text

from bot.store.database import engine
from tests.bench import answers, cohorts, discord, due, making, matching, memory, rehearsal, slack, startup
from tests.bench.contest import Contest, Figure, play
from tests.bench.grounds import Grounds, grounds

BENCHES: dict[str, Callable[[Grounds, int], Iterator[Contest]]] = {
    "answers": answers.contests,
    "due": due.contests,
    "slack": slack.contests,
    "discord": discord.contests,
    "startup": startup.contests,
    "making": making.contests,
    "memory": memory.contests,
    "rehearsal": rehearsal.contests,
    "matching": matching.contests,
    "cohorts": cohorts.contests,
}

#: Takes an hour: only when it is named.
LONG = ("cohorts",)

TERMINAL = Console(stderr=True)

Names = Annotated[
    list[str] | None, typer.Argument(help=f"Any of {', '.join(BENCHES)}; without a name all but {', '.join(LONG)}.")
]
Rounds = Annotated[int, typer.Option(min=1, max=9, help="How often each side is measured.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def main(names: Names = None, rounds: Rounds = 7, as_json: Json = False) -> None:
    """Measure, and tell each figure with its minimum, median and maximum. Ends with 1 when a promise is broken."""
    chosen = names or [name for name in BENCHES if name not in LONG]
    if strange := [name for name in chosen if name not in BENCHES]:
        raise typer.BadParameter(f"{', '.join(strange)}: there is {', '.join(BENCHES)}.")
    with TemporaryDirectory() as folder, grounds(Path(folder)) as standing:
        machine = _machine(standing)
        if not as_json:
            typer.echo(f"{machine}. Minimum / median / maximum of at most {rounds} rounds, each with its baseline.")
        figures = {name: _measured(name, standing, rounds, quiet=as_json) for name in chosen}
    if as_json:
        told = {name: [figure.as_json() for figure in found] for name, found in figures.items()}
        typer.echo(json.dumps({"machine": machine, "rounds": rounds, "figures": told}))
    kept = all(figure.kept for found in figures.values() for figure in found)
    raise typer.Exit(code=0 if kept else 1)


def _measured(name: str, standing: Grounds, rounds: int, *, quiet: bool) -> list[Figure]:
    """Every figure of one benchmark, each told as soon as it is there."""
    if not quiet:
        typer.echo(f"\n$ python -m tests.bench {name}")
    found = []
    for contest in _prepared(name, BENCHES[name](standing, rounds)):
        found.append(_played(contest, rounds))
        if not quiet:
            typer.echo(str(found[-1]))
    return found


def _played(contest: Contest, rounds: int) -> Figure:
    with Progress(console=TERMINAL, transient=True, disable=not TERMINAL.is_terminal) as progress:
        task = progress.add_task(contest.name, total=1)
        return play(contest, rounds, lambda part: progress.update(task, completed=part))


def _prepared(name: str, contests: Iterator[Contest]) -> Iterator[Contest]:
    """The contests, with a sign of life while the next one is made ready."""
    while True:
        with TERMINAL.status(f"{name}: getting ready") if TERMINAL.is_terminal else nullcontext():
            contest = next(contests, None)
        if contest is None:
            return
        yield contest


def _machine(standing: Grounds) -> str:
    with standing.servers["PostgreSQL"].database() as url:
        server = engine(url)
        with server.connect() as connection:
            postgres = str(connection.scalar(text("SHOW server_version")))
        server.dispose()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = platform.python_version()
    return f"{cores} cores, Python {python}, SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres}"


if __name__ == "__main__":
    typer.run(main)
