"""The heartbeat: every few seconds it asks the core what is due, and sends the postman out."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from scheduler.bridge import Bridge
from scheduler.postman import Postman
from scheduler.turnstile import Turnstile

logger = logging.getLogger(__name__)

#: Shorter than the 30 s after which a service manager kills what has not stopped.
GRACE = timedelta(seconds=25)

#: Intervals without a beat after which the wall clock must have been set back.
SILENCE = 3


class Heartbeat:
    """Beats once when it starts, then `every` so often, and whenever it is asked to.

    APScheduler only keeps the rhythm: what is due stands in the ledger, so a beat that is missed, late or doubled
    loses and repeats nothing.
    """

    def __init__(self, bridge: Bridge, postman: Postman, every: timedelta = timedelta(seconds=5)) -> None:
        self._bridge = bridge
        self._every = every
        self._planning = Turnstile(lambda: _survive(self._plan(), "planning"))
        self._posting = Turnstile(lambda: _survive(postman.deliver(), "delivering"))
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._alarm: asyncio.TimerHandle | None = None

    async def beat(self) -> None:
        """Plan everything that is due, then deliver it.

        Neither half overlaps itself: callers that come during a beat share the next one. Delivering may take
        minutes and holds up no planning. A half that fails is logged, and tried again at the next beat.
        """
        await asyncio.shield(self._planning.enter())
        await asyncio.shield(self._posting.enter())

    def start(self) -> None:
        """Begin to beat, on the running event loop."""
        self._scheduler.add_job(
            self._strike, self._interval(), id="beat", coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._scheduler.start()
        self._listen()
        self._planning.enter().add_done_callback(lambda _: self._posting.enter())

    async def stop(self, grace: timedelta = GRACE) -> None:
        """Beat no more. What is under way has `grace` to come to its end, then it is cut short."""
        self._scheduler.pause()
        if self._alarm:
            self._alarm.cancel()
        seconds = grace.total_seconds()
        await asyncio.gather(self._planning.close(seconds), self._posting.close(seconds))
        self._scheduler.shutdown(wait=False)

    async def _strike(self) -> None:
        self._listen()
        await asyncio.shield(self._planning.enter())
        self._posting.enter()

    async def _plan(self) -> None:
        while await self._bridge.plan():
            logger.debug("planned a batch")

    def _listen(self) -> None:
        # APScheduler waits for a time of day: set the wall clock back by an hour, and it is silent for that hour.
        if self._alarm:
            self._alarm.cancel()
        silence = SILENCE * self._every.total_seconds()
        self._alarm = asyncio.get_running_loop().call_later(silence, self._revive)

    def _revive(self) -> None:
        logger.warning("the clock was set back: the heartbeat starts anew")
        self._scheduler.reschedule_job("beat", trigger=self._interval())
        self._listen()

    def _interval(self) -> IntervalTrigger:
        return IntervalTrigger(seconds=self._every.total_seconds(), timezone=UTC)


async def _survive(work: Awaitable[object], what: str) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001  (whatever it was, the next beat comes)
        logger.warning("%s failed: %s", what, type(error).__name__)
