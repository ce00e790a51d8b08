"""What Discord asked to be left alone, and until when: a channel that is limited holds up no other one."""

from datetime import datetime
from typing import Final

from bot.ports import Clock, Parcel

#: Brakes that are over are forgotten when there are more.
REMEMBERED: Final = 1_000
#: Every private line, and everything: places that no channel and no person has.
LINES, EVERYTHING = "lines", "everything"


class Brakes:
    """Until when a place is not to be asked. discord.py waits out short limits by itself; these are the long ones."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def until(self, parcel: Parcel) -> datetime | None:
        """When a message like this may go there again; None when it may now."""
        if not self._until:
            return None
        places = {EVERYTHING, place(parcel)} | ({LINES} if parcel.to.user else set())
        ends = (self._until.get(one) for one in places)
        return max((end for end in ends if end is not None and end > self._clock.now()), default=None)

    def press(self, where: str, until: datetime) -> None:
        """Leave it alone until then, or longer where that was asked before."""
        if len(self._until) >= REMEMBERED:
            now = self._clock.now()
            self._until = {one: end for one, end in self._until.items() if end > now}
        self._until[where] = max(until, self._until.get(where, until))


def place(parcel: Parcel) -> str:
    """Where it goes: what changes a message and what opens a room has limits of its own beside what is posted."""
    changes = "/changes" if parcel.instead else "/rooms" if parcel.to.users else ""
    return f"{parcel.to.channel or parcel.to.user}{changes}"
