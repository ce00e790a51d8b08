"""A rehearsal comes true: message by message, it is what the scheduler then sends, whatever happens meanwhile."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import wiring
from bot.cli.company import Company
from bot.cli.notebook import Notebook, Said
from bot.cli.play import Cast
from bot.cli.rehearsal import Rehearsal, ends, eve, joining, play
from bot.clocks import SetClock
from bot.replies import Reply
from bot.requests import Platform, Request
from bot.store.crypto import Keyring
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing

#: Over the night of 28 March, when Berlin sets its clocks.
CAST = Cast(starts=date(2027, 3, 8), zone="Europe/Berlin", weeks=4, members=5, mentors=1)
SEED = 8
#: A scheduler that beats at every half hour, whatever is due; and a process that ends, and starts anew, so often.
BEAT, LIFE = timedelta(minutes=30), timedelta(hours=49)


class Service:
    """segue as it runs: a process after another over one database, with a heartbeat that comes round by itself."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = SetClock(eve(CAST))
        self.notebook = Notebook(self.clock, lambda parcel: self.company.hears(parcel, self.clock.now()))
        self._key = secrets.token_bytes(32)
        self._process = ExitStack()
        self._born = self.clock.now()
        self.house, self.heartbeat = self._start()
        self.people = play(CAST, self.house, SEED)
        self.company = Company(self.people)

    async def comes_to(self, moment: datetime) -> None:
        """Let time go by to that moment, beat by beat; people do what they are about to do by then."""
        while self.clock.now() < moment:
            since = (self.clock.now() - datetime.min.replace(tzinfo=UTC)) % BEAT
            soon = min(moment, self.clock.now() - since + BEAT)
            self.clock.turn_to(min(soon, self.company.next() or soon))
            if self.clock.now() - self._born >= LIFE:
                self.restarts()
            await self.heartbeat.beat()
            if soon >= (self.company.next() or moment):
                await self.company.acts(self.house.bridge.ask, self.clock.now())
                await self.heartbeat.beat()

    async def asks(self, request: Request) -> Reply:
        """Somebody does something; what it causes is said within a beat."""
        reply = await self.house.bridge.ask(request)
        await self.heartbeat.beat()
        return reply

    def restarts(self) -> None:
        """The process ends, and another one takes its place."""
        self._process.close()
        self._born = self.clock.now()
        self.house, self.heartbeat = self._start()

    def ends(self) -> None:
        """The last process ends."""
        self._process.close()

    def _start(self) -> tuple[wiring.House, Heartbeat]:
        house = wiring.house(self.url, Keyring(self._key), self.clock)
        self._process.callback(house.close)
        return house, wiring.clockwork(house, {Platform.WEB: self.notebook}, Pacing({}))


@pytest.fixture
def service(database_url: str) -> Iterator[Service]:
    """Segue over an empty database, once of each kind."""
    serving = Service(database_url)
    yield serving
    serving.ends()


async def live(service: Service) -> tuple[Said, ...]:
    """The same people do the same things, and answer what they read; everything that is sent meanwhile."""
    join = joining((await service.asks(service.people.opening())).card)
    for request in service.people.joining(join):
        await service.asks(request)
    for week in range(1, CAST.weeks + 1):
        service.company.plans(join.args[0], week)
        await service.comes_to(ends(service.people, week))
    return service.notebook.read()


def told(said: Sequence[Said]) -> list[tuple[str, ...]]:
    """Messages as they can be compared: those of one moment in any order."""
    return sorted((one.at.isoformat(), one.to, one.ritual, one.title, one.text) for one in said)


async def test_a_rehearsal_is_what_the_scheduler_then_sends(service: Service) -> None:
    rehearsed = await Rehearsal(CAST, SEED).play(lambda week: None)

    lived = await live(service)

    assert told(lived) == told(rehearsed.said)
    assert len(rehearsed.said) > 40
    assert rehearsed.season.pairs >= 1
    assert rehearsed.season.no >= 1
