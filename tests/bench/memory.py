"""Memory at rest: the playground's process when it has just opened, and after a whole run of 27 weeks."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]

from bot.clocks import SystemClock
from tests.bench import commands
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds

WEEKS = 27
PLAYERS = ("ana", "bo", "chen", "dana")


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """The resident set of the process, as the operating system counts it."""
    homes = (grounds.folder / "memory" / str(number) for number in count())
    yield Contest(
        name="playground, just opened",
        unit=Unit.MEGABYTES,
        ours=lambda: _resting(next(homes), weeks=0),
        against="a bare interpreter",
        baseline=_bare,
    )
    yield Contest(
        name=f"playground, after {WEEKS} weeks of {len(PLAYERS)} people",
        unit=Unit.MEGABYTES,
        ours=lambda: _resting(next(homes), weeks=WEEKS),
        against="one just opened",
        baseline=lambda: _resting(next(homes), weeks=0),
        rounds=3,
    )


def _resting(home: Path, weeks: int) -> float:
    with commands.playground(home) as (address, process):
        if weeks:
            _run(address, weeks)
        return _resident(process)


def _run(address: str, weeks: int) -> None:
    """A cohort from its first day to its last: everybody joins, and checks in every week."""
    first = SystemClock().now() + timedelta(days=1)
    plan = {"name": "Spring", "starts": f"{first:%Y-%m-%d}", "zone": "UTC", "weekday": str(first.weekday())}
    _send(address, "ana", "cohort.start", plan | {"at": "09:00"})
    for player in PLAYERS:
        _post(address, "say", player, line="/cohort join")
    for week in range(1, weeks + 1):
        # The check-in opens four days after the prompt, in the afternoon.
        _post(address, "turn", "ana", to=f"{first + timedelta(days=7 * week - 2):%Y-%m-%d}T12:00+00:00")
        for player in PLAYERS:
            page = _send(address, player, f"checkin|1|{week}", {"done": "A week's work", "next_step": "Go on"})
            assert f"Week {week} is noted" in page


def _send(address: str, player: str, wire: str, answers: dict[str, str]) -> str:
    return _post(address, "send", player, wire=wire, **{f"answer:{key}": said for key, said in answers.items()})


def _post(address: str, path: str, player: str, **fields: str) -> str:
    body = urlencode({"as": player} | fields).encode()
    with urlopen(f"{address}/{path}", body, timeout=commands.PATIENCE) as answer:
        return str(answer.read().decode())


def _resident(process: int) -> float:
    return float(psutil.Process(process).memory_info().rss)


def _bare() -> float:
    waits = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        resident = _resident(running.pid)
        running.communicate(b"\n")
        return resident
