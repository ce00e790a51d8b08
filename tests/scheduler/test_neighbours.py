"""Nobody waits for somebody else's platform."""

import asyncio

from bot.ports import Messenger
from bot.requests import Platform
from scheduler.pacing import Pacing
from scheduler.postman import Postman
from tests.support.ledgers import PaperLedger, parcel
from tests.support.messengers import Silent
from tests.support.stopwatches import WoundClock


async def test_who_is_never_answered_holds_up_nobody_who_is_due_later(
    ledger: PaperLedger, pacing: Pacing, clock: WoundClock
) -> None:
    first, later = Silent(), Silent()
    messengers: dict[Platform, Messenger] = {Platform.DISCORD: first, Platform.WEB: later}
    ledger.post(parcel(1, on=Platform.DISCORD))
    delivering = asyncio.create_task(Postman(ledger, messengers, pacing, clock, look=0.001).deliver())
    await first.asked.wait()

    ledger.post(parcel(2, on=Platform.WEB))

    async with asyncio.timeout(5):
        await later.asked.wait()
    assert not delivering.done()
    delivering.cancel()
    await asyncio.wait({delivering})
