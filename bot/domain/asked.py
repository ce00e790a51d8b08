"""What is asked of a member in a week: where its check-in stands, and whether the week before still takes one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import run
from bot.domain.run import Run
from bot.domain.window import Window, window


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The check-in of a week for one member. `late`: whether their answer came late, `None` while there is none.

    It is asked for at `opens` and on time until `closes`; words are taken from the week's prompt on. `waits` is an
    earlier week that takes a late answer until `lapses`; 0 for none.
    """

    week: int
    window: Window
    late: bool | None
    opens: datetime
    closes: datetime
    lapses: datetime
    waits: int

    @property
    def answered(self) -> bool:
        """Whether they said something of the week."""
        return self.late is not None

    def is_open(self, now: datetime) -> bool:
        """Whether it is asked for now, and not answered yet."""
        return self.window is Window.OPEN and not self.answered and self.opens <= now


def asked(calendar: Run, now: datetime, kept: Mapping[int, bool], joined: datetime) -> Asked:
    """Where the newest week stands for somebody who joined then and kept these weeks, with whether each came late.

    Before the first week it is that one.
    """
    week = min(max(run.week_at(calendar, now), 1), calendar.weeks)
    waits = _waiting(calendar, week, now, kept, joined)
    return Asked(
        week=week,
        window=window(calendar, week, now),
        late=kept.get(week),
        opens=run.checkin(calendar, week).due,
        closes=run.closing(calendar, week).due,
        lapses=run.lapse(calendar, waits or week),
        waits=waits,
    )


def _waiting(calendar: Run, week: int, now: datetime, kept: Mapping[int, bool], joined: datetime) -> int:
    """The week before, while it takes a first answer of somebody who was there when it closed."""
    before = week - 1
    if before < 1 or before in kept or joined >= run.closing(calendar, before).due:
        return 0
    return before if window(calendar, before, now) is Window.LATE else 0
