"""Reports that an item of the library has aged, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What an organiser made of a report, if they have looked at it."""

    OPEN = "open"
    #: The item stays out of new prompts.
    HIDDEN = "hidden"
    #: The item is shown again.
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of one member: which item, what is wrong in their words, and the verdict."""

    number: int
    item: str
    words: str
    made_at: datetime
    verdict: Verdict
