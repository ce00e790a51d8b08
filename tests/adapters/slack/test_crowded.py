"""Many messages due at once, through the real postman, messenger and local Slack, by one stopwatch."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from statistics import quantiles

from adapters.slack.outbound import SlackMessenger
from bot.ports import Outcome, Parcel, Sent
from bot.replies import Reply
from bot.requests import Platform
from scheduler.pacing import Pacing
from scheduler.postman import Postman
from tests.support.ledgers import PaperLedger
from tests.support.sketches import WINS
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.workspace import Channel, Member
from tests.support.stopwatches import IdleStopwatch, WoundClock

CHANNELS, MEMBERS = 40, 2_000
POST = "chat.postMessage"
#: Every so many seconds it is looked what is due.
BEAT = 5.0


@dataclass
class Office:
    """What is due, and how long after that it was sent."""

    slack: SlackServer
    messenger: SlackMessenger
    stopwatch: IdleStopwatch
    ledger: PaperLedger
    due: dict[int, float] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    async def send(self, parcel: Parcel) -> Outcome:
        with self.stopwatch.at_work():
            outcome = await self.messenger.send(parcel)
        if isinstance(outcome, Sent):
            waited = self.stopwatch.now() - self.due[parcel.delivery]
            self.took.setdefault(parcel.to.workspace, []).append(waited)
        return outcome

    def post(self, parcel: Parcel) -> None:
        number = next(self.numbers)
        self.due[number] = self.stopwatch.now()
        self.ledger.post(replace(parcel, delivery=number, key=f"key-{number}"))

    async def work(self, seconds: float) -> None:
        """Beat for so long, and then until nothing waits any more."""
        postman = Postman(
            self.ledger, {Platform.SLACK: self}, Pacing(stopwatch=self.stopwatch), WoundClock(self.stopwatch)
        )
        ends = self.stopwatch.now() + seconds
        while self.stopwatch.now() < ends or self.ledger.waiting:
            await postman.deliver()
            await self.stopwatch.sleep(BEAT)


@asynccontextmanager
async def opened() -> AsyncIterator[Office]:
    """T1 with forty channels and two thousand members; T2 with forty channels."""
    stopwatch = IdleStopwatch()
    clock = WoundClock(stopwatch)
    slack = SlackServer(clock, stopwatch=stopwatch)
    slack.add("T2", "Night shift")
    for team in ("T1", "T2"):
        names = [f"C{team}-{number}" for number in range(CHANNELS)]
        slack.teams[team].channels |= {name: Channel(id=name, name=name.lower()) for name in names}
    people = [f"U{number}" for number in range(MEMBERS)]
    slack.workspace.members |= {user: Member(id=user, name=user, zone="UTC") for user in people}
    await slack.start()
    bridge = Parrot(lambda _: Reply())
    for team in slack.teams:
        await bridge.install(tenants.consent(slack, team))
    async with tenants.opened(slack, bridge, clock) as workspaces:
        yield Office(slack, tenants.messenger(workspaces, bridge, clock), stopwatch, PaperLedger(clock))
    await slack.close()


def shown(team: str, number: int) -> Parcel:
    """A digest with a picture of its own."""
    parcel = tenants.parcel(team, channel=f"C{team}-{number}")
    return replace(parcel, card=replace(parcel.card, picture=replace(WINS, title=f"Wins {number}")))


async def test_forty_channels_and_two_thousand_members_due_at_once_break_no_limit() -> None:
    async with opened() as office:
        for number in range(CHANNELS):
            office.post(shown("T1", number))
        await office.work(0)
        stand = [sent.ref for sent in office.ledger.outcomes.values() if isinstance(sent, Sent)]
        begun = office.stopwatch.now()
        for number, ref in enumerate(stand):
            office.post(tenants.parcel("T1", channel=f"CT1-{number}"))
            for _ in range(2):
                office.post(replace(tenants.parcel("T1", channel=f"CT1-{number}"), instead=ref))
        for number in range(MEMBERS):
            office.post(tenants.parcel("T1", user=f"U{number}"))
        await office.work(0)

        assert office.slack.breaches == []
        assert [type(outcome) for outcome in office.ledger.outcomes.values()] == [Sent] * (4 * CHANNELS + MEMBERS)
        assert len(office.slack.workspace.files) == CHANNELS
        assert office.stopwatch.now() - begun < 1.1 * (3 * CHANNELS + MEMBERS) / 4.5


async def test_a_throttled_workspace_delays_no_other() -> None:
    alone = await waits_of_the_quiet(busy=0)
    beside = await waits_of_the_quiet(busy=400)

    assert len(alone) == len(beside) == CHANNELS
    assert quantiles(beside, n=20)[-1] <= quantiles(alone, n=20)[-1]


async def waits_of_the_quiet(busy: int) -> list[float]:
    """How long messages of T2 wait, one every seven seconds, while so many of T1 are due and it is throttled."""
    async with opened() as office:
        for _ in range(10):
            office.slack.fail_next(POST, FaultKind.LIMITED, "30", team="T1")
        for number in range(busy):
            office.post(tenants.parcel("T1", user=f"U{number}"))
        async with asyncio.TaskGroup() as both:
            both.create_task(office.work(7.0 * CHANNELS))
            for number in range(CHANNELS):
                office.post(tenants.parcel("T2", channel=f"CT2-{number}"))
                await office.stopwatch.sleep(7)
        return office.took["T2"]
