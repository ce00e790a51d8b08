"""`segue slack manifest`: the file in deploy, with an address in every place, or for Socket Mode without any."""

import re
from typing import Any

import pytest
import yaml

from tests.cli.conftest import ROOT, Terminal

FILE = (ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8")
URL = "https://segue.ledger.example:8443/bots"


def manifest(segue: Terminal, *words: str) -> dict[str, Any]:
    """What was printed for these words, read."""
    told = segue("slack", "manifest", *words)
    assert (told.returncode, told.stderr) == (0, "")
    return dict(yaml.safe_load(told.stdout))


def addresses(written: object) -> list[str]:
    """Every address in a manifest."""
    return re.findall(r"https://[^\s'\",\]]+", str(written))


def without_addresses(written: object) -> object:
    """A manifest without the places that hold an address."""
    if isinstance(written, dict):
        return {
            name: without_addresses(value) for name, value in written.items() if not addresses(value) or _holds(value)
        }
    return [without_addresses(each) for each in written] if isinstance(written, list) else written


def _holds(value: object) -> bool:
    """Whether there is more in it than addresses."""
    return not isinstance(value, str) and not (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def test_the_address_is_filled_in_everywhere(segue: Terminal) -> None:
    told = manifest(segue, "--url", f"{URL}/")

    assert addresses(told) == [
        each.replace("https://segue.example.org", URL) for each in addresses(yaml.safe_load(FILE))
    ]
    assert len(addresses(told)) == 11
    assert without_addresses(told) == without_addresses(yaml.safe_load(FILE))


def test_over_sockets_no_address_is_needed_and_nothing_else_changes(segue: Terminal) -> None:
    told = manifest(segue, "--sockets")

    http = without_addresses(yaml.safe_load(FILE.replace("socket_mode_enabled: false", "socket_mode_enabled: true")))
    assert addresses(told) == []
    assert told["settings"]["socket_mode_enabled"] is True
    assert told == http


def test_over_sockets_an_address_is_for_those_who_install_it(segue: Terminal) -> None:
    told = manifest(segue, "--sockets", "--url", URL)

    assert addresses(told) == [f"{URL}/slack/oauth"]
    assert told["settings"]["socket_mode_enabled"] is True


def test_one_of_the_two_ways_has_to_be_said(segue: Terminal) -> None:
    told = segue("slack", "manifest")

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "segue: Say how Slack is to reach segue: --sockets, or --url https://segue.example.org\n"


@pytest.mark.parametrize(
    "address",
    [
        "http://segue.example.org",
        "segue.example.org",
        "https://",
        "https://segue.example.org?team=1",
        "https://ana:plum@segue.example.org",
        "https://segue.example.org]\n  evil: true",
        "https://ségue.example.org",
    ],
)
@pytest.mark.parametrize("way", [(), ("--sockets",)], ids=["http", "sockets"])
def test_an_address_that_slack_cannot_use_is_not_written(segue: Terminal, address: str, way: tuple[str, ...]) -> None:
    told = segue("slack", "manifest", "--url", address, *way)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("segue: Slack cannot use the address “")
    assert told.stderr.endswith("”: write it as in --url https://segue.example.org\n")
