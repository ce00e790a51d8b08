"""A bot that is asked, and the Discord that asks it: processes of their own, which take no time from each other."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import IO, TypeAlias

import psutil  # type: ignore[import-untyped]

from bot.store import upkeep
from bot.store.crypto import Keyring
from bot.store.database import Database
from tests.bench import commands
from tests.bench.commands import PATIENCE
from tests.bench.gateways import Job
from tests.bench.servers import TOKEN, Json
from tests.support.databases import KEY

Process: TypeAlias = "subprocess.Popen[str]"

#: Interactions of one measurement, by how many are in flight.
FLIGHTS = {1: 300, 20: 1_000, 100: 1_000}
#: Interactions a second of a steady afternoon in a very large house, and how many of them are measured.
STEADY, OF_STEADY = 200.0, 1_000
#: Who asks, where it does not matter who.
SOMEBODY = (("4999", "Somebody"),)
#: Discord invokes no bare group: our `/roadmap` has subcommands, and arrives as one of them.
_TYPED: tuple[Json, ...] = ({"type": 1, "name": "show", "options": []},)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A bot that is asked `/roadmap` by a Discord of its own, which waits for jobs at the other end of a pipe."""

    discord: Process
    bot: psutil.Process
    options: tuple[Json, ...]
    says: str
    people: tuple[tuple[str, str], ...] = SOMEBODY

    def flight(self, at_once: int) -> float:
        """Seconds per interaction while so many wait for their answer."""
        return self.run(FLIGHTS[at_once], at_once)[-1] / FLIGHTS[at_once]

    def effort(self) -> float:
        """Seconds of a processor per interaction: that others keep the machine busy hardly changes them."""
        before = self._worked()
        self.run(FLIGHTS[20], 20)
        return (self._worked() - before) / FLIGHTS[20]

    def usual(self) -> float:
        """Seconds until an answer, at the median, while interactions come at a steady rate."""
        return median(self._steady())

    def slowest(self) -> float:
        """Seconds that 99 of 100 answers take at most, while interactions come at a steady rate."""
        return quantiles(self._steady(), n=100)[-1]

    def run(self, requests: int, at_once: int, per_second: float | None = None) -> list[float]:
        """Seconds of every interaction of a job, and of all of them."""
        job = Job(
            people=self.people,
            options=list(self.options),
            requests=requests,
            at_once=at_once,
            says=self.says,
            per_second=per_second,
        )
        wants, tells = _pipes(self.discord)
        wants.write(json.dumps(asdict(job)) + "\n")
        wants.flush()
        return [float(each) for each in json.loads(tells.readline())]

    def _steady(self) -> list[float]:
        return self.run(OF_STEADY, 1, STEADY)[:-1]

    def _worked(self) -> float:
        times = self.bot.cpu_times()
        return float(times.user + times.system)


@contextmanager
def bare(says: str) -> Iterator[Asked]:
    """A bare discord.py client in one server."""
    with _discord(1) as (discord, addresses), _bot("bare", *addresses) as bot:
        yield Asked(discord=discord, bot=bot, options=(), says=says)


@contextmanager
def segue(says: str, database: str, people: tuple[tuple[str, str], ...]) -> Iterator[Asked]:
    """Segue in one server, over this database."""
    with _discord(1) as (discord, addresses), _bot("segue", *addresses, database) as bot:
        yield Asked(discord=discord, bot=bot, options=_TYPED, says=says, people=people)


def bare_at_rest(servers: int) -> float:
    """Bytes that a bare client in so many servers holds."""
    with _discord(servers) as (discord, addresses), _bot("bare", *addresses) as bot:
        return _held(Asked(discord=discord, bot=bot, options=(), says=""))


def segue_at_rest(servers: int, home: Path) -> float:
    """Bytes that `segue run` holds, with Discord alone and in so many servers."""
    home.mkdir(parents=True)
    ready = Database(f"sqlite:///{home / 'segue.sqlite3'}", Keyring(KEY))
    upkeep.prepare(ready)
    ready.close()
    with _discord(servers) as (discord, (api, gateway)):
        ours = {"KEY": KEY.hex(), "DISCORD_TOKEN": TOKEN, "DISCORD_API": api, "DISCORD_GATEWAY": gateway, "PORT": "0"}
        settings = {f"SEGUE_{name}": value for name, value in ours.items()}
        with _process([commands.SEGUE, "run"], commands.environment(home) | settings) as running:
            bot = psutil.Process(running.pid)
            return _held(Asked(discord=discord, bot=bot, options=_TYPED, says=""))


def _held(asked: Asked) -> float:
    # Whoever answers has taken in every server before.
    asked.run(1, 1)
    return float(asked.bot.memory_info().rss)


@contextmanager
def _discord(servers: int) -> Iterator[tuple[Process, tuple[str, str]]]:
    """A Discord of a bot in so many servers, with the addresses of its REST and of its gateway."""
    with _process([sys.executable, "-m", "tests.bench.gateways", str(servers)]) as discord:
        addresses = json.loads(_pipes(discord)[1].readline())
        yield discord, (addresses["api"], addresses["gateway"])


@contextmanager
def _bot(*arguments: str) -> Iterator[psutil.Process]:
    with _process([sys.executable, "-m", "tests.bench.bots", *arguments]) as running:
        yield psutil.Process(running.pid)


@contextmanager
def _process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Process]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, text=True, stdin=pipe, stdout=pipe) as running:
        try:
            yield running
        finally:
            running.terminate()
            running.wait(PATIENCE)


def _pipes(process: Process) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout
