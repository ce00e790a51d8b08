"""segue as a process of its own, in a home of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SEGUE = str(Path(sys.executable).with_name("segue"))
#: A minute is longer than any of them takes.
PATIENCE = 60


def bare() -> None:
    """The interpreter, and nothing else."""
    subprocess.run([sys.executable, "-c", "pass"], check=True, timeout=PATIENCE)


def segue(*arguments: str, home: Path) -> str:
    """What a command of segue prints."""
    return subprocess.run(
        [SEGUE, *arguments], env=environment(home), check=True, capture_output=True, text=True, timeout=PATIENCE
    ).stdout


@contextmanager
def playground(home: Path) -> Iterator[tuple[str, int]]:
    """The address of a playground, from the moment it says so, and the number of its process."""
    command = [SEGUE, "demo", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            said, _, address = running.stdout.readline().strip().partition(": ")
            assert said == "Playground", said
            yield address, running.pid
        finally:
            running.terminate()
            running.wait(PATIENCE)


def environment(home: Path) -> dict[str, str]:
    """Ours, without any setting of segue's but where its home is."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    return ours | {"SEGUE_HOME": str(home)}
