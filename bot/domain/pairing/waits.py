"""How long people wait for a mentor, as it truly is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

#: Requests below which a median says nothing, and could say too much about one person.
LEAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One request: how long it waited until it was `served`, or has waited until now."""

    days: timedelta
    served: bool


def median(waits: Collection[Wait]) -> timedelta | None:
    """How long half of all who asked waited at most; none while it cannot be told, or fewer than `LEAST` asked.

    Somebody who waits still counts, as waiting longer than until now: leaving them out would make waits look short
    exactly where they are long. This is the median of Kaplan and Meier (https://doi.org/10.1080/01621459.1958.10501452).
    """
    if len(waits) < LEAST:
        return None
    waiting = 1.0
    for days in sorted({one.days for one in waits if one.served}):
        served = sum(1 for one in waits if one.served and one.days == days)
        waiting *= 1 - served / sum(1 for one in waits if one.days >= days)
        if waiting <= 0.5 + 1e-9:
            return days
    return None
