from datetime import datetime, timedelta

import pytest

from bot.clocks import SetClock
from bot.ports import Outcome, Parcel, Retry, Sent
from bot.requests import Platform
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing
from scheduler.postman import Postman
from scheduler.turning import turn
from tests.support.ledgers import PaperLedger, parcel
from tests.support.stopwatches import MONDAY, WoundStopwatch

HOUR = timedelta(hours=1)


class Diary:
    """Writes down what was said, and when by the clock that is turned."""

    def __init__(self, clock: SetClock) -> None:
        self.entries: list[tuple[datetime, int]] = []
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        self.entries.append((self._clock.now(), parcel.delivery))
        return Sent("")


class Nagging:
    """Never done: it asks for another try a second later."""

    def __init__(self, clock: SetClock) -> None:
        self.asked = 0
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        self.asked += 1
        return Retry(self._clock.now() + timedelta(seconds=1), "not now")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def diary(clock: SetClock) -> Diary:
    return Diary(clock)


@pytest.fixture
def ledger(clock: SetClock) -> PaperLedger:
    return PaperLedger(clock)


@pytest.fixture
def heartbeat(clock: SetClock, ledger: PaperLedger, diary: Diary, stopwatch: WoundStopwatch) -> Heartbeat:
    return Heartbeat(ledger, Postman(ledger, {Platform.WEB: diary}, Pacing({}, stopwatch=stopwatch), clock))


async def test_everything_on_the_way_is_said_at_its_own_moment(
    clock: SetClock, ledger: PaperLedger, heartbeat: Heartbeat, diary: Diary
) -> None:
    ledger.occurrences = [(MONDAY + hours * HOUR, parcel(hours, on=Platform.WEB)) for hours in (0, 5, 50, 100, 101)]

    await turn(clock, heartbeat, ledger, MONDAY + 100 * HOUR)

    assert diary.entries == [(MONDAY + hours * HOUR, hours) for hours in (0, 5, 50, 100)]
    assert clock.now() == MONDAY + 100 * HOUR


async def test_with_nothing_on_the_way_the_clock_arrives_all_the_same(
    clock: SetClock, ledger: PaperLedger, heartbeat: Heartbeat
) -> None:
    await turn(clock, heartbeat, ledger, MONDAY + timedelta(weeks=39))

    assert clock.now() == MONDAY + timedelta(weeks=39)


async def test_somebody_who_acts_on_what_was_said_stops_the_clock_at_that_moment(
    clock: SetClock, ledger: PaperLedger, heartbeat: Heartbeat, diary: Diary
) -> None:
    ledger.occurrences = [(MONDAY + hours * HOUR, parcel(hours, on=Platform.WEB)) for hours in (5, 50)]

    await turn(clock, heartbeat, ledger, MONDAY + 100 * HOUR, lambda: MONDAY + 6 * HOUR if diary.entries else None)

    assert diary.entries == [(MONDAY + 5 * HOUR, 5)]
    assert clock.now() == MONDAY + 6 * HOUR


async def test_a_moment_that_has_passed_turns_nothing_and_still_says_what_is_due(
    clock: SetClock, ledger: PaperLedger, heartbeat: Heartbeat, diary: Diary
) -> None:
    ledger.post(parcel(1, on=Platform.WEB))

    await turn(clock, heartbeat, ledger, MONDAY - HOUR)

    assert clock.now() == MONDAY
    assert diary.entries == [(MONDAY, 1)]


async def test_a_delivery_that_stays_unsent_is_stepped_past(
    clock: SetClock, ledger: PaperLedger, heartbeat: Heartbeat, diary: Diary
) -> None:
    ledger.post(parcel(1, on=Platform.SLACK))  # no Slack here
    ledger.occurrences = [(MONDAY + 2 * HOUR, parcel(2, on=Platform.WEB))]

    await turn(clock, heartbeat, ledger, MONDAY + timedelta(days=7))

    assert diary.entries == [(MONDAY + 2 * HOUR, 2)]
    assert clock.now() == MONDAY + timedelta(days=7)


async def test_something_that_comes_back_for_ever_ends_with_the_minutes_on_the_way(
    clock: SetClock, ledger: PaperLedger, stopwatch: WoundStopwatch
) -> None:
    nagging = Nagging(clock)
    postman = Postman(ledger, {Platform.WEB: nagging}, Pacing({}, stopwatch=stopwatch), clock)
    ledger.post(parcel(1, on=Platform.WEB))

    await turn(clock, Heartbeat(ledger, postman), ledger, MONDAY + 2 * HOUR)

    assert nagging.asked <= 2 * 60 + 2
    assert clock.now() == MONDAY + 2 * HOUR
