"""Help is instant, and shows how each command is used."""

import shlex
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli import app
from tests.cli.conftest import Terminal

HEAVY = {
    "sqlalchemy",
    "alembic",
    "discord",
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "pydantic",
    "yaml",
    "apscheduler",
    "cryptography",
    "matplotlib",
}
EXAMPLE = "For example: "


def commands(group: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield (*path, name), command


def whole() -> TyperGroup:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


COMMANDS = dict(commands(whole()))


def imported(segue: Terminal, *words: str) -> set[str]:
    """The packages that a command line loads."""
    told = segue.python("-X", "importtime", "-m", "bot", *words)
    assert told.returncode == 0
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}


def test_help_imports_nothing_heavy(segue: Terminal) -> None:
    loaded = imported(segue, "--help")

    assert "typer" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    "words", [("db", "backup"), ("rehearse",), ("demo",), ("slack", "manifest"), ("discord", "invite")], ids=" ".join
)
def test_the_help_of_a_command_imports_nothing_that_the_command_needs(
    segue: Terminal, words: tuple[str, ...]
) -> None:
    loaded = imported(segue, *words, "--help")

    assert "typer" in loaded
    assert loaded & (HEAVY - {"pydantic"}) == set()  # Typer itself reads typed options with pydantic


def test_there_is_a_command_for_each_thing_an_operator_does() -> None:
    assert {" ".join(path) for path in COMMANDS} >= {
        "demo",
        "run",
        "rehearse",
        "doctor",
        "version",
        "content check",
        "content coverage",
        "db upgrade",
        "db backup",
        "db restore",
        "db check",
        "slack manifest",
        "discord invite",
    }


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_of_a_command_says_what_it_does_and_shows_an_example(segue: Terminal, path: tuple[str, ...]) -> None:
    told = segue(*path, "--help")

    command = COMMANDS[path]
    shown = " ".join(told.stdout.split())
    assert told.returncode == 0
    assert command.help is not None
    assert " ".join(command.help.split()) in shown
    assert EXAMPLE in shown
    assert f"segue {' '.join(path)}" in shown.partition(EXAMPLE)[2]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_example_of_a_command_is_one_that_segue_understands(path: tuple[str, ...]) -> None:
    example = shlex.split(str(COMMANDS[path].epilog).removeprefix(EXAMPLE))
    words = example[example.index("segue") + 1 + len(path) :]

    context = COMMANDS[path].make_context("segue", words)

    assert not context.args


def test_the_first_help_leads_to_the_demo(segue: Terminal) -> None:
    told = segue("--help")

    assert told.stdout.rstrip().endswith("Try it now, with no tokens and nobody else involved: segue demo")
