"""The way into Slack is as long as it says, and what it names exists."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from adapters.slack import app, install
from tests.cli.test_help import COMMANDS

DEPLOY = Path(__file__).parents[2] / "deploy"
GUIDE = (DEPLOY / "slack.md").read_text()
SECTIONS = {part.partition("\n")[0]: part for part in GUIDE.split("\n## ")[1:]}
WAYS = ("Socket Mode, one workspace", "HTTP, one workspace", "Many workspaces")
TYPED = re.findall(r"^ {7}segue (.+)$", GUIDE, re.MULTILINE) + re.findall(r"`segue ([a-z][^`]*)`", GUIDE)


@pytest.mark.parametrize("way", WAYS)
def test_the_steps_are_counted(way: str) -> None:
    steps = re.findall(r"^(\d+)\. ", SECTIONS[way], flags=re.MULTILINE)
    promised = re.search(rf"^\| \[{way}\].*\| (\d+)( more)? \|$", GUIDE, flags=re.MULTILINE | re.IGNORECASE)

    assert promised is not None
    assert steps == [str(number + 1) for number in range(int(promised[1]))]


def test_every_scope_is_explained() -> None:
    asked = yaml.safe_load((DEPLOY / "slack-manifest.yaml").read_text())["oauth_config"]["scopes"]["bot"]
    rows = re.findall(r"^\| (`[^|]+) \|", SECTIONS["What it may do, and why"], flags=re.MULTILINE)

    assert sorted(re.findall(r"`([a-z_:]+)`", " ".join(rows))) == sorted(asked)


def test_every_command_is_one_that_segue_understands() -> None:
    for line in TYPED:
        words = shlex.split(line)
        path = next(path for path in COMMANDS if tuple(words[: len(path)]) == path)
        assert not COMMANDS[path].make_context("segue", words[len(path) :]).args

    assert {"slack manifest --sockets", "doctor", "run"} <= set(TYPED)


def test_a_proxy_passes_on_what_the_door_listens_to() -> None:
    addresses = set(re.findall(r"`(/slack/\w+)`", GUIDE))

    assert addresses - {"/slack/oauth"} | {install.BACK} == {app.PATH, install.BEGIN, install.BACK}
