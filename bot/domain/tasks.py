"""What a member says of a task: to do until they say otherwise, then doing, done or skipped."""

from dataclasses import dataclass
from enum import StrEnum


class TaskState(StrEnum):
    """What a member said of a task; nothing said means to do."""

    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a member said of a task. `note`: evidence when doing or done, a reason when skipped."""

    state: TaskState
    note: str = ""


#: The reason of whoever knew a week before they came.
KNEW = Mark(state=TaskState.SKIPPED, note="knew it")


def started(mark: Mark | None) -> Mark:
    """Doing; what was said of the task already stands."""
    return mark or Mark(state=TaskState.DOING)


def finished(mark: Mark | None, evidence: str | None = None) -> Mark:
    """Done, with this evidence; with the evidence that is there already where none is given."""
    before = mark.note if mark is not None and mark.state is not TaskState.SKIPPED else ""
    return Mark(state=TaskState.DONE, note=before if evidence is None else evidence)


def skipped(mark: Mark | None, reason: str) -> Mark:
    """Skipped, with this reason; what is done stays done."""
    if mark is not None and mark.state is TaskState.DONE:
        return mark
    return Mark(state=TaskState.SKIPPED, note=reason)


def undone(mark: Mark | None, said: TaskState) -> Mark | None:
    """One step back from `said`: done with evidence becomes doing and keeps it, the rest is to do again.

    What is no longer so stays as it is, so that a button pressed twice takes one step.
    """
    if mark is None or mark.state is not said:
        return mark
    return Mark(state=TaskState.DOING, note=mark.note) if said is TaskState.DONE and mark.note else None
