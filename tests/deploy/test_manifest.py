"""The manifest asks Slack for what the code uses, and for nothing else.

What a call or an event needs is written in `tests.support.slack.scopes`, by which the local Slack refuses what the
manifest does not ask for; what is called and heard is read from the code of the door.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import app, news, oauth
from bot.features.table import gathered
from bot.requests import OptionKind
from tests.support.slack import scopes

SLACK = Path(app.__file__).parent
MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "deploy" / "slack-manifest.yaml").read_text())
ASKED = set(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
#: Called without a bot token: with the client's secret, or with an app-level token of its own.
WITHOUT_TOKEN = {"apps.connections.open", "oauth.v2.access"}
COMMANDS = MANIFEST["features"]["slash_commands"]
PATHS = {command.spec.path for command in gathered().commands}


def names(code: str) -> Iterator[str]:
    """Every word of the code that could name a method of Slack's, as an attribute or as a whole text."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            yield node.value.replace(".", "_")


def called() -> set[str]:
    """The methods that the door calls."""
    found = {name for path in SLACK.rglob("*.py") for name in names(path.read_text())}
    families = {method.partition(".")[0] for method in scopes.METHODS} | {"oauth", "apps"}
    return {
        name.replace("_", ".")
        for name in found
        if hasattr(AsyncWebClient, name) and name.partition("_")[0] in families and "_" in name
    }


def needs() -> list[frozenset[str]]:
    """What has to be granted: of each set, one."""
    methods = [scopes.METHODS[method] for method in called() - WITHOUT_TOKEN]
    events = [scopes.EVENTS[event] for event in EVENTS]
    return [need for need in (*methods, *events, frozenset({"commands"})) if need]


def test_every_call_and_event_is_granted() -> None:
    refused = [sorted(need) for need in needs() if not need & ASKED]

    assert refused == []


def test_nothing_is_asked_for_that_no_call_and_no_event_needs() -> None:
    needed = {scope for need in needs() if len(need) == 1 for scope in need}

    assert ASKED - needed == set()


def test_who_installs_it_through_oauth_grants_the_same() -> None:
    assert set(oauth.SCOPES) == ASKED


def test_nobody_s_words_are_read_and_nobody_is_spoken_for() -> None:
    scopes_of = MANIFEST["oauth_config"]["scopes"]

    assert scopes_of.keys() == {"bot"}
    assert [scope for scope in ASKED if "history" in scope or scope.startswith("im:")] == []


def test_the_code_is_read_as_it_is_meant() -> None:
    assert called() >= {"auth.test", "chat.postMessage", "files.getUploadURLExternal", "users.info", "views.open"}
    assert "conversations.open" in called()
    assert "conversations.info" not in called()


def test_the_events_are_those_the_door_listens_to() -> None:
    code = "\n".join(path.read_text() for path in SLACK.rglob("*.py"))
    surfaces = {event for event in scopes.EVENTS if f'"{event}": self.' in code}

    assert sorted(surfaces | news.TOLD.keys()) == EVENTS


def test_slack_knows_every_command_by_its_summary() -> None:
    declared = {
        f"/{spec.path[0]}": spec.summary for spec in (one.spec for one in gathered().commands) if not spec.path[1:]
    }

    written = {command["command"]: command["description"] for command in COMMANDS}

    assert written == declared


def test_mentions_come_whole_to_the_commands_that_take_somebody() -> None:
    specs = [command.spec for command in gathered().commands]
    takers = {f"/{spec.path[0]}" for spec in specs if OptionKind.PERSON in {option.kind for option in spec.options}}

    assert {each["command"] for each in COMMANDS if each.get("should_escape")} == takers


def test_every_command_has_a_bare_form() -> None:
    assert {path[:1] for path in PATHS} <= PATHS


def test_what_slack_hints_at_exists() -> None:
    hints = {each["command"].removeprefix("/"): each["usage_hint"] for each in COMMANDS}
    said = {(name, way.split()[0]) for name, hint in hints.items() for way in hint.strip("[]").split("|")}

    assert said - PATHS == {(name, "help") for name in hints if (name, "help") not in PATHS} | {("win", "what")}


def test_the_shortcut_is_a_command_by_its_callback() -> None:
    shortcuts = [(each["name"], each["type"], each["callback_id"]) for each in MANIFEST["features"]["shortcuts"]]

    assert shortcuts == [("Add to my wins", "message", "win")]
    assert ("win",) in PATHS


def test_everything_slack_has_to_say_goes_to_the_address_the_door_listens_at() -> None:
    settings = MANIFEST["settings"]
    addresses = [command["url"] for command in COMMANDS]
    addresses += [settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]]

    assert {re.sub(r"https://[^/]+", "", address) for address in addresses} == {app.PATH}


def test_the_home_is_open_and_the_messages_can_be_read_only() -> None:
    assert MANIFEST["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }
