"""Which scope each method and each event needs, as Slack's reference states it, and what the manifest asks for.

https://docs.slack.dev/reference/methods, https://docs.slack.dev/reference/events: “Required scopes” of each page.
Where several are named, one of them is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

MANIFEST: Final = Path(__file__).parents[3] / "deploy" / "slack-manifest.yaml"

_CHANNELS: Final = frozenset({"channels:read", "groups:read"})
_NONE: Final[frozenset[str]] = frozenset()

METHODS: Final[Mapping[str, frozenset[str]]] = {
    "auth.revoke": _NONE,
    "auth.test": _NONE,
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.info": _CHANNELS | {"im:read", "mpim:read"},
    #: Its page names `im:write` for a conversation of two; of three or more this one is needed.
    "conversations.open": frozenset({"mpim:write"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "users.info": frozenset({"users:read"}),
    "views.open": _NONE,
    "views.publish": _NONE,
    "views.push": _NONE,
    "views.update": _NONE,
}
EVENTS: Final[Mapping[str, frozenset[str]]] = {
    "app_home_opened": _NONE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": _NONE,
    "tokens_revoked": _NONE,
    **dict.fromkeys(
        (f"channel_{what}" for what in ("archive", "deleted", "left", "rename", "unarchive")),
        frozenset({"channels:read"}),
    ),
    **dict.fromkeys(
        (f"group_{what}" for what in ("archive", "deleted", "left", "rename", "unarchive")),
        frozenset({"groups:read"}),
    ),
    **dict.fromkeys(
        ("channel_shared", "channel_unshared", "member_joined_channel", "member_left_channel"), _CHANNELS
    ),
    "team_join": frozenset({"users:read"}),
    "user_change": frozenset({"users:read"}),
}


@dataclass(slots=True, kw_only=True)
class App:
    """What Slack knows of an app: its manifest, and the secrets of its own pages at api.slack.com/apps."""

    id: str = "A0SEGUE"
    client_id: str = "101.202"
    client_secret: str = "a-local-client-secret"
    app_token: str = "xapp-a-local-slack"
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    #: Commands in whose text mentions come as `<@U…|name>`.
    escaped: frozenset[str] = frozenset()
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    rotates: bool = False


def app() -> App:
    """The app that `deploy/slack-manifest.yaml` describes."""
    told = _manifest()
    features, settings = told.get("features", {}), told.get("settings", {})
    return App(
        scopes=frozenset(told["oauth_config"]["scopes"]["bot"]),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        escaped=frozenset(
            each["command"] for each in features.get("slash_commands", ()) if each.get("should_escape")
        ),
        shortcuts={each["callback_id"]: each["name"] for each in features.get("shortcuts", ())},
    )


@cache
def _manifest() -> dict[str, Any]:
    return dict(yaml.safe_load(MANIFEST.read_text()))
