"""The sample people of the playground: six engineers, six zones, one channel."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

WORKSPACE = "playground"
CHANNEL = "ml-switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody you can be. `zone` is an IANA name, `city` what its clock is called on the page."""

    user: str
    name: str
    zone: str
    city: str
    administers: bool = False

    @property
    def clock(self) -> ZoneInfo:
        """The zone their wall clock keeps."""
        return ZoneInfo(self.zone)

    @property
    def box(self) -> str:
        """Where the shelf keeps what only they see."""
        return private(self.user)


PLAYERS = (
    Player(user="ana", name="Ana", zone="Europe/Berlin", city="Berlin", administers=True),
    Player(user="bo", name="Bo", zone="Africa/Lagos", city="Lagos"),
    Player(user="chen", name="Chen", zone="Asia/Singapore", city="Singapore"),
    Player(user="dana", name="Dana", zone="America/New_York", city="New York"),
    Player(user="esha", name="Esha", zone="Asia/Kolkata", city="Mumbai"),
    Player(user="finn", name="Finn", zone="Pacific/Auckland", city="Auckland"),
)


def player(user: str) -> Player:
    """The player of this id; the first one for an id that is nobody's."""
    return next((one for one in PLAYERS if one.user == user), PLAYERS[0])


def public(channel: str) -> str:
    """Where the shelf keeps what everybody in a channel sees."""
    return f"#{channel}"


def private(user: str) -> str:
    """Where the shelf keeps what one person sees."""
    return f"@{user}"
