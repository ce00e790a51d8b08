"""The whole clockwork, over the real core and both databases."""

import asyncio
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.bridge import Bridge
from bot.ports import Clock, Outcome, Parcel, Sent
from bot.requests import Place
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing
from scheduler.postman import Postman
from scheduler.turning import turn
from tests.support.worlds import World, at

BERLIN = ZoneInfo("Europe/Berlin")


class Diary:
    """Writes down what was said, and when by the clock of the world."""

    def __init__(self, clock: Clock) -> None:
        self.entries: list[tuple[datetime, Parcel]] = []
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        self.entries.append((self._clock.now(), parcel))
        await asyncio.sleep(0)
        return Sent(str(parcel.delivery))


def clockwork(world: World, bridge: Bridge, diary: Diary) -> Heartbeat:
    return Heartbeat(bridge, Postman(bridge, {world.platform: diary}, Pacing({}), world.clock))


async def test_nine_stays_nine_when_the_clocks_change_on_the_way(world: World) -> None:
    diary, until = Diary(world.clock), at("2027-04-08 12:00 Europe/Berlin")
    world.starts_cohort(starts="2027-03-22")  # summer time begins on 28 March

    await turn(world.clock, clockwork(world, world.bridge, diary), world.bridge, until)

    prompts = [when.astimezone(BERLIN) for when, parcel in diary.entries if parcel.kind == "weekly-prompt"]
    assert [f"{when:%d %B %H:%M %Z}" for when in prompts] == [
        "22 March 09:00 CET",
        "29 March 09:00 CEST",
        "05 April 09:00 CEST",
    ]


async def test_two_clockworks_on_one_ledger_say_everything_once(world: World) -> None:
    diary, second = Diary(world.clock), Bridge(world.core)
    for number in range(60):
        channel = Place(channel=f"C{number}", channel_name=f"#cohort-{number}", private=False)
        world.starts_cohort(channel, name=f"Cohort {number}")
    world.comes_to("2027-01-04 09:00 Europe/Berlin")

    await asyncio.gather(
        clockwork(world, world.bridge, diary).beat(),
        clockwork(world, second, diary).beat(),
    )
    second.close()

    said = Counter(parcel.delivery for _, parcel in diary.entries)
    assert len(said) == 60
    assert set(said.values()) == {1}
