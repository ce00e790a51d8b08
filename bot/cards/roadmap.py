"""A week of the roadmap as a member sees it: what it is for, its tasks, and what is done."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.cards import controls
from bot.domain.roadmap import Level, Phase, Resource, Roadmap, Task, Week
from bot.domain.words import counted, shortened
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Control, Facts, Progress, Text, Tone
from bot.messages.text import Hyperlink, Line, Strong, line
from bot.messages.wire import Action

LABEL = 40  # a button's words: Slack allows 75 and Discord 80, but a phone shows about 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a member stands: in which cohort, at which week, and what they have done."""

    cohort: int
    week: int
    done: Collection[str]


def week(roadmap: Roadmap, number: int, seat: Seat) -> Card:
    """One week with its tasks, each with a button to tick it off or take that back."""
    shown = roadmap.weeks[number - 1]
    return Card(
        title=f"Week {number} of {len(roadmap.weeks)} · {shown.title}",
        body=(*_opening(roadmap, number, seat), *_tasks(shown, seat), *_resources(roadmap, shown)),
        controls=(*_ticks(shown, number, seat), *_checkin(number, seat)),
        tone=Tone.GOOD if _done(shown.tasks, seat) == len(shown.tasks) else Tone.PLAIN,
        footnote=line(_next(shown, seat)),
        about=(shown.slug, *(task.slug for task in shown.tasks)),
    )


def opening(roadmap: Roadmap, begins: Line, cohort: int) -> Card:
    """Before the first week: what is coming, and when."""
    first = roadmap.weeks[0]
    return Card(
        title=f"{roadmap.title}: {counted(len(roadmap.weeks), 'week')}",
        body=(
            Text(begins),
            Text(markdown.read(roadmap.summary)),
            Bullets(tuple(_phase(phase) for phase in roadmap.phases)),
        ),
        controls=(controls.see_week(cohort, 1, "Look at week 1"),),
        footnote=line(f"Week 1 is “{first.title}”."),
        about=tuple(phase.slug for phase in roadmap.phases),
    )


def over(roadmap: Roadmap, seat: Seat) -> Card:
    """After the last week: what is behind them."""
    tasks = tuple(task for week in roadmap.weeks for task in week.tasks)
    return Card(
        title=f"All {counted(len(roadmap.weeks), 'week')} are behind you",
        body=(_progress(tasks, seat), Text(line("Every week stays open: look one up and tick off what you finish."))),
        controls=(controls.see_week(seat.cohort, len(roadmap.weeks), "See the last week"),),
        tone=Tone.GOOD,
    )


def _opening(roadmap: Roadmap, number: int, seat: Seat) -> tuple[Block, ...]:
    shown, phase = roadmap.weeks[number - 1], roadmap.phase_of(number)
    place = roadmap.phases.index(phase) + 1
    where = line(f"{place} of {len(roadmap.phases)} · {phase.title}")
    now = "this week" if number == seat.week else f"your cohort is in week {seat.week}" if seat.week else ""
    rows = (
        ("Phase", where),
        ("Effort", line(f"about {counted(shown.hours, 'hour')}" + (f" · {now}" if now else ""))),
    )
    return (Text(markdown.read(shown.objective)), Facts(rows), _progress(shown.tasks, seat))


def _tasks(shown: Week, seat: Seat) -> tuple[Block, ...]:
    return (Bullets(tuple(_task(task, seat) for task in shown.tasks)),)


def _task(task: Task, seat: Seat) -> Line:
    state = "☑ done · " if task.slug in seat.done else "☐ "
    level = " (if time allows)" if task.level is Level.STRETCH else ""
    return line(state, Strong(task.title), level, ". Done when: ", *markdown.read(_lowered(task.done_when)))


def _resources(roadmap: Roadmap, shown: Week) -> tuple[Block, ...]:
    found = [roadmap.shown[slug] for slug in shown.resources if slug in roadmap.shown]
    if not found:
        return ()
    return (Text(line(Strong("To learn from"))), Bullets(tuple(_resource(resource) for resource in found)))


def _resource(resource: Resource) -> Line:
    return line(Hyperlink(resource.title, resource.url), f" · {resource.cost}")


def _ticks(shown: Week, number: int, seat: Seat) -> tuple[Button, ...]:
    return tuple(_tick(task, number, seat) for task in shown.tasks)


def _tick(task: Task, number: int, seat: Seat) -> Button:
    verb, name = ("Undo", "task.undo") if task.slug in seat.done else ("Done", "task.done")
    action = Action(name, (str(seat.cohort), str(number), task.slug))
    return Button(label=shortened(f"{verb}: {task.title}", LABEL), action=action)


def _checkin(number: int, seat: Seat) -> tuple[Control, ...]:
    return (controls.check_in(seat.cohort, number),) if number == seat.week else ()


def _next(shown: Week, seat: Seat) -> str:
    open_core = [task for task in shown.tasks if task.slug not in seat.done and task.level is Level.CORE]
    if open_core:
        return f"Next: {open_core[0].title}."
    return "The core tasks of this week are done."


def _progress(tasks: Collection[Task], seat: Seat) -> Progress:
    done = _done(tasks, seat)
    return Progress(done, len(tasks), f"{done} of {counted(len(tasks), 'task')} done")


def _done(tasks: Collection[Task], seat: Seat) -> int:
    return sum(task.slug in seat.done for task in tasks)


def _phase(phase: Phase) -> Line:
    return line(Strong(phase.title), f" · {counted(len(phase.weeks), 'week')}. ", *markdown.read(phase.goal))


def _lowered(sentence: str) -> str:
    """The sentence as the rest of another one; words like SQL stay as they are."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
