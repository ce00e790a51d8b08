"""A line on which Slack is always in doubt: what it delivers comes once more, as after an answer that was lost."""

from datetime import datetime, timedelta

from bot.ports import Clock
from tests.support.slack.delivery import Again, Answer, Kind, Line
from tests.support.slack.things import Json


class Doubled:
    """Delivers by `first`, and then once more by `second`; people see what came of the first."""

    def __init__(self, first: Line, second: Line) -> None:
        self._first = first
        self._second = second
        self.doubled = 0

    async def deliver(self, kind: Kind, body: Json, again: Again | None = None) -> Answer:
        """What the app answers at first. What it answers afterwards has to be an answer, too."""
        answer = await self._first.deliver(kind, body, again)
        if answer.is_taken:
            repeated = await self._second.deliver(kind, body, Again(1, "http_timeout"))
            assert repeated.is_taken, f"the second time it was refused: {repeated.status} {repeated.trouble}"
            self.doubled += 1
        return answer


class Ahead:
    """A clock that is a second ahead of another, so that the same body is signed anew, as Slack's retries are."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """In a second."""
        return self._clock.now() + timedelta(seconds=1)
