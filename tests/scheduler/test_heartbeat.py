import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import Messenger, Parcel, Sent
from bot.requests import Platform
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing
from scheduler.postman import Postman
from tests.support.ledgers import PaperLedger, parcel
from tests.support.messengers import Notebook, Silent
from tests.support.stopwatches import MONDAY, WoundClock

#: As short as the event loop keeps up with; no test measures it.
OFTEN = timedelta(milliseconds=10)

Start = Callable[..., Heartbeat]


@pytest.fixture
def heart(pacing: Pacing, clock: WoundClock, notebook: Notebook) -> Start:
    def build(ledger: PaperLedger, messenger: Messenger = notebook, every: timedelta = OFTEN) -> Heartbeat:
        return Heartbeat(ledger, Postman(ledger, {Platform.WEB: messenger}, pacing, clock), every)

    return build


@asynccontextmanager
async def beating(heartbeat: Heartbeat) -> AsyncIterator[None]:
    heartbeat.start()
    try:
        yield
    finally:
        await heartbeat.stop(timedelta())


async def soon(happened: Callable[[], bool]) -> None:
    """Wait for it; the timeout only ends a test that has failed."""
    async with asyncio.timeout(20):
        while not happened():  # noqa: ASYNC110  (what is waited for has no event)
            await asyncio.sleep(0.001)


async def test_a_beat_plans_what_is_due_and_delivers_it(
    heart: Start, ledger: PaperLedger, notebook: Notebook
) -> None:
    ledger.occurrences = [(MONDAY, parcel(1, on=Platform.WEB)), (MONDAY, parcel(2, on=Platform.WEB))]

    await heart(ledger).beat()

    assert notebook.sent == [1, 2]


async def test_a_beat_plans_until_nothing_is_due(heart: Start, clock: WoundClock, notebook: Notebook) -> None:
    ledger = PatientLedger(clock)
    ledger.occurrences = [(MONDAY, parcel(number, on=Platform.WEB)) for number in range(7)]

    await heart(ledger).beat()

    assert len(notebook.sent) == 7


class PatientLedger(PaperLedger):
    """Plans one occurrence at a time."""

    async def plan(self) -> int:
        later = self.occurrences[1:]
        self.occurrences = self.occurrences[:1]
        planned = await super().plan()
        self.occurrences += later
        return planned


async def test_it_beats_when_it_starts(heart: Start, ledger: PaperLedger, notebook: Notebook) -> None:
    ledger.post(parcel(1, on=Platform.WEB))

    async with beating(heart(ledger, every=timedelta(days=1))):
        await soon(lambda: notebook.sent == [1])


async def test_it_goes_on_beating(heart: Start, ledger: PaperLedger, notebook: Notebook) -> None:
    async with beating(heart(ledger)):
        for number in (1, 2, 3):
            ledger.post(parcel(number, on=Platform.WEB))
            await soon(lambda number=number: number in notebook.sent)  # type: ignore[misc]

    assert notebook.sent == [1, 2, 3]


class FaultyLedger(PaperLedger):
    """Its planning is broken."""

    async def plan(self) -> int:
        raise LookupError("I want to leave my team")


async def test_a_failing_half_is_logged_by_name_and_the_other_half_goes_on(
    heart: Start, clock: WoundClock, notebook: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = FaultyLedger(clock)

    with caplog.at_level(logging.DEBUG):
        async with beating(heart(ledger)):
            for number in (1, 2):
                ledger.post(parcel(number, on=Platform.WEB))
                await soon(lambda number=number: number in notebook.sent)  # type: ignore[misc]

    assert "planning failed: LookupError" in caplog.text
    assert "leave my team" not in caplog.text


async def test_a_long_delivery_holds_up_no_planning(heart: Start, ledger: PaperLedger) -> None:
    silent = Silent()
    ledger.post(parcel(1, on=Platform.WEB))

    async with beating(heart(ledger, silent)):
        await silent.asked.wait()
        ledger.occurrences = [(MONDAY, parcel(2, on=Platform.WEB))]
        await soon(lambda: not ledger.occurrences)


async def test_a_caller_who_goes_away_takes_the_beat_from_nobody(
    heart: Start, ledger: PaperLedger, notebook: Notebook
) -> None:
    heartbeat = heart(ledger)
    ledger.post(parcel(1, on=Platform.WEB))
    impatient, patient = asyncio.create_task(heartbeat.beat()), asyncio.create_task(heartbeat.beat())
    await asyncio.sleep(0)

    impatient.cancel()
    await patient

    assert impatient.cancelled()
    assert notebook.sent == [1]


async def test_nor_does_one_who_goes_away_while_the_post_is_out(
    heart: Start, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = DoorLedger(clock)
    heartbeat = heart(ledger)
    ledger.post(parcel(1, on=Platform.WEB))
    impatient, patient = asyncio.create_task(heartbeat.beat()), asyncio.create_task(heartbeat.beat())
    await ledger.asked.wait()

    impatient.cancel()
    ledger.open.set()
    await patient

    assert impatient.cancelled()
    assert notebook.sent == [1]


async def test_a_clock_that_is_set_back_does_not_silence_it(
    heart: Start, ledger: PaperLedger, notebook: Notebook
) -> None:
    heartbeat = heart(ledger)
    async with beating(heartbeat):
        # What a wall clock that is set back by an hour looks like to APScheduler: its next time is an hour away.
        heartbeat._scheduler.modify_job("beat", next_run_time=datetime.now(UTC) + timedelta(hours=1))
        await heartbeat.beat()
        ledger.post(parcel(1, on=Platform.WEB))

        await soon(lambda: notebook.sent == [1])


async def test_it_stops_with_what_is_under_way_brought_to_its_end(
    heart: Start, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = DoorLedger(clock)
    ledger.post(parcel(1, on=Platform.WEB))
    heartbeat = heart(ledger)
    heartbeat.start()
    await ledger.asked.wait()

    stopping = asyncio.create_task(heartbeat.stop())
    ledger.open.set()
    await stopping

    assert ledger.outcomes == {1: Sent("message-1")}


class DoorLedger(PaperLedger):
    """Answers a claim when its door is opened; `asked` is set once somebody stands before it."""

    def __init__(self, clock: WoundClock) -> None:
        super().__init__(clock)
        self.asked, self.open = asyncio.Event(), asyncio.Event()

    async def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        self.asked.set()
        await self.open.wait()
        return await super().claim(platforms, limit)


async def test_a_stopped_heart_is_still(heart: Start, ledger: PaperLedger, notebook: Notebook) -> None:
    heartbeat = heart(ledger)
    heartbeat.start()
    await heartbeat.stop()
    ledger.post(parcel(1, on=Platform.WEB))

    await asyncio.sleep(5 * OFTEN.total_seconds())

    assert notebook.sent == []


async def test_stopping_is_not_held_up_by_a_platform_that_never_answers(heart: Start, ledger: PaperLedger) -> None:
    silent = Silent()
    ledger.post(parcel(1, on=Platform.WEB))
    heartbeat = heart(ledger, silent)
    heartbeat.start()
    await silent.asked.wait()

    await heartbeat.stop(grace=timedelta(milliseconds=1))

    assert list(ledger.held) == [1]  # perhaps sent: its lease lapses
