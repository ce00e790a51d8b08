"""What a guide under `deploy` promises in so many words: sections, steps, and commands to type."""

import re
import shlex
from pathlib import Path

from tests.cli.test_help import COMMANDS

DEPLOY = Path(__file__).parents[2] / "deploy"


def sections(guide: str) -> dict[str, str]:
    """Its parts by their titles."""
    return {part.partition("\n")[0]: part for part in guide.split("\n## ")[1:]}


def steps(section: str) -> list[str]:
    """The numbers of the steps of a section."""
    return re.findall(r"^(\d+)\. ", section, flags=re.MULTILINE)


def typed(guide: str) -> list[str]:
    """What it has people type after `segue`; an ellipsis stands for a number."""
    lines = re.findall(r"^ {7}segue (.+)$", guide, re.MULTILINE) + re.findall(r"`segue ([a-z][^`]*)`", guide)
    return [line.replace("…", "1") for line in lines]


def is_understood(line: str) -> bool:
    """Whether segue takes these words."""
    words = shlex.split(line)
    path = next(path for path in COMMANDS if tuple(words[: len(path)]) == path)
    return not COMMANDS[path].make_context("segue", words[len(path) :]).args
