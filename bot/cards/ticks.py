"""What is done of the roadmap, in signs and in words: what several cards say of tasks."""

from collections.abc import Collection, Sequence

from bot.cards.seats import Seat
from bot.domain.roadmap import Task
from bot.domain.tasks import Mark, TaskState
from bot.domain.words import counted, shortened
from bot.messages.elements import Choice, Option, Progress
from bot.messages.wire import Action

#: Discord's limit of a select, and what a phone shows of an option.
OPTIONS, OPTION = 25, 70


def sign(mark: Mark | None) -> str:
    """What stands before a task: a box, and in words what became of it."""
    if mark is None:
        return "☐ "
    match mark.state:
        case TaskState.DOING:
            return "◪ doing · "
        case TaskState.DONE:
            return "☑ done, with evidence · " if mark.note else "☑ done · "
        case TaskState.SKIPPED:
            return "☒ skipped · "


def is_open(seat: Seat, task: str) -> bool:
    """Whether this task is to do, or being done."""
    return seat.state(task) not in {TaskState.DONE, TaskState.SKIPPED}


def progress(tasks: Collection[str], seat: Seat) -> Progress:
    """How many of these tasks are done, and how many are skipped."""
    done = sum(seat.state(task) is TaskState.DONE for task in tasks)
    return Progress(done, len(tasks), told(tasks, seat))


def told(tasks: Collection[str], seat: Seat) -> str:
    """The same in words."""
    done = sum(seat.state(task) is TaskState.DONE for task in tasks)
    skipped = sum(seat.state(task) is TaskState.SKIPPED for task in tasks)
    return f"{done} of {counted(len(tasks), 'task')} done" + (f", {skipped} skipped" if skipped else "")


def menu(label: str, tasks: Sequence[Task], number: int, seat: Seat) -> Choice:
    """A menu that opens one of these tasks."""
    return Choice(
        label=label,
        action=Action("task.open", (str(seat.cohort), str(number))),
        options=tuple(
            Option(task.slug, shortened(sign(seat.marks.get(task.slug)) + task.title, OPTION))
            for task in tasks[:OPTIONS]
        ),
    )
