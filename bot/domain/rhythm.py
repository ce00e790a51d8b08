"""Rhythms: what returns every week on the same weekday at the same wall-clock time."""

from dataclasses import dataclass
from datetime import date, time, timedelta

WEEK = timedelta(days=7)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once a week: `weekday` counts from Monday as 0, `at` is wall-clock time."""

    weekday: int
    at: time

    def __str__(self) -> str:
        """In words: Monday 09:00."""
        return f"{DAYS[self.weekday]} {self.at:%H:%M}"


def first(rhythm: Rhythm, since: date) -> date:
    """The first date of this rhythm on or after `since`."""
    return since + timedelta(days=(rhythm.weekday - since.weekday()) % 7)
