"""Promises kept: streaks that nobody can lose money or face over."""

from collections.abc import Collection


def streak(kept: Collection[int], week: int) -> int:
    """How many weeks in a row have a check-in, up to `week`; a week that is still open does not break it."""
    last = week if week in kept else week - 1
    length = 0
    while last - length in kept:
        length += 1
    return length
