"""The life of channels, people and installations: what somebody does in Slack, and the events that follow from it.

https://docs.slack.dev/reference/events
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tests.support.slack.delivery import Answer
from tests.support.slack.profiles import profile
from tests.support.slack.things import Channel, Json
from tests.support.slack.workspace import Workspace

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer

#: What follows from an uninstall; which of them arrives first is not promised.
UNINSTALL: Final = ("tokens_revoked", "app_uninstalled")


class Life:
    """Acts in one team. Each returns what the app answered to its last event."""

    def __init__(self, slack: "SlackServer", here: Workspace, actor: str = "UANA") -> None:
        self._slack = slack
        self._here = here
        self._actor = actor

    async def archives(self, channel: str) -> Answer:
        """Archive a channel."""
        found = self._here.channels[channel]
        found.archived = True
        return await self._tell(_named(found, "archive"), channel=channel, user=self._actor)

    async def unarchives(self, channel: str) -> Answer:
        """Take a channel back from the archive."""
        found = self._here.channels[channel]
        found.archived = False
        return await self._tell(_named(found, "unarchive"), channel=channel, user=self._actor)

    async def renames(self, channel: str, name: str) -> Answer:
        """Call a channel something else."""
        found = self._here.channels[channel]
        found.name = name
        named = {"id": channel, "name": name, "created": 1_700_000_000}
        return await self._tell(_named(found, "rename"), channel=named)

    async def deletes(self, channel: str) -> Answer:
        """Delete a channel, with everything in it."""
        found = self._here.channels.pop(channel)
        return await self._tell(_named(found, "deleted"), channel=channel)

    async def shares(self, channel: str, team: str) -> Answer:
        """Let people of another team into a channel."""
        found = self._here.channels[channel]
        found.shared |= {team}
        return await self._tell("channel_shared", channel=channel, connected_team_id=team)

    async def removes_bot(self, channel: str) -> Answer:
        """Remove the bot from a channel."""
        found = self._here.channels[channel]
        found.joined = False
        return await self._tell(_named(found, "left"), channel=channel, actor_id=self._actor)

    async def invites_bot(self, channel: str) -> Answer:
        """Invite the bot into a channel."""
        self._here.channels[channel].joined = True
        return await self.joins(self._here.bot_user, channel, inviter=self._actor)

    async def joins(self, user: str, channel: str, **more: str) -> Answer:
        """Let somebody come into a channel; the app hears of it where its bot is."""
        kind = "G" if self._here.channels[channel].private else "C"
        came = {"user": user, "channel": channel, "channel_type": kind, "team": self._here.team}
        return await self._tell("member_joined_channel", **came, **more)

    async def deactivates(self, user: str) -> Answer:
        """Let somebody leave the team."""
        self._here.members[user].gone = True
        return await self._changed(user)

    async def returns(self, user: str) -> Answer:
        """Let somebody who left come back."""
        self._here.members[user].gone = False
        return await self._changed(user)

    async def moves(self, user: str, zone: str) -> Answer:
        """Let somebody live in another time zone."""
        self._here.members[user].zone = zone
        return await self._changed(user)

    async def uninstalls(self, order: Sequence[str] = UNINSTALL) -> Answer:
        """Remove the app from the team. Its tokens are over, and its events come in that order."""
        gone = self._here.bot_user
        told: dict[str, Json] = {
            "app_uninstalled": {},
            "tokens_revoked": {"tokens": {"oauth": [], "bot": [gone]}},
        }
        self._slack.uninstall(self._here)
        for kind in order[:-1]:
            await self._slack.events.tell(self._here, {"type": kind} | told[kind])
        last = order[-1]
        return await self._slack.events.tell(self._here, {"type": last} | told[last])

    async def _changed(self, user: str) -> Answer:
        return await self._tell("user_change", user=profile(self._here, user))

    async def _tell(self, kind: str, **more: object) -> Answer:
        return await self._slack.events.tell(self._here, {"type": kind, **more})


def _named(channel: Channel, what: str) -> str:
    return f"{'group' if channel.private else 'channel'}_{what}"
