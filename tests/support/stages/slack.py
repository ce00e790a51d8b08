"""The Slack stage: the same stories, through the real adapter, on a local Slack."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime

from adapters.slack.app import SlackDoor
from adapters.slack.bridge import Bridge
from bot.ports import Clock, Messenger
from tests.support.slack import sight
from tests.support.slack.hands import Hands
from tests.support.slack.parrot import served
from tests.support.slack.server import SlackServer
from tests.support.slack.workspace import Channel, Member, Message, View
from tests.support.stages.stage import Seen

TEAM = "T1"
CHANNEL = "C1"
#: A story is not about how long an answer takes, so here everybody waits for it, on the slowest machine.
PATIENCE = 60.0
#: Everybody, with the zone of their profile; Ana administers the workspace.
ZONES = {"Ana": "Europe/Berlin", "Bo": "Africa/Lagos", "Chen": "Asia/Singapore", "Dana": "America/New_York"}


class SlackStage:
    """One workspace, T1, with one channel, #ml-switch (C1), and four people in it.

    `bridge` is asked, `clock` is the one it lives by (the local Slack signs and expires by it too), and `turn(until)`
    lets it come to a moment with everything due on the way handed to `messenger`. `sockets`: Slack delivers over
    them, and not over HTTP. Begin with `await start()` and end with `await close()`.
    """

    def __init__(
        self,
        bridge: Bridge,
        clock: Clock,
        turn: Callable[[datetime], Awaitable[None]],
        *,
        sockets: bool = False,
    ) -> None:
        self.slack = SlackServer(clock, team=TEAM)
        self._sockets = sockets
        self._bridge = bridge
        self._clock = clock
        self._turn = turn
        self._open = AsyncExitStack()
        self._door: SlackDoor | None = None
        self._hands: Hands | None = None
        self._answers: list[Message | View] = []
        settle(self.slack)

    @property
    def messenger(self) -> Messenger:
        """The real one, posting to this stage."""
        assert self._door is not None, "the stage has not started"
        return self._door.messenger

    async def start(self) -> None:
        """Raise the curtain."""
        slack = self.slack
        await slack.start()
        self._open.push_async_callback(slack.close)  # last, or the door would look for its sockets
        self._door = SlackDoor(
            self._bridge,
            token=slack.token,
            signing_secret=slack.secret,
            app_token=slack.app.app_token if self._sockets else "",
            clock=self._clock,
            base_url=slack.base_url,
            patience=PATIENCE,
        )
        url = await self._open.enter_async_context(served(self._door))
        await self._door.start()
        self._open.push_async_callback(self._door.close)
        slack.sockets.patience = PATIENCE
        self._hands = Hands(slack, "" if self._sockets else url, patience=PATIENCE)

    async def close(self) -> None:
        """Let it fall. Fails when Slack refused anything on the way."""
        await self._open.aclose()
        assert not self.slack.refusals, self.slack.refusals

    async def says(self, who: str, command: str) -> Seen:
        """Type a slash command into the channel; what this person sees for it."""
        return await self._sees(who, self.hands.types(user(who), CHANNEL, command))

    async def presses(self, who: str, label: str) -> Seen:
        """Press the newest button of that label in their sight, private answers before the channel's posts."""
        return await self._sees(who, self.hands.presses(user(who), label))

    async def fills(self, who: str, answers: Mapping[str, str]) -> Seen:
        """Fill the form they have open, by label, and send it; what they see for it."""
        return await self._sees(who, self.hands.fills(user(who), answers))

    async def waits(self, until: datetime) -> None:
        """Let the clock come to `until`; everything due on the way is said."""
        await self._turn(until)

    async def channel(self) -> tuple[Seen, ...]:
        """The bot's posts in the channel, oldest first, as Ana sees them."""
        return tuple(seen(message, ZONES["Ana"]) for message in self.slack.workspace.public(CHANNEL))

    async def notes(self, who: str) -> tuple[Seen, ...]:
        """The bot's messages on somebody's private line, and what opened below an answer to them; oldest first."""
        return tuple(
            seen(message, ZONES[who]) for message in self.slack.workspace.messages if self._is_note(message, who)
        )

    async def rooms(self, who: str) -> tuple[Seen, ...]:
        """What was said in group conversations that this person is in, oldest first."""
        here = self.slack.workspace
        mine = [one.id for one in here.channels.values() if user(who) in one.guests]
        return tuple(seen(message, ZONES[who]) for room in mine for message in here.public(room))

    @property
    def hands(self) -> Hands:
        """What people can do beside saying, pressing and filling in."""
        assert self._hands is not None, "the stage has not started"
        return self._hands

    def _is_note(self, message: Message, who: str) -> bool:
        """Whether this came to them alone, and answers nothing they did."""
        on_their_line = message.channel == f"D{user(who)}" and message.viewer is None and message.author is None
        return on_their_line or (message.viewer == user(who) and message not in self._answers)

    async def _sees(self, who: str, doing: Awaitable[None]) -> Seen:
        """What is shown to somebody because of what they do, and after it."""
        before = self.slack.workspace.revisions.get(user(who), 0)
        await doing
        shown = await self.slack.workspace.shown_after(user(who), before)
        self._answers.append(shown)
        return seen(shown, ZONES[who])


def settle(slack: SlackServer) -> None:
    """Everybody, and their channel."""
    for name, zone in ZONES.items():
        member = Member(id=user(name), name=name, zone=zone, admin=name == "Ana")
        slack.workspace.members[member.id] = member
    slack.workspace.channels[CHANNEL] = Channel(id=CHANNEL, name="ml-switch")


def user(who: str) -> str:
    """Somebody's id."""
    return f"U{who.upper()}"


def seen(thing: Message | View, zone: str) -> Seen:
    """A message or a modal, as somebody in `zone` sees it; the text has neither title nor controls."""
    blocks = sight.blocks_of(thing)
    buttons = sight.buttons(blocks)
    title = sight.title(blocks) if isinstance(thing, Message) else sight.view_title(thing)
    words = sight.words([block for block in blocks if block["type"] not in {"header", "actions"}], zone)
    if isinstance(thing, Message):
        return Seen(title=title, text=words if blocks else thing.text, buttons=buttons)
    text = "\n".join([words, *thing.errors.values()]).strip()
    return Seen(title=title, text=text, buttons=buttons, fields=sight.fields(thing))
