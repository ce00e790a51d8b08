"""A world: the real core over a real database, a clock that stands where it is set, and people by first name."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from bot.bridge import Bridge
from bot.clocks import SetClock
from bot.core import Core
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Click, Command, Place, Platform, Submission
from bot.store.crypto import Keyring
from bot.store.database import Database
from bot.store.models import Delivery, Note, Notice
from tests.support.databases import KEY

#: Everybody, with the zone their platform knows; Ana administers the workspace.
ZONES = {"Ana": "Europe/Berlin", "Bo": "Africa/Lagos", "Chen": "Asia/Singapore", "Dana": "America/New_York"}
CHANNEL = Place(channel="C1", channel_name="#ml-switch", private=False)


def at(text: str) -> datetime:
    """A moment from its wall clock and zone: 2027-01-04 09:00 Europe/Berlin."""
    day, hour, zone = text.split()
    return datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class World:
    """The core and everything it stands on."""

    url: str
    library: Library
    clock: SetClock = field(default_factory=lambda: SetClock(at("2027-01-01 12:00 Europe/Berlin")))
    platform: Platform = Platform.WEB
    workspace: str = "W1"

    def __post_init__(self) -> None:
        self.database = Database(self.url, Keyring(KEY))
        self.core = Core(self.database, self.library, self.clock, Random(7))
        self.bridge = Bridge(self.core)

    def close(self) -> None:
        """Give everything back."""
        self.bridge.close()
        self.database.close()

    def through(self, platform: Platform, workspace: str) -> "World":
        """The same world, as people of another workspace come into it."""
        other = copy(self)
        other.platform, other.workspace = platform, workspace
        return other

    def actor(self, who: str, workspace: str = "") -> Actor:
        """Somebody of this first name on a workspace."""
        return Actor(
            platform=self.platform,
            workspace=workspace or self.workspace,
            user=f"U-{who}",
            name=who,
            administers=who == "Ana",
            zone=ZONES.get(who),
        )

    def says(self, who: str, text: str, place: Place = CHANNEL, workspace: str = "") -> Reply:
        """The reply to a typed command."""
        name, _, rest = text.removeprefix("/").partition(" ")
        return self.core.answer(Command(actor=self.actor(who, workspace), place=place, name=name, text=rest))

    def presses(self, who: str, action: Action, workspace: str = "") -> Reply:
        """The reply to a pressed button."""
        return self.core.answer(Click(actor=self.actor(who, workspace), place=CHANNEL, action=action))

    def chooses(self, who: str, action: Action, choice: str) -> Reply:
        """The reply to one choice from a menu."""
        return self.core.answer(Click(actor=self.actor(who), place=CHANNEL, action=action, choice=choice))

    def fills(self, who: str, action: Action, answers: Mapping[str, str], place: Place = CHANNEL) -> Reply:
        """The reply to a form that was sent."""
        return self.core.answer(Submission(actor=self.actor(who), place=place, action=action, answers=answers))

    def starts_cohort(self, place: Place = CHANNEL, **answers: str) -> Reply:
        """Ana starts “Spring” from Monday 4 January 2027, 09:00 in Berlin, unless the answers say otherwise."""
        usual = {"name": "Spring", "starts": "2027-01-04", "zone": "Europe/Berlin", "weekday": "0", "at": "09:00"}
        return self.fills("Ana", Action("cohort.start"), usual | answers, place)

    def comes_to(self, moment: str) -> None:
        """The clock shows this moment: 2027-01-04 09:00 Europe/Berlin."""
        self.clock.turn_to(at(moment))

    def plans(self) -> None:
        """Everything that is due is planned, and every round that is due is carried out."""
        while self.core.plan(50) + self.core.carry_out_rounds():
            pass

    def hushes(self) -> None:
        """Nothing private waits for anybody any more, as if what accompanies a newcomer had been said long ago."""
        with self.database.begin() as session:
            for rows in (delete(Notice), delete(Note), delete(Delivery).where(Delivery.account_id.is_not(None))):
                session.execute(rows)
