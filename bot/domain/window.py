"""When a week takes an answer: on time until it is closed, late until the next check-in opens."""

from datetime import datetime
from enum import StrEnum

from bot.domain import run
from bot.domain.run import Run


class Window(StrEnum):
    """Where a week stands between its prompt and its lapse."""

    AHEAD = "ahead"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


def window(calendar: Run, week: int, now: datetime) -> Window:
    """The window of a week of the roadmap at this moment."""
    if now < run.prompt(calendar, week).due:
        return Window.AHEAD
    if now < run.closing(calendar, week).due:
        return Window.OPEN
    return Window.LATE if now < run.lapse(calendar, week) else Window.CLOSED


def takes(at: Window, late: bool | None, resting: bool = False) -> bool:
    """Whether a week takes words: `late` says whether its answer came late, `None` that there is none yet.

    What was said on time is settled once the week is closed; while the cohort rests, a word may still be added.
    """
    return at is Window.OPEN or (at is Window.LATE and (late is not False or resting))
