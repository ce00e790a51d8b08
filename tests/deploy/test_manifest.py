"""The manifest asks Slack for what the code uses, and for nothing else."""

import re
from pathlib import Path
from typing import Any

import yaml

from adapters.slack import app
from bot.features.table import gathered

SLACK = Path(app.__file__).parent
MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "deploy" / "slack-manifest.yaml").read_text())
#: What each method needs: https://docs.slack.dev/reference/methods, each method's own page.
NEEDED = {
    "auth.test": set[str](),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.open": {"im:write"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "users.info": {"users:read"},
    "views.open": set[str](),
    "views.update": set[str](),
}
#: https://docs.slack.dev/reference/events/app_mention, https://docs.slack.dev/reference/scopes/commands
HEARD = {"app_mentions:read", "commands"}


def test_slack_knows_every_command_by_its_summary() -> None:
    declared = {
        f"/{spec.path[0]}": spec.summary for spec in (one.spec for one in gathered().commands) if spec.path[1:] == ()
    }

    written = {command["command"]: command["description"] for command in MANIFEST["features"]["slash_commands"]}

    assert written == declared


def test_every_command_has_a_bare_form() -> None:
    paths = [command.spec.path for command in gathered().commands]

    assert {path[:1] for path in paths} <= set(paths)


def test_everything_slack_has_to_say_goes_to_the_address_the_door_listens_at() -> None:
    settings = MANIFEST["settings"]
    addresses = [command["url"] for command in MANIFEST["features"]["slash_commands"]]
    addresses += [settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]]

    assert {re.sub(r"https://[^/]+", "", address) for address in addresses} == {app.PATH}


def test_the_scopes_are_those_of_the_methods_that_are_called() -> None:
    code = "\n".join(path.read_text() for path in SLACK.glob("*.py"))
    called = set(re.findall(r'_call\("(\w+\.\w+)"', code))
    called |= {
        name.replace("_", ".", 1)
        for name in re.findall(r"_client\.((?:auth|chat|conversations|files|users|views)_\w+)\(", code)
    }

    assert called == NEEDED.keys()
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == HEARD.union(*NEEDED.values())


def test_the_events_are_those_the_door_listens_to() -> None:
    heard = re.findall(r'app\.event\("(\w+)"\)', (SLACK / "app.py").read_text())

    assert MANIFEST["settings"]["event_subscriptions"]["bot_events"] == heard
