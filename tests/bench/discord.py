"""`/roadmap` as Discord sends it: from the gateway to the callback's last byte; against a bare discord.py client."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from bot.clocks import SetClock
from bot.requests import Actor, Place, Platform
from tests.bench import asking
from tests.bench.answers import AROUND, LEARNERS
from tests.bench.asking import FLIGHTS, STEADY
from tests.bench.bots import WORDS
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds
from tests.bench.servers import CHANNEL, FIRST
from tests.support.worlds import World

ASKED, BARE = "/roadmap over gateway and callback", "a bare discord.py client"
#: In how many servers memory is measured.
FEW, MANY = 1, 1_000
IDS = {name: str(5_000 + number) for number, name in enumerate(("Ana", *LEARNERS))}


class Server(World):
    """A world whose people are in a Discord server."""

    def actor(self, who: str, workspace: str = str(FIRST)) -> Actor:
        """Somebody as Discord knows them."""
        return replace(super().actor(who), workspace=str(FIRST), user=IDS[who], zone=None)


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """One at a time, twenty and a hundred in flight, and a steady stream, on SQLite; then memory at rest."""
    with ExitStack() as stack:
        url = stack.enter_context(grounds.servers["SQLite"].database())
        settle(grounds, url)
        people = tuple((IDS[learner], learner) for learner in LEARNERS)
        ours = stack.enter_context(asking.segue("Week 2 of", url, people))
        bare = stack.enter_context(asking.bare(WORDS))
        for at_once in FLIGHTS:
            sides = partial(ours.flight, at_once), partial(bare.flight, at_once)
            yield _contest(f"{at_once} in flight", Unit.RATE, *sides)
        yield _contest("processor time", Unit.MILLISECONDS, ours.effort, bare.effort)
        yield _contest(f"{STEADY:.0f} a second, median", Unit.MILLISECONDS, ours.usual, bare.usual)
        yield _contest(f"{STEADY:.0f} a second, p99", Unit.MILLISECONDS, ours.slowest, bare.slowest)
    homes = (grounds.folder / "discord" / str(number) for number in count())
    yield from (_at_rest(servers, homes) for servers in (FEW, MANY))


def settle(grounds: Grounds, url: str) -> None:
    """A cohort of a hundred learners in its second week, among many other cohorts; nothing private waits."""
    begins = datetime.now(UTC) - timedelta(days=8)
    world = Server(url, grounds.library, SetClock(begins - timedelta(days=1)), Platform.DISCORD)
    AROUND.settle(world.database, grounds.library.default.slug)
    channel = Place(channel=CHANNEL, channel_name="channel-1", private=False)
    when = {"starts": f"{begins:%Y-%m-%d}", "weekday": str(begins.weekday()), "at": "00:00", "zone": "UTC"}
    world.starts_cohort(channel, **when)
    for learner in LEARNERS:
        world.says(learner, "/cohort join", channel)
    world.hushes()
    world.close()


def _at_rest(servers: int, homes: Iterator[Path]) -> Contest:
    return Contest(
        name=f"segue run with Discord alone, {servers:,} servers",
        unit=Unit.MEGABYTES,
        ours=lambda: asking.segue_at_rest(servers, next(homes)),
        against=BARE,
        baseline=lambda: asking.bare_at_rest(servers),
        rounds=3,
    )


def _contest(name: str, unit: Unit, ours: Callable[[], float], baseline: Callable[[], float]) -> Contest:
    return Contest(name=f"{ASKED}, {name}", unit=unit, ours=ours, against=BARE, baseline=baseline)
