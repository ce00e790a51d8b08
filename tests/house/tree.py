"""What is in the tree, as far as it is committed."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What tools leave behind; `.gitignore` has it too.
LEFTOVERS = (".git", ".venv", "__pycache__", ".hypothesis")


def files(*suffixes: str) -> Iterator[Path]:
    """Every file with one of these suffixes; without any, every file."""
    return (path for path in _inside(ROOT) if not suffixes or path.suffix in suffixes)


def folders() -> set[str]:
    """The names of the folders at the top."""
    return {path.name for path in ROOT.iterdir() if path.is_dir() and not _is_leftover(path)}


def name(path: Path) -> str:
    """The path from the top of the tree."""
    return path.relative_to(ROOT).as_posix()


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(one for one in folder.iterdir() if not _is_leftover(one)):
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def _is_leftover(path: Path) -> bool:
    return path.name in LEFTOVERS or path.name.endswith(("_cache", ".egg-info"))
