"""Pictures as values: what they show, never how. Each says in `alt` what it shows, for readers who do not see it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a journey: so many steps, of which so many are done."""

    title: str
    steps: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The whole way at a glance, stretch after stretch. `here` is the step somebody is at, from 1; 0: not begun."""

    title: str
    stretches: tuple[Stretch, ...]
    here: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Amounts side by side, as in wins per week; the last one is today's."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    unit: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A figure over weeks, as in energy from 1 to 5; `None` where there is none."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    low: float
    high: float
    alt: str


Picture: TypeAlias = Journey | Bars | Curve
