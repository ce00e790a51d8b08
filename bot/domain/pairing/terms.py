"""What somebody offers as a mentor, and what somebody wishes of one."""

from dataclasses import dataclass
from datetime import date

from bot.domain.pairing.states import Ladder


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a mentor offers: so many learners at a time, and what they know from having gone there."""

    seats: int = 1
    ladder: Ladder = Ladder.WORKING
    interests: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a learner asks for: what it is about, by when, and the members they would like most, best first."""

    purpose: str = ""
    by: date | None = None
    preferred: tuple[int, ...] = ()
