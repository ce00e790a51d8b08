"""`/roadmap` as Slack asks for it: signed, over HTTP, to the last byte of its blocks; against Bolt's first example.

Whoever is called and whoever calls are processes of their own, so that neither takes the other's time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

import psutil  # type: ignore[import-untyped]

from bot.clocks import SetClock
from bot.requests import Platform
from tests.bench.answers import AROUND, LEARNERS
from tests.bench.callers import WORDS, Job
from tests.bench.commands import PATIENCE
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds
from tests.support.worlds import World

ASKED = "/roadmap over signed HTTP"
#: Connections that Slack holds open when many people ask at once.
MANY = 50
#: Requests of one measurement, with one connection and with many.
SINGLE, BUSY = 300, 2_000
#: Requests a second of a steady afternoon in a very large house, and how many of them are measured.
STEADY, OF_STEADY = 200.0, 1_000
#: "p99 of the ack at 200 requests/s under 250 ms."
ACK = 250


class Callee:
    """A server at the other end of a pipe, which is called by a process of its own."""

    def __init__(self, port: int, process: int, says: str) -> None:
        self._port = port
        self._process = psutil.Process(process)
        self._says = says

    def throughput(self) -> float:
        """Seconds per request when many people ask at once."""
        return self._called(BUSY, MANY)[-1] / BUSY

    def effort(self) -> float:
        """Seconds of a processor per request: that others keep the machine busy hardly changes them."""
        before = self._worked()
        self._called(BUSY, MANY)
        return (self._worked() - before) / BUSY

    def latency(self) -> float:
        """Seconds until an answer, at the median, when one person asks at a time."""
        return median(self._called(SINGLE, 1)[:-1])

    def slowest(self) -> float:
        """Seconds that 99 of 100 answers take at most, while requests come at a steady rate."""
        return quantiles(self._called(OF_STEADY, MANY, STEADY)[:-1], n=100)[-1]

    def _worked(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def _called(self, requests: int, connections: int, per_second: float | None = None) -> list[float]:
        job = Job(
            port=self._port,
            people=tuple(f"U-{learner}" for learner in LEARNERS),
            requests=requests,
            connections=connections,
            says=self._says,
            per_second=per_second,
        )
        called = subprocess.run(
            [sys.executable, "-m", "tests.bench.callers"],
            input=json.dumps(asdict(job)),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
        )
        return [float(each) for each in json.loads(called.stdout)]


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """One at a time, many at once, and a steady stream; against Bolt's first example, and against aiohttp alone.

    One at a time comes first: everybody is known then, and so many at once find a warm house.
    """
    with ExitStack() as stack:
        url = stack.enter_context(grounds.servers["SQLite"].database())
        _settle(grounds, url)
        ours = stack.enter_context(_callee("segue", "Week 2 of", url))
        bolt = stack.enter_context(_callee("bolt", WORDS))
        bare = stack.enter_context(_callee("bare", WORDS))
        yield _one_at_a_time(ours, "a trivial Bolt listener", bolt, at_most=1.0)
        yield _one_at_a_time(ours, "a bare aiohttp handler", bare)
        yield _many_at_once(ours, "a trivial Bolt listener", bolt)
        yield _many_at_once(ours, "a bare aiohttp handler", bare)
        yield Contest(
            name=f"{ASKED}, processor time",
            unit=Unit.MILLISECONDS,
            ours=ours.effort,
            against="a trivial Bolt listener",
            baseline=bolt.effort,
        )
        yield Contest(
            name=f"{ASKED}, {STEADY:.0f} a second, p99",
            unit=Unit.MILLISECONDS,
            ours=ours.slowest,
            against="a trivial Bolt listener",
            baseline=bolt.slowest,
            within=ACK,
            rounds=5,
        )


def _one_at_a_time(ours: Callee, name: str, theirs: Callee, at_most: float | None = None) -> Contest:
    return Contest(
        name=f"{ASKED}, one connection, median",
        unit=Unit.MILLISECONDS,
        ours=ours.latency,
        against=name,
        baseline=theirs.latency,
        at_most=at_most,
    )


def _many_at_once(ours: Callee, name: str, theirs: Callee) -> Contest:
    return Contest(
        name=f"{ASKED}, {MANY} connections",
        unit=Unit.RATE,
        ours=ours.throughput,
        against=f"the time of {name}",
        baseline=theirs.throughput,
    )


def _settle(grounds: Grounds, url: str) -> None:
    """A cohort of a hundred learners in its second week, among many other cohorts."""
    begins = datetime.now(UTC) - timedelta(days=8)
    world = World(url, grounds.library, SetClock(begins - timedelta(days=1)), Platform.SLACK)
    AROUND.settle(world.database, grounds.library.default.slug)
    world.starts_cohort(starts=f"{begins:%Y-%m-%d}", weekday=str(begins.weekday()), at="00:00", zone="UTC")
    for learner in LEARNERS:
        world.says(learner, "/cohort join")
    world.close()


@contextmanager
def _callee(kind: str, says: str, database: str = "") -> Iterator[Callee]:
    command = [sys.executable, "-m", "tests.bench.listeners", kind, database]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield Callee(int(running.stdout.readline()), running.pid, says)
        finally:
            running.terminate()
            running.wait(PATIENCE)
