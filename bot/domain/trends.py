"""Somebody's own weeks in figures, for their own eyes: nothing here compares people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

#: So many weeks are looked back on.
LATELY = 8
#: Energy is compared in halves of at least so many weeks, and a smaller difference than this is none.
_HALF, _NOTABLE = 2, 0.5


class Direction(StrEnum):
    """Where a figure goes."""

    UP = "up"
    STEADY = "steady"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Of the last weeks that counted, how many were kept; and where energy goes, once enough weeks tell."""

    kept: int
    weeks: int
    energy: Direction | None


def trend(kept: Collection[int], excused: Collection[int], energy: Mapping[int, int], weeks: range) -> Trend:
    """The trend over the last of these weeks; an excused one counts only when it was kept."""
    lately = [week for week in weeks[-LATELY:] if week in kept or week not in excused]
    told = [energy[week] for week in sorted(energy) if week in weeks[-LATELY:]]
    return Trend(kept=sum(week in kept for week in lately), weeks=len(lately), energy=direction(told))


def direction(values: Sequence[int]) -> Direction | None:
    """Whether the newer half is higher or lower than the older one; `None` for fewer than four values."""
    half = len(values) // 2
    if half < _HALF:
        return None
    difference = (sum(values[-half:]) - sum(values[:half])) / half
    if abs(difference) < _NOTABLE:
        return Direction.STEADY
    return Direction.UP if difference > 0 else Direction.DOWN
