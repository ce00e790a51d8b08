"""A roadmap: phases of weeks, weeks of tasks, and the resources they point to.

Slugs are identity and never change once released; order is the order of the tuples.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.domain.evidence import Evidence
from bot.domain.guide import Guide


class Level(StrEnum):
    """How much a task matters: core ones open the next phase, stretch ones are for those with time."""

    CORE = "core"
    STRETCH = "stretch"


class ResourceState(StrEnum):
    """Whether a resource can be recommended: only `current` and `ageing` ones are shown."""

    CURRENT = "current"
    AGEING = "ageing"
    REPLACED = "replaced"
    UNCHECKED = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to learn from, with the day of its last review.

    `opened`: a page about it was read for that review; the others are known from before, and due first. `paid`:
    nothing of it is free; where `replaced_by` is named, that one is.
    """

    slug: str
    title: str
    url: str
    cost: str
    kind: str
    state: ResourceState
    reviewed: date
    opened: bool = True
    paid: bool = False
    replaced_by: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do in a week, and how anybody can tell that it is done."""

    slug: str
    title: str
    level: Level
    evidence: Evidence
    done_when: str
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of the roadmap. `hours` is the estimated effort; `small_task` the slug that keeps a small week."""

    slug: str
    title: str
    objective: str
    hours: int
    prompt: str
    checkin_focus: str
    mentor_hint: str
    small_task: str
    tasks: tuple[Task, ...]
    resources: tuple[str, ...]
    reviewed: date
    compass: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def small(self) -> str:
        """The title of the task that is enough in a small week; empty where none is named."""
        return next((task.title for task in self.tasks if task.slug == self.small_task), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some weeks with one goal, and the gate that tells whether it is reached."""

    slug: str
    title: str
    goal: str
    gate: tuple[str, ...]
    weeks: tuple[Week, ...]
    reviewed: date
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Roadmap:
    """A whole roadmap. Weeks are counted from 1 across all phases."""

    slug: str
    title: str
    summary: str
    phases: tuple[Phase, ...]
    resources: tuple[Resource, ...]
    reviewed: date
    sources: tuple[str, ...] = ()
    guide: Guide = field(default_factory=Guide)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Every week, in order."""
        return tuple(week for phase in self.phases for week in phase.weeks)

    @cached_property
    def shown(self) -> dict[str, Resource]:
        """The resources that may be recommended today, by slug."""
        fit = (ResourceState.CURRENT, ResourceState.AGEING)
        return {resource.slug: resource for resource in self.resources if resource.state in fit}

    def phase_of(self, number: int) -> Phase:
        """The phase that week `number` belongs to. Raises `IndexError` outside the roadmap."""
        slug = self.weeks[number - 1].slug
        return next(phase for phase in self.phases if any(week.slug == slug for week in phase.weeks))


@dataclass(frozen=True, kw_only=True)
class Library:
    """Every roadmap this house can run, by slug."""

    roadmaps: dict[str, Roadmap]

    @property
    def default(self) -> Roadmap:
        """The roadmap of a cohort that names none: the first one."""
        return next(iter(self.roadmaps.values()))
