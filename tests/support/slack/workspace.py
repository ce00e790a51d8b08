"""What a workspace holds: people, channels, messages, modals, and the short-lived keys that Slack hands out."""

import asyncio
import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from bot.ports import Clock

Json: TypeAlias = dict[str, Any]

#: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
TRIGGER_LIVES = timedelta(seconds=3)
#: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
ADDRESS_LIVES = timedelta(minutes=30)
ADDRESS_USES = 5


class Refused(Exception):
    """What Slack calls an error: one word, and what was wrong in detail."""

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code, *details)
        self.code = code
        self.details = details


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody in the workspace."""

    id: str
    name: str
    zone: str
    admin: bool = False
    gone: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, or somebody's private line with the bot (then `owner` is who)."""

    id: str
    name: str
    archived: bool = False
    joined: bool = True
    owner: str | None = None


@dataclass(slots=True, kw_only=True)
class Message:
    """Something the bot said. `viewer`: only this person sees it."""

    ts: str
    channel: str
    text: str
    blocks: list[Json]
    viewer: str | None = None


@dataclass(slots=True, kw_only=True)
class File:
    """An upload: promised, then there in bytes, then complete; `looks` more times Slack has not finished with it."""

    id: str
    length: int
    alt: str
    png: bytes = b""
    complete: bool = False
    looks: int = 0


@dataclass(slots=True, kw_only=True)
class View:
    """A modal in front of somebody, with the sentences beside its fields."""

    id: str
    viewer: str
    shown: Json
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Key:
    """Something that opens a way back to one person for a while."""

    viewer: str
    until: datetime
    uses: int
    channel: str = ""
    ts: str | None = None


class Workspace:
    """The state, and the rules of what may be done to it."""

    def __init__(self, clock: Clock, team: str = "T1") -> None:
        self.clock = clock
        self.team = team
        self.home = ""
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.views: list[View] = []
        self.files: dict[str, File] = {}
        #: How many messages that show a new file come too early for Slack.
        self.slow_files = 0
        self.triggers: dict[str, Key] = {}
        self.addresses: dict[str, Key] = {}
        self.latest: dict[str, Message | View] = {}
        self.revisions: dict[str, int] = {}
        self.changed = asyncio.Condition()
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """A number that was never given before."""
        return next(self._numbers)

    def member(self, user: str) -> Member:
        """Somebody by id. Raises `Refused` for a stranger."""
        if user not in self.members:
            raise Refused("user_not_found")
        return self.members[user]

    def channel(self, channel: str) -> Channel:
        """A channel that can be posted to. Raises `Refused` with Slack's reason otherwise."""
        found = self.channels.get(channel)
        if found is None:
            raise Refused("channel_not_found")
        if found.archived:
            raise Refused("is_archived")
        if not found.joined:
            raise Refused("not_in_channel")
        return found

    def line(self, user: str) -> Channel:
        """Somebody's private line with the bot, opened if it was not."""
        member = self.member(user)
        if member.gone:
            raise Refused("user_disabled")
        opened = Channel(id=f"D{user}", name="directmessage", owner=user)
        return self.channels.setdefault(opened.id, opened)

    def trigger(self, user: str) -> str:
        """A trigger for one modal, within three seconds."""
        name = f"{self.number()}.trigger"
        self.triggers[name] = Key(viewer=user, until=self.clock.now() + TRIGGER_LIVES, uses=1)
        return name

    def address(self, user: str, channel: str, ts: str | None = None) -> str:
        """An address that answers go to, for half an hour and five times."""
        name = f"A{self.number()}"
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
        """What everybody in a channel sees, oldest first."""
        return [message for message in self.messages if message.channel == channel and message.viewer is None]

    async def show(self, user: str, thing: Message | View) -> None:
        """Remember the newest thing somebody was shown in answer to them, and wake who waits for it."""
        async with self.changed:
            self.latest[user] = thing
            self.revisions[user] = self.revisions.get(user, 0) + 1
            self.changed.notify_all()

    async def shown_after(self, user: str, revision: int) -> Message | View:
        """What somebody was shown after that revision; waits up to five seconds for it."""
        async with self.changed, asyncio.timeout(5):
            await self.changed.wait_for(lambda: self.revisions.get(user, 0) > revision)
        return self.latest[user]

    def _is_for(self, message: Message, user: str) -> bool:
        return message.viewer == user or self.channels[message.channel].owner == user
