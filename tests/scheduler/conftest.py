import pytest

from scheduler.pacing import Pacing
from tests.support.ledgers import PaperLedger
from tests.support.messengers import Notebook
from tests.support.stopwatches import WoundClock, WoundStopwatch


@pytest.fixture
def stopwatch() -> WoundStopwatch:
    return WoundStopwatch()


@pytest.fixture
def clock(stopwatch: WoundStopwatch) -> WoundClock:
    return WoundClock(stopwatch)


@pytest.fixture
def pacing(stopwatch: WoundStopwatch) -> Pacing:
    return Pacing(stopwatch=stopwatch)


@pytest.fixture
def ledger(clock: WoundClock) -> PaperLedger:
    return PaperLedger(clock)


@pytest.fixture
def notebook(stopwatch: WoundStopwatch) -> Notebook:
    return Notebook(stopwatch)
