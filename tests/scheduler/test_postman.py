import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.ports import Messenger, Outcome, Parcel, Sent, Unknown
from bot.requests import Platform
from scheduler.pacing import Pacing
from scheduler.postman import BATCH, HAND, Postman
from tests.support.ledgers import PaperLedger, parcel
from tests.support.messengers import Clumsy, Notebook, Silent
from tests.support.stopwatches import StoppedStopwatch, WoundClock, WoundStopwatch


class Desk:
    """A postman with what he works with."""

    def __init__(self, ledger: PaperLedger, pacing: Pacing, clock: WoundClock) -> None:
        self._ledger, self._pacing, self._clock = ledger, pacing, clock

    def postman(
        self, messenger: Messenger, on: Platform = Platform.SLACK, lease: timedelta = timedelta(minutes=1)
    ) -> Postman:
        return Postman(self._ledger, {on: messenger}, self._pacing, self._clock, lease)


@pytest.fixture
def desk(ledger: PaperLedger, pacing: Pacing, clock: WoundClock) -> Desk:
    return Desk(ledger, pacing, clock)


async def test_everything_due_is_sent_once_and_written_down(
    desk: Desk, ledger: PaperLedger, notebook: Notebook
) -> None:
    ledger.post(*(parcel(number, on=Platform.WEB) for number in range(1, 121)))

    settled = await desk.postman(notebook, Platform.WEB).deliver()

    assert settled == 120
    assert sorted(notebook.sent) == list(range(1, 121))
    assert ledger.outcomes == {number: Sent(f"message-{number}") for number in range(1, 121)}


async def test_claims_and_outcomes_travel_in_batches(desk: Desk, ledger: PaperLedger, notebook: Notebook) -> None:
    ledger.post(*(parcel(number, on=Platform.WEB) for number in range(1000)))

    await desk.postman(notebook, Platform.WEB).deliver()

    assert ledger.transactions <= 0.05 * 1000


async def test_no_more_parcels_are_in_hand_than_a_crash_may_leave_in_doubt(
    desk: Desk, ledger: PaperLedger, stopwatch: WoundStopwatch
) -> None:
    slow = Notebook(stopwatch, takes=1)
    ledger.post(*(parcel(number, on=Platform.WEB) for number in range(2 * HAND)))

    await desk.postman(slow, Platform.WEB).deliver()

    assert BATCH < slow.most_at_once <= HAND


async def test_a_platform_without_a_messenger_is_left_alone(
    desk: Desk, ledger: PaperLedger, notebook: Notebook
) -> None:
    ledger.post(parcel(1, on=Platform.SLACK), parcel(2, on=Platform.DISCORD))

    await desk.postman(notebook, Platform.SLACK).deliver()

    assert notebook.sent == [1]
    assert [left.delivery for _, left in ledger.waiting] == [2]


async def test_without_any_messenger_nothing_is_claimed(
    ledger: PaperLedger, pacing: Pacing, clock: WoundClock
) -> None:
    ledger.post(parcel(1))

    settled = await Postman(ledger, {}, pacing, clock).deliver()

    assert (settled, ledger.transactions) == (0, 0)


async def test_messages_to_one_slack_channel_go_a_second_apart(
    desk: Desk, ledger: PaperLedger, notebook: Notebook
) -> None:
    ledger.post(*(parcel(number, channel="C1") for number in range(4)))

    await desk.postman(notebook).deliver()

    assert [when - notebook.entries[0][0] for when, _ in notebook.entries] == [0, 1, 2, 3]


async def test_a_busy_workspace_holds_up_no_other(desk: Desk, ledger: PaperLedger, notebook: Notebook) -> None:
    ledger.post(*(parcel(number, workspace="busy") for number in range(500)))
    ledger.post(parcel(1000, workspace="quiet"))

    await desk.postman(notebook).deliver()

    first = notebook.entries[0][0]
    [quiet] = [when - first for when, sent in notebook.entries if sent.delivery == 1000]
    assert quiet < 1  # behind the busy ones it would be a hundred seconds


async def test_a_long_line_is_worked_off_at_the_rate_and_claimed_little_more_than_twice(
    desk: Desk, ledger: PaperLedger, notebook: Notebook, stopwatch: WoundStopwatch
) -> None:
    ledger.post(*(parcel(number) for number in range(500)))
    postman, start = desk.postman(notebook), stopwatch.now()

    while len(ledger.outcomes) < 500:
        await postman.deliver()
        await stopwatch.sleep(5)

    times = sorted(when - start for when, _ in notebook.entries)
    assert sorted(notebook.sent) == list(range(500))
    assert all(later - earlier > 0.19 for earlier, later in pairwise(times))
    assert times[-1] < 1.2 * 500 / 4.5
    assert sum(sent.fence for _, sent in notebook.entries) < 2.5 * 500


async def test_a_messenger_that_raises_leaves_its_parcel_unknown_and_its_neighbours_sent(
    desk: Desk, ledger: PaperLedger, notebook: Notebook
) -> None:
    ledger.post(*(parcel(number, on=Platform.WEB) for number in (1, 2, 3)))
    clumsy = Clumsy(notebook, lambda parcel: KeyError("blocks") if parcel.delivery == 2 else None)

    await desk.postman(clumsy, Platform.WEB).deliver()

    assert ledger.outcomes == {1: Sent("message-1"), 2: Unknown("KeyError"), 3: Sent("message-3")}


