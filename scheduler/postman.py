"""The postman: takes what is due from the ledger, hands it to the platforms, writes down what became of it."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TypeAlias

from bot.ports import LEASE, Clock, Messenger, Outcome, Parcel, Retry, Unknown
from bot.requests import Platform
from scheduler.bridge import Bridge
from scheduler.pacing import Pacing

logger = logging.getLogger(__name__)

#: Parcels taken in one claim: one transaction per message would cost seven-eighths of the speed.
BATCH = 50

#: Parcels in hand at most. After a crash each of them might have been sent, so there are no more than it takes to
#: send 350 a second at 0.3 s a request, with as many again that wait for their turn.
HAND = 200

#: Seconds after which it is asked again what is due while others wait for their turn, or for an answer.
LOOK = 1.0

#: Seconds before an outcome that could not be recorded is tried again.
PAUSE = 1.0

Carrying: TypeAlias = asyncio.Task[tuple[Parcel, Outcome]]


class Postman:
    """Sends each parcel once per claim, and never after half of its lease."""

    def __init__(
        self,
        bridge: Bridge,
        messengers: Mapping[Platform, Messenger],
        pacing: Pacing,
        clock: Clock,
        lease: timedelta = LEASE,
        look: float = LOOK,
    ) -> None:
        self._bridge = bridge
        self._messengers = dict(messengers)
        self._pacing = pacing
        self._stopwatch = pacing.stopwatch
        self._clock = clock
        self._lease = lease.total_seconds()
        self._look = look

    async def deliver(self) -> int:
        """Send until nothing more is due on the platforms at hand; how many outcomes were recorded.

        Cancelled, it writes down what it knows before it stops: what was sent, and what was not begun.
        """
        hand: set[Carrying] = set()
        settled, more, looked = 0, bool(self._messengers), self._stopwatch.now()
        try:
            while more or hand:
                if more and len(hand) + BATCH <= HAND:
                    claimed, looked = await self._claim(), self._stopwatch.now()
                    hand |= claimed
                    more = bool(claimed)
                else:
                    done, _ = await asyncio.wait(hand, timeout=self._look, return_when=asyncio.FIRST_COMPLETED)
                    settled += await self._record(done)
                    hand -= done
                    more = more or not (hand and done) or self._stopwatch.now() - looked >= self._look
        finally:
            await self._put_down(hand)
            self._pacing.forget()
        return settled

    async def _claim(self) -> set[Carrying]:
        before = self._stopwatch.now()  # the lease begins later than this: a little early is the safe side
        try:
            parcels = await self._bridge.claim(tuple(self._messengers), BATCH)
        except Exception as error:  # noqa: BLE001  (what is in hand must still be brought to its end)
            logger.warning("claiming failed: %s", type(error).__name__)
            return set()
        return {asyncio.create_task(self._carry(parcel, before)) for parcel in parcels}

    async def _carry(self, parcel: Parcel, claimed: float) -> tuple[Parcel, Outcome]:
        wait = self._pacing.book(parcel)
        if wait is None:
            return parcel, self._later(self._pacing.put_off(parcel))
        try:
            await self._stopwatch.sleep(wait)
        except asyncio.CancelledError:
            return parcel, self._later(0)  # not begun: whoever comes next may send it
        if self._stopwatch.now() - claimed > self._lease / 2:
            return parcel, self._later(0)
        return parcel, await self._send(parcel)

    async def _send(self, parcel: Parcel) -> Outcome:
        try:
            async with asyncio.timeout(self._lease / 4):
                return await self._messengers[parcel.to.platform].send(parcel)
        except Exception as error:  # noqa: BLE001  (a messenger's defect must not stop the neighbours)
            kind = type(error).__name__  # never the error's text: it may quote what somebody wrote
            logger.warning("sending delivery %d (%s) raised %s", parcel.delivery, parcel.kind, kind)
            return Unknown(kind)

    def _later(self, seconds: float) -> Retry:
        return Retry(self._clock.now() + timedelta(seconds=seconds), "waited for its turn")

    async def _record(self, done: Collection[Carrying]) -> int:
        # Tried again for as long as a lease: what a platform answered is known here and nowhere else.
        if not (outcomes := _outcomes(done)):
            return 0
        giving_up = self._stopwatch.now() + self._lease
        while True:
            try:
                return await self._bridge.settle(outcomes)
            except Exception as error:
                logger.warning("recording %d outcomes failed: %s", len(outcomes), type(error).__name__)
                if self._stopwatch.now() >= giving_up:
                    raise
            await self._stopwatch.sleep(PAUSE)

    async def _put_down(self, hand: Collection[Carrying]) -> None:
        if hand:
            for carrying in hand:
                carrying.cancel()
            await asyncio.wait(hand)
            await self._bridge.settle(_outcomes(hand))


def _outcomes(done: Collection[Carrying]) -> list[tuple[Parcel, Outcome]]:
    # A send that was cut short is not among them: its lease lapses, and the ledger treats it as perhaps sent.
    return [carrying.result() for carrying in done if not carrying.cancelled()]
