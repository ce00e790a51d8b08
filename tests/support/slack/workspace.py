"""What a workspace holds, and the rules of what may be done to it; with the short-lived keys that Slack hands out."""

import asyncio
import itertools
from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.ports import Clock
from tests.support.slack.things import Channel, File, Json, Key, Member, Message, Refused, View

__all__ = ["Channel", "File", "Json", "Key", "Member", "Message", "Refused", "View", "Workspace"]

#: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
TRIGGER_LIVES = timedelta(seconds=3)
#: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
ADDRESS_LIVES = timedelta(minutes=30)
ADDRESS_USES = 5


class Workspace:
    """The state of one team, and the rules of what may be done to it. `others` are all the teams of this Slack."""

    def __init__(
        self,
        clock: Clock,
        team: str = "T1",
        name: str = "Cohort house",
        others: "Mapping[str, Workspace] | None" = None,
        numbers: Iterator[int] | None = None,
    ) -> None:
        self.clock = clock
        self.team = team
        self.name = name
        self.bot_user = "UBOT" if team == "T1" else f"UBOT{team}"
        self.bot = f"B{team.removeprefix('T')}"
        self.installed = True
        self.home = ""
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.views: list[View] = []
        #: Each person's App Home, and who is looking at theirs.
        self.homes: dict[str, View] = {}
        self.at_home: set[str] = set()
        self.files: dict[str, File] = {}
        #: How many messages that show a new file come too early for Slack.
        self.slow_files = 0
        self.triggers: dict[str, Key] = {}
        self.addresses: dict[str, Key] = {}
        self.latest: dict[str, Message | View] = {}
        self.revisions: dict[str, int] = {}
        self.changed = asyncio.Condition()
        self._others: Mapping[str, Workspace] = {} if others is None else others
        self._numbers = numbers if numbers is not None else itertools.count(1)

    def number(self) -> int:
        """A number that was never given before."""
        return next(self._numbers)

    def member(self, user: str) -> Member:
        """Somebody by id, of this team or another. Raises `Refused` for nobody."""
        return self.team_of(user).members[user]

    def team_of(self, user: str) -> "Workspace":
        """The team somebody belongs to. Raises `Refused` for nobody."""
        for team in (self, *self._others.values()):
            if user in team.members:
                return team
        raise Refused("user_not_found")

    def rooms(self, user: str) -> list[str]:
        """The channels somebody may be in: of their own team, or shared with it."""
        home = self.team_of(user).team
        known = [
            one for one in self.channels.values() if one.owner is None and (not one.guests or user in one.guests)
        ]
        return [channel.id for channel in known if home in {self.team, *channel.shared}]

    def meets(self, user: str) -> bool:
        """Whether somebody is of this team, or in a channel that it shares with theirs."""
        home = self.team_of(user).team
        return home == self.team or any(home in channel.shared for channel in self.channels.values())

    def channel(self, channel: str) -> Channel:
        """A channel that can be posted to; somebody's id stands for their line with the bot.

        Raises `Refused` with Slack's reason otherwise. A message to somebody who was deactivated is taken, and nobody
        reads it: https://github.com/slackapi/python-slack-sdk/issues/1156.
        """
        found = self.channels.get(channel)
        if found is None and channel.startswith(("U", "W")):
            found = self._own_line(channel)
        if found is None:
            raise Refused("channel_not_found")
        if found.archived:
            raise Refused("is_archived")
        if not found.joined:
            raise Refused("not_in_channel")
        return found

    def trigger(self, user: str) -> str:
        """A trigger for one modal, within three seconds."""
        name = f"{self.number()}.{self.team}.trigger"
        self.triggers[name] = Key(viewer=user, until=self.clock.now() + TRIGGER_LIVES, uses=1)
        return name

    def address(self, user: str, channel: str, ts: str | None = None) -> str:
        """An address that answers go to, for half an hour and five times."""
        name = f"{self.team}A{self.number()}"
        until = self.clock.now() + ADDRESS_LIVES
        self.addresses[name] = Key(viewer=user, until=until, uses=ADDRESS_USES, channel=channel, ts=ts)
        return name

    def spend(self, keys: dict[str, Key], name: str, missing: str, over: str) -> Key:
        """Use a key once. Raises `Refused` when there is none (`missing`) or it is used up or too old (`over`)."""
        key = keys.get(name)
        if key is None:
            raise Refused(missing)
        if key.uses < 1 or self.clock.now() > key.until:
            raise Refused(over)
        key.uses -= 1
        return key

    def say(self, channel: str, text: str, blocks: list[Json], viewer: str | None = None) -> Message:
        """Put a message where people see it."""
        ts = f"{int(self.clock.now().timestamp())}.{self.number():06d}"
        message = Message(ts=ts, channel=channel, text=text, blocks=blocks, viewer=viewer)
        self.messages.append(message)
        return message

    def find(self, ts: str | None) -> Message:
        """A message by its time stamp. Raises `Refused` when there is none."""
        found = next((message for message in self.messages if message.ts == ts), None)
        if found is None:
            raise Refused("message_not_found")
        return found

    def file(self, name: str) -> File:
        """A file that a message may show. Raises `Refused` while Slack has not looked at it."""
        found = self.files.get(name)
        if found is None or not found.complete:
            raise Refused("invalid_blocks", "invalid slack file")
        if found.looks:
            found.looks -= 1
            raise Refused("invalid_blocks", "invalid slack file")
        return found

    def modal(self, user: str) -> View | None:
        """The modal in front of somebody, if one is open."""
        return next((view for view in reversed(self.views) if view.viewer == user), None)

    def dismiss(self, user: str) -> None:
        """Close whatever modals somebody has open."""
        self.views = [view for view in self.views if view.viewer != user]

    def private(self, user: str) -> list[Message]:
        """What only this person sees, newest first."""
        return [message for message in reversed(self.messages) if self._is_for(message, user)]

    def public(self, channel: str) -> list[Message]:
        """What the bot said that everybody in a channel sees, oldest first."""
        here = [message for message in self.messages if message.channel == channel and message.viewer is None]
        return [message for message in here if message.author is None]

    async def show(self, user: str, thing: Message | View) -> None:
        """Remember the newest thing somebody was shown in answer to them, and wake who waits for it."""
        async with self.changed:
            self.latest[user] = thing
            self.revisions[user] = self.revisions.get(user, 0) + 1
            self.changed.notify_all()

    async def shown_after(self, user: str, revision: int) -> Message | View:
        """What somebody was shown after that revision; waits up to a minute for it, on the slowest machine."""
        async with self.changed, asyncio.timeout(60):
            await self.changed.wait_for(lambda: self.revisions.get(user, 0) > revision)
        return self.latest[user]

    def group(self, users: list[str]) -> Channel:
        """The conversation of these people and the bot, opened if there is none. Raises `Refused` where none may be.

        https://docs.slack.dev/reference/methods/conversations.open#errors
        """
        people = [self.member(user) for user in users]
        if any(one.gone for one in people):
            raise Refused("user_disabled")
        if any(one.bot for one in people) or not 2 <= len(people) <= 8 or len(set(users)) < len(users):
            raise Refused("invalid_user_combination" if len(people) > 1 else "not_enough_users")
        if not all(self.meets(user) for user in users):
            raise Refused("user_not_visible")
        guests = frozenset(users)
        known = next((one for one in self.channels.values() if one.guests == guests), None)
        opened = known or Channel(id=f"G{self.number()}", name="mpdm", private=True, guests=guests)
        return self.channels.setdefault(opened.id, opened)

    def _own_line(self, user: str) -> Channel | None:
        """Somebody's line, if the bot may write to them. Raises `Refused` for another bot."""
        try:
            if not self.meets(user):
                return None
        except Refused:
            return None
        if self.member(user).bot:
            raise Refused("cannot_dm_bot")
        return self._line(user)

    def _line(self, user: str) -> Channel:
        opened = Channel(id=f"D{user}", name="directmessage", owner=user)
        return self.channels.setdefault(opened.id, opened)

    def _is_for(self, message: Message, user: str) -> bool:
        channel = self.channels[message.channel]
        return user in {message.viewer, channel.owner} | channel.guests