async def test_an_error_is_logged_by_its_name_and_never_by_its_text(
    desk: Desk, ledger: PaperLedger, notebook: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    ledger.post(parcel(1, on=Platform.WEB))
    clumsy = Clumsy(notebook, lambda _: ValueError("I want to leave my team"))

    with caplog.at_level(logging.DEBUG):
        await desk.postman(clumsy, Platform.WEB).deliver()

    assert "ValueError" in caplog.text
    assert "leave my team" not in caplog.text


async def test_a_request_that_is_never_answered_is_given_up_after_a_quarter_of_the_lease(
    desk: Desk, ledger: PaperLedger
) -> None:
    ledger.post(parcel(1, on=Platform.WEB))

    await desk.postman(Silent(), Platform.WEB, lease=timedelta(seconds=0.04)).deliver()

    assert ledger.outcomes == {1: Unknown("TimeoutError")}


class SlowLedger(PaperLedger):
    """Its first answer to a claim comes after 31 seconds."""

    stopwatch: WoundStopwatch
    slow = True

    async def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        claimed = await super().claim(platforms, limit)
        if self.slow:
            self.slow = False
            await self.stopwatch.sleep(31)
        return claimed


async def test_a_claim_older_than_half_its_lease_is_given_back_unsent_and_claimed_anew(
    pacing: Pacing, clock: WoundClock, notebook: Notebook, stopwatch: WoundStopwatch
) -> None:
    ledger = SlowLedger(clock)
    ledger.stopwatch = stopwatch
    ledger.post(parcel(1, on=Platform.WEB))

    await Postman(ledger, {Platform.WEB: notebook}, pacing, clock).deliver()

    assert [(sent.delivery, sent.fence) for _, sent in notebook.entries] == [(1, 2)]


class LockedLedger(PaperLedger):
    """Each of its doors is locked as often as `locked` says."""

    locked: dict[str, int]

    async def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        self._try("claim")
        return await super().claim(platforms, limit)

    async def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        self._try("settle")
        return await super().settle(outcomes)

    def _try(self, door: str) -> None:
        if self.locked.get(door, 0) > 0:
            self.locked[door] -= 1
            raise TimeoutError("the database is locked")


async def test_an_outcome_is_written_down_when_the_ledger_answers_again(
    pacing: Pacing, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = LockedLedger(clock)
    ledger.locked = {"settle": 20}
    ledger.post(parcel(1, on=Platform.WEB))

    await Postman(ledger, {Platform.WEB: notebook}, pacing, clock).deliver()

    assert notebook.sent == [1]
    assert ledger.outcomes == {1: Sent("message-1")}


async def test_a_ledger_that_stays_locked_ends_the_round_with_its_error(
    pacing: Pacing, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = LockedLedger(clock)
    ledger.locked = {"settle": 1000}
    ledger.post(parcel(1, on=Platform.WEB))

    with pytest.raises(TimeoutError):
        await Postman(ledger, {Platform.WEB: notebook}, pacing, clock).deliver()

    assert notebook.sent == [1]


async def test_a_claim_that_fails_is_no_reason_to_drop_what_is_in_hand(
    pacing: Pacing, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = LockedLedger(clock)
    ledger.locked = {}
    ledger.post(parcel(1, on=Platform.WEB))
    postman = Postman(ledger, {Platform.WEB: notebook}, pacing, clock)

    delivering = asyncio.create_task(postman.deliver())
    await asyncio.sleep(0)
    ledger.locked = {"claim": 2}
    await delivering

    assert ledger.outcomes == {1: Sent("message-1")}


async def test_a_postman_who_is_stopped_writes_down_what_he_knows(
    ledger: PaperLedger, clock: WoundClock, notebook: Notebook
) -> None:
    silent, pacing = Silent(), Pacing(stopwatch=StoppedStopwatch())
    ledger.post(parcel(1, on=Platform.WEB), parcel(2, channel="C1"), parcel(3, channel="C1"))
    postman = Postman(ledger, {Platform.WEB: notebook, Platform.SLACK: silent}, pacing, clock)
    delivering = asyncio.create_task(postman.deliver())
    await silent.asked.wait()

    delivering.cancel()
    await asyncio.wait([delivering])

    assert delivering.cancelled()
    assert ledger.outcomes == {1: Sent("message-1")}  # sent
    assert list(ledger.held) == [2]  # on its way, perhaps sent: its lease lapses
    assert [left.delivery for _, left in ledger.waiting] == [3]  # not begun: given back


class CutShortLedger(PaperLedger):
    """The first outcomes it is told never reach the page. `told` is set when it hears of them."""

    told: asyncio.Event

    async def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        if not self.told.is_set():
            self.told.set()
            await asyncio.Event().wait()
        return await super().settle(outcomes)


async def test_an_outcome_whose_recording_is_cut_short_is_written_down_before_the_end(
    pacing: Pacing, clock: WoundClock, notebook: Notebook
) -> None:
    ledger = CutShortLedger(clock)
    ledger.told = asyncio.Event()
    ledger.post(parcel(1, on=Platform.WEB))
    delivering = asyncio.create_task(Postman(ledger, {Platform.WEB: notebook}, pacing, clock).deliver())
    await ledger.told.wait()

    delivering.cancel()
    await asyncio.wait([delivering])

    assert ledger.outcomes == {1: Sent("message-1")}
