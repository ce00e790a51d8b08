"""Checklists: lists to hold oneself against, in private; and plans for the first days, weeks and months."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of a checklist's scale, lowest first."""

    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One line. `prove` says how somebody shows that it is true; `group` heads it together with its neighbours.

    `times`: how often it is to be done. `alternatives` are resources to take instead of `resources`.
    """

    slug: str
    text: str
    prove: str = ""
    group: str = ""
    task: str | None = None
    times: int = 1
    resources: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list with its purpose. `weeks`: when it is worth looking at, counted from 1; no scale means yes or no."""

    slug: str
    title: str
    intro: str
    items: tuple[ChecklistItem, ...]
    reviewed: date
    scale: tuple[Mark, ...] = ()
    weeks: tuple[int, ...] = ()
    closing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlan:
    """What to have done so many days after joining; each item can be moved, none is lost."""

    slug: str
    title: str
    days: int
    items: tuple[ChecklistItem, ...]
    reviewed: date
    sources: tuple[str, ...] = ()
