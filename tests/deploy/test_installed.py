"""What is installed without the tree carries what its commands read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
SHIPPED = ("bot", "adapters", "content", "scheduler", "pyproject.toml", "README.md", "LICENSE", "deploy")
BUILD = "from setuptools import build_meta; build_meta.build_wheel('out')"


def installed(folder: Path) -> Path:
    """A folder with what a wheel of segue holds."""
    source, target = folder / "source", folder / "installed"
    source.mkdir()
    for name in SHIPPED:
        here = ROOT / name
        _ = shutil.copytree(here, source / name) if here.is_dir() else shutil.copy(here, source / name)
    subprocess.run([sys.executable, "-c", BUILD], cwd=source, check=True, capture_output=True, timeout=120)
    (wheel,) = (source / "out").glob("*.whl")
    ZipFile(wheel).extractall(target)
    shutil.rmtree(source)
    return target


def test_an_installed_segue_finds_the_manifest_and_the_library(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed(tmp_path))}

    for words in (["slack", "manifest", "--sockets"], ["content", "check"]):
        told = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.startswith(("# The Slack app of segue", "0 problems"))
