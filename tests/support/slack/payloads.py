"""What Slack writes about somebody who types, presses, sends or calls.

https://docs.slack.dev/interactivity/implementing-slash-commands, https://docs.slack.dev/reference/interaction-payloads
"""

import re
from typing import TYPE_CHECKING

from tests.support.slack.things import Json, Message, View
from tests.support.slack.workspace import Workspace

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer


class Payloads:
    """Bodies about people in one team, or of another team in a channel that it shares."""

    def __init__(self, slack: "SlackServer", here: Workspace) -> None:
        self._slack = slack
        self._here = here

    def command(self, user: str, channel: str, line: str) -> Json:
        """A slash command; a stranger cannot use one that is installed here."""
        if user not in self._here.members:
            raise LookupError(f"{user} is of another team, and sees no commands of {self._here.team}")
        name, _, text = line.partition(" ")
        return self._app() | {
            "command": name,
            "text": self._named(text) if name in self._slack.app.escaped else escaped(text),
            "team_id": self._here.team,
            "team_domain": self._here.team.lower(),
            "channel_id": channel,
            "channel_name": self._here.channels[channel].name,
            "user_id": user,
            "user_name": self._here.members[user].name.lower(),
            "response_url": self._slack.reply_url(self._here.address(user, channel)),
            "trigger_id": self._here.trigger(user),
            "is_enterprise_install": "false",
        }

    def press(self, user: str, thing: Message | View, pressed: Json) -> Json:
        """A pressed control of a message, a modal or a home."""
        about = self.view(user, thing) if isinstance(thing, View) else self._message(user, thing)
        return self._somebody(user, "block_actions", self._here.team) | {"actions": [pressed]} | about

    def view(self, user: str, view: View) -> Json:
        """What is said of a view that something was pressed in."""
        return {"view": self.shown(user, view), "container": {"type": "view", "view_id": view.id}}

    def submission(self, user: str, view: View, values: Json) -> Json:
        """A form that is sent. Of a stranger it names their own team; the view says where the app is installed."""
        shown = self.shown(user, view) | {"state": {"values": values}}
        home = self._here.team_of(user).team
        return self._somebody(user, "view_submission", home) | {"view": shown, "response_urls": []}

    def closing(self, user: str, view: View) -> Json:
        """A modal that is closed."""
        home = self._here.team_of(user).team
        said = self._somebody(user, "view_closed", home) | {"view": self.shown(user, view), "is_cleared": False}
        return {key: value for key, value in said.items() if key != "trigger_id"}

    def shortcut(self, user: str, message: Message, callback: str) -> Json:
        """Something from the menu of a message."""
        text = escaped(message.text) if message.author else message.text
        said = {"type": "message", "user": message.author or self._here.bot_user, "ts": message.ts, "text": text}
        about = self._message(user, message)
        return self._somebody(user, "message_action", self._here.team) | {
            "callback_id": callback,
            "message_ts": message.ts,
            "message": said,
            "channel": about["channel"],
            "response_url": about["response_url"],
            "action_ts": "1.1",
        }

    def shown(self, user: str, view: View) -> Json:
        """A view with what Slack adds to it."""
        return view.shown | {
            "id": view.id,
            "hash": view.hash,
            "team_id": self._here.team_of(user).team,
            "app_id": self._slack.app.id,
            "app_installed_team_id": self._here.team,
            "bot_id": self._here.bot,
            "root_view_id": view.id,
            "previous_view_id": None,
        }

    def _app(self) -> Json:
        return {"token": "a-legacy-token", "api_app_id": self._slack.app.id}

    def _somebody(self, user: str, kind: str, team: str) -> Json:
        home = self._here.team_of(user)
        name = home.members[user].name.lower()
        return self._app() | {
            "type": kind,
            "team": {"id": team, "domain": team.lower()},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user, "username": name, "name": name, "team_id": home.team},
            "trigger_id": self._here.trigger(user),
        }

    def _message(self, user: str, message: Message) -> Json:
        alone = message.viewer is not None
        where = {"type": "message", "message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": alone}
        address = self._here.address(user, message.channel, message.ts)
        return {
            "container": where,
            "channel": {"id": message.channel, "name": self._here.channels[message.channel].name},
            "response_url": self._slack.reply_url(address),
        }

    def _named(self, text: str) -> str:
        """Escaped, with names and channels that exist in Slack's brackets, as `should_escape` asks for."""
        people = {f"@{one.name.lower()}": f"<@{one.id}|{one.name.lower()}>" for one in self._here.members.values()}
        rooms = {f"#{one.name}": f"<#{one.id}|{one.name}>" for one in self._here.channels.values() if not one.owner}
        known = people | rooms
        return re.sub(r"[@#][\w-]+", lambda found: known.get(found[0].lower(), found[0]), escaped(text))


def escaped(text: str) -> str:
    """The three characters that Slack escapes in what people typed.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
