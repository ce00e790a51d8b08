"""What Slack asked to be left alone, and until when: one throttled workspace holds up nobody else."""

from datetime import datetime, timedelta
from typing import Final

from bot.ports import Clock

#: Brakes that are over are forgotten when there are more.
REMEMBERED: Final = 1_000


class Brakes:
    """By workspace and method; for a post that was limited by channel, until a second channel says that it is more.

    Slack does not say whether a channel or the whole workspace was too fast.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[tuple[str, str, str], datetime] = {}

    def until(self, team: str, method: str, channel: str = "") -> datetime | None:
        """When this may be called again; None when it may be now."""
        ends = (self._until.get((team, method, name)) for name in {"", channel})
        return max((end for end in ends if end is not None and end > self._clock.now()), default=None)

    def press(self, team: str, method: str, seconds: float, channel: str = "") -> None:
        """Leave it alone for so long; with a `channel`, this one alone if it is the only one."""
        now = self._clock.now()
        until = now + timedelta(seconds=seconds)
        if len(self._until) >= REMEMBERED:
            self._until = {place: end for place, end in self._until.items() if end > now}
        whole = not channel or self._holds_another(team, method, channel)
        place = team, method, "" if whole else channel
        self._until[place] = max(until, self._until.get(place, until))

    def _holds_another(self, team: str, method: str, channel: str) -> bool:
        now = self._clock.now()
        return any(
            (here, what) == (team, method) and name not in {"", channel} and end > now
            for (here, what, name), end in self._until.items()
        )
