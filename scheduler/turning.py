"""Turning a clock forward, so that everything on the way is said in its time and order."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ports import Turnable
from scheduler.bridge import Bridge
from scheduler.heartbeat import Heartbeat

#: The step past something that is due and does not go away, such as a delivery on a platform that is not running: it
#: hides when the next thing is due. What it hides is said at most this much late.
STRIDE = timedelta(hours=1)

#: Things are due on whole minutes, so more stops than this allows can only be something that keeps coming back.
MINUTE = timedelta(minutes=1)


async def turn(
    clock: Turnable,
    heartbeat: Heartbeat,
    bridge: Bridge,
    until: datetime,
    sooner: Callable[[], datetime | None] = lambda: None,
) -> None:
    """Move the clock to `until` (aware, UTC), with a beat at every moment on the way at which something is due.

    `sooner` is asked after each beat: it may name an earlier moment to stop at, because of what was said in it. What
    is due by then is said, and the beat after it is left to whatever happens there.
    It ends whatever the ledger says: every stop is later than the one before, and there are no more of them than
    minutes on the way.
    """
    for _ in range(max(until - clock.now(), timedelta()) // MINUTE + 1):
        beaten = clock.now()
        await heartbeat.beat()
        soon = sooner()
        if beaten >= until:
            return
        due = await bridge.next_due()
        stop = due if due is None or due > beaten else beaten + STRIDE
        stop = min(until, stop or until)
        if soon is not None and soon < stop:
            clock.turn_to(max(soon, beaten))
            return
        clock.turn_to(stop)
    clock.turn_to(until)
    await heartbeat.beat()
