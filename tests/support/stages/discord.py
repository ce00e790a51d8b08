"""The Discord stage: the same stories, through the real adapter on the real discord.py, on a local Discord."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial

from adapters.discord.bridge import Bridge
from adapters.discord.client import DiscordDoor
from bot.ports import Clock, Messenger
from tests.support.discord import reading
from tests.support.discord.people import LABEL, People
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Json, Message, walk
from tests.support.discord.world import World
from tests.support.stages.stage import Seen

GUILD = "900"
CHANNEL = "901"
BUTTON = 2
#: A story is not about how long an answer takes, so here everybody waits for it, on the slowest machine.
PATIENCE = 60.0
#: Everybody, with the zone of their machine, which Discord tells nobody; Ana manages the server.
ZONES = {"Ana": "Europe/Berlin", "Bo": "Africa/Lagos", "Chen": "Asia/Singapore", "Dana": "America/New_York"}


class DiscordStage:
    """One server, 900, with one channel, #ml-switch (901), and four people in it.

    `bridge` is asked, `clock` is what the messenger and Discord read, and `turn(until)` lets it come to a moment with
    everything due on the way handed to `messenger`. Begin with `await start()`, end with `await close()`; `start`
    comes before the first use of `messenger`.
    """

    def __init__(self, bridge: Bridge, clock: Clock, turn: Callable[[datetime], Awaitable[None]]) -> None:
        self.discord = DiscordServer(PATIENCE, clock)
        self.people = People(self.discord, CHANNEL, PATIENCE)
        self._bridge = bridge
        self._clock = clock
        self._turn = turn
        self._open = AsyncExitStack()
        self._door: DiscordDoor | None = None

    @property
    def messenger(self) -> Messenger:
        """Says parcels here."""
        assert self._door is not None, "the stage has not started"
        return self._door.messenger

    async def start(self) -> None:
        """Raise the curtain."""
        await self.discord.start()
        self._open.push_async_callback(self.discord.stop)
        self._door = await self.enter()
        self._open.push_async_callback(self.leave)

    async def enter(self) -> DiscordDoor:
        """Open a door to this stage; whoever holds it closes it."""
        door = DiscordDoor(
            self._bridge,
            token=self.discord.token,
            clock=self._clock,
            api_base=self.discord.api,
            gateway=self.discord.socket,
            patience=PATIENCE,
        )
        await door.start()
        return door

    async def leave(self) -> None:
        """Close the door that is open."""
        if self._door is not None:
            await self._door.close()

    async def close(self) -> None:
        """Let it fall. Fails when Discord found anything invalid on the way."""
        await self._open.aclose()
        assert not self.discord.faults.invalid, self.discord.faults.invalid

    async def says(self, who: str, command: str) -> Seen:
        """Type a slash command into the channel; Discord's client sends it with its options."""
        return self._seen(await self.people.types(who, command), ZONES[who])

    async def presses(self, who: str, label: str) -> Seen:
        """Press the newest button of that label in their sight, private answers before the channel's posts."""
        return self._seen(await self.people.presses(who, label), ZONES[who])

    async def fills(self, who: str, answers: Mapping[str, str]) -> Seen:
        """Fill the form they have open, by label, and send it; what they see for it."""
        return self._seen(await self.people.fills(who, answers), ZONES[who])

    async def waits(self, until: datetime) -> None:
        """Let the clock come to `until`; everything due on the way is said."""
        await self._turn(until)

    async def channel(self) -> tuple[Seen, ...]:
        """The bot's posts in the channel, oldest first, as Ana sees them."""
        return tuple(self._seen(post, ZONES["Ana"]) for post in self.discord.world.posts(CHANNEL))

    async def notes(self, who: str) -> tuple[Seen, ...]:
        """The bot's messages on somebody's private line, and what opened below an answer to them; oldest first."""
        if self._door is not None:
            await self._door._responder.finish(within=PATIENCE)
        world, user = self.discord.world, self.discord.world.person(who).id
        opened = (one for one in world.messages.values() if one.below and one.reader == user)
        said = sorted([*world.posts(world.private.get(user, "")), *opened], key=lambda one: int(one.id))
        return tuple(self._seen(post, ZONES[who]) for post in said)

    async def rooms(self, who: str) -> tuple[Seen, ...]:
        """What was said in private threads that this person is in, oldest first."""
        world, user = self.discord.world, self.discord.world.person(who).id
        mine = [one.id for one in world.channels.values() if user in one.guests]
        return tuple(self._seen(post, ZONES[who]) for room in mine for post in world.posts(room))

    def _seen(self, what: Message | Json, zone: str) -> Seen:
        return seen(self.discord.world, what, zone)


def seen(world: World, what: Message | Json, zone: str) -> Seen:
    """A message or a modal, as somebody in `zone` sees it."""
    if isinstance(what, Message):
        text = "\n".join([reading.read(what.text, partial(_name, world), zone).text, *what.pictured])
        return Seen(title=reading.title(what.components), text=text, buttons=_buttons(what))
    fields = [one for one in what["components"] if one["type"] == LABEL]
    words = [str(what["title"]), *(str(one.get("description") or "") for one in fields)]
    labels = tuple(str(one["label"]) for one in fields)
    return Seen(title=words[0], text="\n".join(filter(None, words)), fields=labels)


def _name(world: World, user: str) -> str:
    known = world.users.get(user)
    return known.name if known else user


def _buttons(message: Message) -> tuple[str, ...]:
    """The labels that can still be pressed."""
    buttons = (one for one in walk(message.components) if one["type"] == BUTTON and one.get("custom_id"))
    return tuple(str(one["label"]) for one in buttons if not one.get("disabled"))
