"""The end of a phase: when it is looked back on, and what somebody sees of their own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain import run
from bot.domain.guidance import Milestone
from bot.domain.roadmap import Level, Phase, Roadmap, Task
from bot.domain.run import Run, Strike
from bot.domain.tasks import Mark, TaskState
from bot.domain.wins import Win

#: So long after the digest of a phase's last week, so that the week is told first.
AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """A phase as one member lived it: tasks by what they said of them, evidence, what stays open, and their wins."""

    done: int
    doing: int
    skipped: int
    shown: int
    left: tuple[Task, ...]
    wins: tuple[Win, ...]


def weeks(roadmap: Roadmap, phase: Phase) -> range:
    """The numbers of a phase's weeks."""
    first = roadmap.weeks.index(phase.weeks[0]) + 1
    return range(first, first + len(phase.weeks))


def ending(roadmap: Roadmap, week: int) -> Phase | None:
    """The phase whose last week this is, if it is one's."""
    phase = roadmap.phase_of(week)
    return phase if week == weeks(roadmap, phase)[-1] else None


def milestone(roadmap: Roadmap, phase: Phase) -> Milestone | None:
    """What is said when a phase is done, if its guide has words for it."""
    return next((one for one in roadmap.guide.milestones if one.phase == phase.slug), None)


def strike(of: Run, week: int) -> Strike:
    """When a phase that ends with this week is looked back on."""
    told = run.digest(of, week)
    return Strike(told.day, told.due + AFTER, week)


def look_back(roadmap: Roadmap, phase: Phase, marks: Mapping[str, Mark], wins: Collection[Win]) -> LookBack:
    """What a member did in a phase; only core tasks stay open, the others were for those with time."""
    tasks = [task for week in phase.weeks for task in week.tasks]
    said = [marks[task.slug] for task in tasks if task.slug in marks]
    states = [mark.state for mark in said]
    closed = {slug for slug, mark in marks.items() if mark.state is not TaskState.DOING}
    return LookBack(
        done=states.count(TaskState.DONE),
        doing=states.count(TaskState.DOING),
        skipped=states.count(TaskState.SKIPPED),
        shown=sum(mark.state is TaskState.DONE and bool(mark.note) for mark in said),
        left=tuple(task for task in tasks if task.level is Level.CORE and task.slug not in closed),
        wins=tuple(win for win in wins if win.week in weeks(roadmap, phase)),
    )
