"""The way into Slack is as long as it says, and what it names exists."""

import re

import pytest
import yaml

from adapters.slack import app, install
from tests.deploy import guides

GUIDE = (guides.DEPLOY / "slack.md").read_text()
SECTIONS = guides.sections(GUIDE)
WAYS = ("Socket Mode, one workspace", "HTTP, one workspace", "Many workspaces")


@pytest.mark.parametrize("way", WAYS)
def test_the_steps_are_counted(way: str) -> None:
    promised = re.search(rf"^\| \[{way}\].*\| (\d+)( more)? \|$", GUIDE, flags=re.MULTILINE | re.IGNORECASE)

    assert promised is not None
    assert guides.steps(SECTIONS[way]) == [str(number + 1) for number in range(int(promised[1]))]


def test_every_scope_is_explained() -> None:
    asked = yaml.safe_load((guides.DEPLOY / "slack-manifest.yaml").read_text())["oauth_config"]["scopes"]["bot"]
    rows = re.findall(r"^\| (`[^|]+) \|", SECTIONS["What it may do, and why"], flags=re.MULTILINE)

    assert sorted(re.findall(r"`([a-z_:]+)`", " ".join(rows))) == sorted(asked)


def test_every_command_is_one_that_segue_understands() -> None:
    typed = guides.typed(GUIDE)

    assert [line for line in typed if not guides.is_understood(line)] == []
    assert {"slack manifest --sockets", "doctor", "run"} <= set(typed)


def test_a_proxy_passes_on_what_the_door_listens_to() -> None:
    addresses = set(re.findall(r"`(/slack/\w+)`", GUIDE))

    assert addresses - {"/slack/oauth"} | {install.BACK} == {app.PATH, install.BEGIN, install.BACK}
