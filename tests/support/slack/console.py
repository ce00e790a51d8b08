"""What people do in the local Slack, as lines that somebody types."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

from tests.support.slack import sight
from tests.support.slack.delivery import Again, Answer, Kind, Post
from tests.support.slack.hands import Hands
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Channel, Json, Member
from tests.support.stages.slack import CHANNEL, ZONES, seen, settle, user
from tests.support.stages.stage import Seen

Deed: TypeAlias = Callable[..., Awaitable[Answer]]

EVE: Final = "Eve"
EVENINGS: Final = "C2"


class EitherWay:
    """Sockets while the app has one open, else its address."""

    def __init__(self, slack: SlackServer, post: Post) -> None:
        self._slack = slack
        self._post = post

    async def deliver(self, kind: Kind, body: Json, again: Again | None = None) -> Answer:
        """What the app answers, whichever way it is reached."""
        way = self._slack.sockets if self._slack.sockets.open else self._post
        return await way.deliver(kind, body, again)


class Console:
    """Four people in #ml-switch of Cohort house (T1), and Eve in #evenings of Evening school (T2), not installed."""

    def __init__(self, slack: SlackServer, bot: str) -> None:
        self._slack = slack
        settle(slack)
        there = slack.add("T2", "Evening school", installed=False)
        there.members[user(EVE)] = Member(id=user(EVE), name=EVE, zone="America/New_York", admin=True)
        there.channels[EVENINGS] = Channel(id=EVENINGS, name="evenings")
        self._hands = Hands(slack, bot)
        self._there = Hands(slack, bot, "T2")
        slack.line = EitherWay(slack, Post(bot, slack.secret, slack.clock))

    async def do(self, words: Sequence[str]) -> Sequence[Seen]:
        """Do one line; what is seen for it. Raises `LookupError` and `ValueError` for what cannot be done."""
        match words:
            case ["see"]:
                return self._reads(CHANNEL, "UTC")
            case [who, "notes"] if who in ZONES:
                return self._reads(f"D{user(who)}", ZONES[who])
            case [who, "says", *text] if who in ZONES:
                self._hands.writes(user(who), CHANNEL, " ".join(text))
            case [who, *rest] if who in ZONES:
                return [await self._acts(self._hands, who, CHANNEL, rest)]
            case [who, *rest] if who == EVE:
                return [await self._acts(self._there, who, EVENINGS, rest)]
            case [_, *_]:
                await self._lives(words)
        return []

    def _reads(self, channel: str, zone: str) -> Sequence[Seen]:
        return [seen(message, zone) for message in self._slack.workspace.public(channel)]

    async def _acts(self, hands: Hands, who: str, channel: str, words: Sequence[str]) -> Seen:
        """Let somebody do something; what they see next."""
        here = self._slack.teams["T2" if who == EVE else "T1"]
        before = here.revisions.get(user(who), 0)
        match words:
            case ["press", *label]:
                await hands.presses(user(who), " ".join(label))
            case ["fill", *answers]:
                form = here.modal(user(who))
                labels = sight.fields(form) if form else ()
                typed = [answer.strip() for answer in " ".join(answers).split("|")]
                await hands.fills(user(who), dict(zip(labels, typed, strict=False)))
            case ["mention", *text]:
                await hands.mentions(user(who), channel, " ".join(text))
            case ["home"]:
                await hands.goes_home(user(who))
            case ["shortcut", *name]:
                await self._shortcut(hands, who, name)
            case [command, *_] if command.startswith("/"):
                await hands.types(user(who), channel, " ".join(words))
            case _:
                raise ValueError("press, fill, mention, home, shortcut, says, notes or a /command")
        return seen(await here.shown_after(user(who), before), ZONES.get(who, "America/New_York"))

    async def _shortcut(self, hands: Hands, who: str, name: Sequence[str]) -> None:
        """Use a shortcut on the newest thing that a person said."""
        here = self._slack.workspace
        said = [message for message in here.messages if message.author]
        if not said:
            raise LookupError("nobody has said anything yet: Bo says we shipped it")
        await hands.uses(user(who), " ".join(name) or next(iter(self._slack.app.shortcuts)), said[-1])

    async def _lives(self, words: Sequence[str]) -> None:
        """Let something happen to the channel, to a person or to the installation."""
        deeds = self._channel() | self._people()
        if words[0] not in deeds:
            raise LookupError(f"begin with see, {', '.join(deeds)}, {EVE} or one of {', '.join(ZONES)}")
        await deeds[words[0]](*words[1:])

    def _channel(self) -> dict[str, Deed]:
        life = self._hands.life
        return {
            "archive": lambda: life.archives(CHANNEL),
            "unarchive": lambda: life.unarchives(CHANNEL),
            "rename": lambda name: life.renames(CHANNEL, name),
            "remove": lambda: life.removes_bot(CHANNEL),
            "invite": lambda: life.invites_bot(CHANNEL),
            "share": lambda: life.shares(CHANNEL, "T2"),
            "uninstall": life.uninstalls,
        }

    def _people(self) -> dict[str, Deed]:
        life = self._hands.life
        return {
            "deactivate": lambda who: life.deactivates(user(who)),
            "return": lambda who: life.returns(user(who)),
            "move": lambda who, zone: life.moves(user(who), zone),
        }
