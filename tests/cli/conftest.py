"""segue at a terminal: a process of its own, with a clean environment and a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32)).hex()


class Terminal:
    """Runs `segue …`; what is in the environment besides its home is said with each command."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What became of `segue` with these words."""
        return self.python("-m", "bot", *words, **environment)

    def python(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What became of `python` with these words."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "SEGUE_HOME": str(self.home), **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


@pytest.fixture
def segue(tmp_path: Path) -> Terminal:
    """A terminal on a machine that has seen no segue before."""
    return Terminal(tmp_path / "home")


@pytest.fixture
def home(segue: Terminal) -> Path:
    """The folder of a segue that has been set up."""
    done = segue("db", "upgrade", SEGUE_KEY=KEY)
    assert done.returncode == 0, done.stderr
    return segue.home
