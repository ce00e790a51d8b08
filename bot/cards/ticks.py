"""What is done of the roadmap, in signs and in words: what several cards say of tasks."""

from collections.abc import Collection, Sequence

from bot.cards.seats import Seat
from bot.domain.plan import Planned
from bot.domain.roadmap import Task
from bot.domain.tasks import Mark, TaskState
from bot.domain.words import counted, shortened
from bot.messages.elements import Button, Choice, Option, Progress
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: Discord's limit of a select, and what a phone shows of an option.
OPTIONS, OPTION = 25, 70
#: A button's words: Slack allows 75 and Discord 80, but a phone shows about 40.
LABEL = 40
#: So many tasks have a button of their own.
TICKED = 5


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


def titled(one: Planned, number: int, seat: Seat, after: str = "") -> Line:
    """A task in a week: its sign, its title, where it comes from, and what is said `after` that."""
    level = "" if one.core else " (if time allows)"
    moved = "" if one.home == number else f" (from week {one.home})"
    checked = " (being checked: somebody found it out of date)" if one.task.slug in seat.hidden else ""
    told = f"{level}{moved}{checked}{after}"
    return line(sign(seat.marks.get(one.task.slug)), Strong(one.task.title), *((told,) if told else ()))


def button(task: Task, number: int, seat: Seat, done: str = "task.done", undo: str = "task.undo") -> Button:
    """Tick a task off, or take back what was said of it; by actions of these names."""
    state, where = seat.state(task.slug), (str(seat.cohort), str(number), task.slug)
    if state in {TaskState.DONE, TaskState.SKIPPED}:
        return Button(label=shortened(f"Undo: {task.title}", LABEL), action=Action(undo, (*where, state)))
    return Button(label=shortened(f"Done: {task.title}", LABEL), action=Action(done, where))


def next_open(tasks: Sequence[Planned], seat: Seat) -> Task | None:
    """The core task to go on with: one that is being done, else the first to do; none when all are done."""
    ahead = [one.task for one in tasks if one.core and is_open(seat, one.task.slug)]
    doing = [task for task in ahead if seat.state(task.slug) is TaskState.DOING]
    return next(iter(doing or ahead), None)


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
