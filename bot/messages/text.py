"""Spans: the smallest things that can be said.

A plain `str` is literal wherever it comes from; every renderer escapes it. What pings, links or tells a time
has a type of its own, so no text that a person typed can ever do so.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the sentence."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words to be typed as they stand: a command, an id."""

    words: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A named https address."""

    label: str
    url: str

    def __post_init__(self) -> None:
        require_https(self.url)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person: pings on their own platform and workspace, a bold name everywhere else."""

    name: str
    platform: str
    workspace: str
    user: str


class MomentStyle(StrEnum):
    """How much of a moment is said."""

    DATE = "date"
    TIME = "time"
    DAY_TIME = "day-time"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in time (aware, UTC): each reader sees it in their own zone."""

    at: datetime
    style: MomentStyle = MomentStyle.FULL

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment must be aware of its zone")


Span: TypeAlias = str | Strong | Code | Hyperlink | Mention | Moment
Line: TypeAlias = tuple[Span, ...]


def require_https(url: str) -> None:
    """Raise `ValueError` for an address of any other kind: nothing else may be shown."""
    if not url.startswith("https://"):
        raise ValueError(f"only https addresses may be shown: {url}")


def line(*spans: Span) -> Line:
    """One line of text, from spans."""
    return spans
