"""A week of the roadmap as a member sees it: what it is for, its tasks, and what is done."""

from collections.abc import Iterator, Sequence

from bot.cards import controls, ticks
from bot.cards.seats import Seat
from bot.domain import plan
from bot.domain.plan import Planned
from bot.domain.roadmap import Phase, Resource, Roadmap
from bot.domain.words import counted
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Control, Facts, Field, Form, Text, Tone
from bot.messages.text import Hyperlink, Line, Moment, Strong, line
from bot.messages.wire import Action


def week(roadmap: Roadmap, number: int, seat: Seat, everything: bool = False) -> Card:
    """One week with its tasks: a button to tick each off or take that back, and a menu for all else about them.

    Where the plan keeps to core tasks, `everything` shows the others too.
    """
    shown, tasks = roadmap.weeks[number - 1], plan.tasks(roadmap, number, seat.plan, everything)
    return Card(
        title=f"Week {number} of {len(roadmap.weeks)} · {shown.title}",
        body=(
            *_opening(roadmap, number, seat, tasks),
            *_tasks(tasks, number, seat),
            *_resources(roadmap, number, seat),
        ),
        controls=(*_ticks(tasks, number, seat), *_others(roadmap, tasks, number, seat)),
        tone=Tone.GOOD if _all_done(tasks, seat) else Tone.PLAIN,
        footnote=line(_next(roadmap, number, tasks, seat)),
        about=(shown.slug, *(one.task.slug for one in tasks)),
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
        controls=(controls.see_week(cohort, 1, "Look at week 1"), *_elsewhere(cohort)),
        footnote=line(f"Week 1 is “{first.title}”."),
        about=tuple(phase.slug for phase in roadmap.phases),
    )


def over(roadmap: Roadmap, seat: Seat) -> Card:
    """After the last week: what is behind them."""
    tasks = [task.slug for week in roadmap.weeks for task in week.tasks]
    return Card(
        title=f"All {counted(len(roadmap.weeks), 'week')} are behind you",
        body=(
            ticks.progress(tasks, seat),
            Text(line("Every week stays open: look one up and tick off what you finish.")),
        ),
        controls=(
            controls.see_week(seat.cohort, len(roadmap.weeks), "See the last week"),
            *_elsewhere(seat.cohort),
        ),
        tone=Tone.GOOD,
    )


def which(cohort: int, weeks: int, week: int) -> Form:
    """Which week to show, beginning with the one that runs."""
    asked = Field(
        key="number", label="Which week?", initial=str(week), hint=f"A number from 1 to {weeks}", longest=40
    )
    return Form(title="A week", action=Action("roadmap.which", (str(cohort),)), fields=(asked,), submit="Show it")


def _opening(roadmap: Roadmap, number: int, seat: Seat, tasks: Sequence[Planned]) -> tuple[Block, ...]:
    shown, phase = roadmap.weeks[number - 1], roadmap.phase_of(number)
    rows = (
        ("Phase", line(f"{roadmap.phases.index(phase) + 1} of {len(roadmap.phases)} · {phase.title}")),
        ("Effort", line(f"about {counted(shown.hours, 'hour')}")),
        *_cohort(roadmap, number, seat),
    )
    done = ticks.progress([one.task.slug for one in tasks], seat)
    return (Text(markdown.read(shown.objective)), Facts(rows), done)


def _cohort(roadmap: Roadmap, number: int, seat: Seat) -> Iterator[tuple[str, Line]]:
    """Where the cohort is, and the weeks it still has in hand."""
    if 0 < seat.week <= len(roadmap.weeks):
        place = "this week" if seat.week == number and not seat.reserve else f"week {seat.week}"
        yield "Cohort", line(place + (f" · {_pace(seat)}" if seat.reserve else ""))
    if seat.rests_until is not None:
        yield "Rest", line("The cohort rests until ", Moment(seat.rests_until), ".")


def _pace(seat: Seat) -> str:
    return f"{seat.left} of {counted(seat.reserve, 'buffer week')} left"


def _tasks(tasks: Sequence[Planned], number: int, seat: Seat) -> tuple[Block, ...]:
    return (Bullets(tuple(_task(one, number, seat) for one in tasks)),) if tasks else ()


def _task(one: Planned, number: int, seat: Seat) -> Line:
    done_when = markdown.read(_lowered(one.task.done_when))
    return (*ticks.titled(one, number, seat, ". Done when: "), *done_when)


def _resources(roadmap: Roadmap, number: int, seat: Seat) -> tuple[Block, ...]:
    found = plan.resources(roadmap, number, seat.plan, seat.hidden)
    if not found:
        return ()
    return (Text(line(Strong("To learn from"))), Bullets(tuple(_resource(resource) for resource in found)))


def _resource(resource: Resource) -> Line:
    return line(Hyperlink(resource.title, resource.url), f" · {resource.cost}")


def _ticks(tasks: Sequence[Planned], number: int, seat: Seat) -> tuple[Button, ...]:
    return tuple(ticks.button(one.task, number, seat) for one in tasks[: ticks.TICKED])


def _others(roadmap: Roadmap, tasks: Sequence[Planned], number: int, seat: Seat) -> Iterator[Control]:
    where = (str(seat.cohort), str(number))
    if number == seat.week:
        yield controls.check_in(seat.cohort, number)
    if tasks:
        yield ticks.menu("Start, skip or add evidence", [one.task for one in tasks], number, seat)
    if len(tasks) < len(plan.tasks(roadmap, number, seat.plan, everything=True)):
        yield Button(label="Show all tasks", action=Action("roadmap.week", (*where, "all")))
    yield controls.why(seat.cohort, roadmap.weeks[number - 1].slug)
    if seat.newcomer and not seat.marks:
        yield controls.know_some(seat.cohort)
    else:
        yield controls.see_map(seat.cohort)


def _elsewhere(cohort: int) -> tuple[Button, ...]:
    return (controls.see_map(cohort), controls.see_plan(cohort))


def _next(roadmap: Roadmap, number: int, tasks: Sequence[Planned], seat: Seat) -> str:
    ahead = ticks.next_open(tasks, seat)
    if ahead is not None:
        return f"Next: {ahead.title}."
    if number == len(roadmap.weeks):
        return "The core tasks of this week are done, and it is the last one."
    return f"The core tasks of this week are done. Week {number + 1} is “{roadmap.weeks[number].title}”."


def _all_done(tasks: Sequence[Planned], seat: Seat) -> bool:
    return bool(tasks) and not any(ticks.is_open(seat, one.task.slug) for one in tasks)


def _phase(phase: Phase) -> Line:
    return line(Strong(phase.title), f" · {counted(len(phase.weeks), 'week')}. ", *markdown.read(phase.goal))


def _lowered(sentence: str) -> str:
    """The sentence as the rest of another one; words like SQL stay as they are."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
