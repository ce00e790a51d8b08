"""How fast a platform may be spoken to: token buckets, kept as plain values."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.ports import Address, Parcel
from bot.requests import Platform
from scheduler.stopwatch import Stopwatch


class Scope(StrEnum):
    """What a rate is counted for."""

    BOT = "bot"
    WORKSPACE = "workspace"
    CHANNEL = "channel"


class Trait(StrEnum):
    """What a rate is about, if not about everything that is said."""

    #: What is said in the place of an earlier message.
    CHANGE = "change"
    #: What may have to be uploaded first.
    PICTURE = "picture"
    #: What a room for a few people may have to be opened for.
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages a second on average; after a rest, `burst` of them may go at once."""

    scope: Scope
    per_second: float
    burst: int = 1
    of: Trait | None = None


#: The rates of each platform, the widest scope first; a platform that is not named here is not paced.
#:
#: Slack: one message a second per channel and "several hundred" a minute per workspace, which we read as 300; 50
#: changes or openings of a conversation a minute (tier 3) and 100 uploads (tier 4) per workspace:
#: https://docs.slack.dev/apis/web-api/rate-limits
#: A tenth of them is left, because what waits for its channel goes later than its turn in the workspace was.
#: Discord: 50 requests a second per bot. A fifth of them is left for what is not a message, such as opening a private
#: line; a room for two takes seven such: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
RATES: Mapping[Platform, tuple[Rate, ...]] = {
    Platform.SLACK: (
        Rate(Scope.WORKSPACE, 4.5),
        Rate(Scope.WORKSPACE, 0.75, of=Trait.CHANGE),
        Rate(Scope.WORKSPACE, 1.5, of=Trait.PICTURE),
        Rate(Scope.WORKSPACE, 0.75, of=Trait.ROOM),
        Rate(Scope.CHANNEL, 1),
    ),
    Platform.DISCORD: (Rate(Scope.BOT, 40), Rate(Scope.BOT, 1, of=Trait.ROOM)),
}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket as one number: the moment at which it will be full again, in seconds of a stopwatch."""

    full_at: float = 0.0

    def turn(self, rate: Rate, now: float) -> float:
        """When the next token can be had: `now`, or later."""
        return max(now, self.full_at - (rate.burst - 1) / rate.per_second)

    def without_one(self, rate: Rate, turn: float) -> "Bucket":
        """The bucket after a token was taken at `turn`."""
        return Bucket(max(self.full_at, turn) + 1 / rate.per_second)


Buckets = dict[Hashable, Bucket]


@dataclass(slots=True)
class Pacing:
    """The buckets of every bot, workspace and channel that was written to lately.

    `patience` is the longest, in seconds, that a message is held for its turn. `Pacing({})` paces nothing: it is
    the rehearsal's.
    """

    rates: Mapping[Platform, tuple[Rate, ...]] = field(default_factory=lambda: RATES)
    patience: float = 5.0
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    _booked: Buckets = field(default_factory=dict)
    _put_off: Buckets = field(default_factory=dict)

    def book(self, parcel: Parcel) -> float | None:
        """Seconds until the turn of a message, which is kept for it; `None` beyond our patience."""
        now = self.stopwatch.now()
        turn, taken = self._next(self._booked, parcel, now)
        if turn > now + self.patience:
            return None
        self._booked.update(taken)
        return turn - now

    def put_off(self, parcel: Parcel) -> float:
        """Seconds after which to ask again for a turn.

        Those who are put off are spread as wide as the rate needs, so that they do not all come back at once, and
        return while half of the line before them is still there, so that it never runs dry.
        """
        now = self.stopwatch.now()
        turn, taken = self._next(self._put_off, parcel, now)
        self._put_off.update(taken)
        return turn - now + self.patience / 2

    def forget(self) -> None:
        """Let go of the buckets that are full again: they are as good as new."""
        now = self.stopwatch.now()
        for buckets in (self._booked, self._put_off):
            for key in [key for key, bucket in buckets.items() if bucket.full_at <= now]:
                del buckets[key]

    def _next(self, buckets: Buckets, parcel: Parcel, now: float) -> tuple[float, Buckets]:
        # From the widest scope to the narrowest: who waits for a channel holds up nobody else in the workspace.
        turn, taken, traits = now, Buckets(), _traits(parcel)
        for rate in self.rates.get(parcel.to.platform, ()):
            if rate.of not in traits:
                continue
            key = _key(rate, parcel.to)
            bucket = buckets.get(key, Bucket())
            turn = bucket.turn(rate, turn)
            taken[key] = bucket.without_one(rate, turn)
        return turn, taken


def _traits(parcel: Parcel) -> frozenset[Trait | None]:
    """What rates it falls under; `None` stands for those of everything."""
    change = {Trait.CHANGE} if parcel.instead else set()
    picture = {Trait.PICTURE} if parcel.card.picture else set()
    room = {Trait.ROOM} if parcel.to.users else set()
    return frozenset({None} | change | picture | room)


def _key(rate: Rate, to: Address) -> Hashable:
    line = {
        Scope.BOT: (),
        Scope.WORKSPACE: (to.workspace,),
        Scope.CHANNEL: (to.workspace, to.channel, to.user, to.users),
    }[rate.scope]
    return (to.platform, rate.scope, rate.of, *line)
