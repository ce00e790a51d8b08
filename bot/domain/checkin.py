"""What a member says of a week, in four answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week in a member's own words. Energy is 1 to 5, or empty when they would rather not say."""

    done: str
    obstacle: str
    next_step: str
    energy: str
