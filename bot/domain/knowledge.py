"""What somebody knows of a roadmap before they walk it, by week, and small steps for the weeks between."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.roadmap import Roadmap, Task
from bot.domain.tasks import KNEW, Mark

#: A form has at most so many groups, and a group so many weeks (Discord's limits of a modal and of a select).
GROUPS, WEEKS = 5, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Weeks that are asked about together."""

    title: str
    weeks: tuple[int, ...]


def groups(roadmap: Roadmap) -> tuple[Group, ...]:
    """The phases; where a form has no room for them so, all weeks in equal parts."""
    phases, begins = [], 1
    for phase in roadmap.phases:
        numbers = tuple(range(begins, begins + len(phase.weeks)))
        phases.append(Group(title=phase.title, weeks=numbers))
        begins += len(numbers)
    fits = len(phases) <= GROUPS and all(len(group.weeks) <= WEEKS for group in phases)
    return tuple(group for group in phases if group.weeks) if fits else _equal(len(roadmap.weeks))


def known(roadmap: Roadmap, marks: Mapping[str, Mark]) -> frozenset[int]:
    """The weeks somebody said they knew."""
    weeks = enumerate(roadmap.weeks, start=1)
    return frozenset(number for number, week in weeks if any(marks.get(task.slug) == KNEW for task in week.tasks))


def changes(roadmap: Roadmap, marks: Mapping[str, Mark], weeks: Collection[int]) -> dict[str, Mark | None]:
    """What to keep of which task when these weeks, and no others, are known: what was said otherwise stays."""
    changed: dict[str, Mark | None] = {}
    for number, week in enumerate(roadmap.weeks, start=1):
        for task in week.tasks:
            mark = marks.get(task.slug)
            if number in weeks and mark is None:
                changed[task.slug] = KNEW
            elif number not in weeks and mark == KNEW:
                changed[task.slug] = None
    return changed


def small_steps(roadmap: Roadmap, marks: Mapping[str, Mark], before: int) -> tuple[tuple[int, Task], ...]:
    """The small-week task of each week before this one of which nothing was said yet."""
    steps = []
    for number, week in enumerate(roadmap.weeks[: max(0, before - 1)], start=1):
        small = next((task for task in week.tasks if task.slug == week.small_task), None)
        if small is not None and small.slug not in marks:
            steps.append((number, small))
    return tuple(steps)


def _equal(weeks: int) -> tuple[Group, ...]:
    """All weeks in at most five parts; those that no form has room for are left out."""
    size = min(WEEKS, -(-weeks // GROUPS))
    starts = range(1, min(weeks, size * GROUPS) + 1, size)
    parts = [tuple(range(start, min(start + size, weeks + 1))) for start in starts]
    return tuple(Group(title=f"Weeks {part[0]} to {part[-1]}", weeks=part) for part in parts)
