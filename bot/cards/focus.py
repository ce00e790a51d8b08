"""The cohort that somebody's corner tells most of: the next step, the week with its tasks, and the next dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import controls, standing, ticks
from bot.cards.my import days
from bot.cards.seats import Seat
from bot.cards.standing import Stage, Standing
from bot.domain import plan, run
from bot.domain.plan import Planned
from bot.domain.roadmap import Roadmap, Task
from bot.domain.window import takes
from bot.domain.words import counted, listed
from bot.messages.elements import Block, Bullets, Button, Emphasis
from bot.messages.text import Line, Moment, Strong, line
from bot.messages.wire import Action

#: So many tasks are listed.
LISTED = 8
_ROLES = {"organise": "You organise it.", "mentor": "You mentor in it.", "organise and mentor": "You help to run it."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """The cohort that the corner tells most of, with the roadmap it runs and their seat in it."""

    at: Standing
    roadmap: Roadmap
    seat: Seat

    @property
    def tasks(self) -> tuple[Planned, ...]:
        """The tasks of the week, as their plan has them."""
        return plan.tasks(self.roadmap, self.at.week, self.seat.plan)


def next_step(of: Focus) -> Line:
    """What comes next for them, in one sentence."""
    at, asked = of.at, of.at.asked
    if at.asks and asked is not None:
        return line(Strong(f"Next: check in for week {asked.week}"), ", until ", Moment(asked.closes), ".")
    if told := standing.resting(at):
        return told
    if asked is None:
        roles = _ROLES.get(listed(at.roles), "")
        return line(f"{at.name} is in ", Strong(f"week {at.week}"), f". {roles}".rstrip())
    if task := ticks.next_open(of.tasks, of.seat):
        return line(Strong("Next: "), f"{task.title}.")
    if at.week < at.calendar.weeks:
        then = run.prompt(at.calendar, at.week + 1).due
        return line("The core tasks of this week are done. ", f"Week {at.week + 1} begins ", Moment(then), ".")
    return line("The core tasks of this week are done, and it is the last one.")


def facts(of: Focus) -> Iterator[tuple[str, Line]]:
    """Where they are, the check-in, and the next dates."""
    at = of.at
    week = of.roadmap.weeks[at.week - 1]
    yield (at.name, standing.briefly(at))
    if at.stage is Stage.RUNNING:
        phase = of.roadmap.phase_of(at.week)
        place = f"{of.roadmap.phases.index(phase) + 1} of {len(of.roadmap.phases)}"
        yield ("This week", line(week.title))
        yield ("Phase", line(f"{place} · {phase.title}"))
    if at.asked is not None and at.stage is not Stage.AHEAD:
        yield ("Check-in", standing.checkin(at, at.asked))
    if at.stage is Stage.AHEAD:
        yield ("First check-in", line("opens ", Moment(run.checkin(at.calendar, 1).due)))
    if at.stage is Stage.RUNNING and at.week < at.calendar.weeks:
        yield ("Next prompt", line(Moment(run.prompt(at.calendar, at.week + 1).due)))
    if at.pause is not None:
        yield ("Your pause", line(days(at.pause)))


def tasks(of: Focus) -> tuple[Block, ...]:
    """This week's tasks, each with what became of it."""
    if of.at.stage is not Stage.RUNNING or not of.tasks or of.at.asked is None:
        return ()
    shown, week = of.tasks[:LISTED], of.at.week
    more = len(of.tasks) - len(shown)
    lines = tuple(ticks.titled(one, week, of.seat) for one in shown)
    rest = (line(f"and {counted(more, 'more task')}"),) if more else ()
    return (ticks.progress([one.task.slug for one in of.tasks], of.seat), Bullets((*lines, *rest)))


def buttons(of: Focus) -> tuple[Button, ...]:
    """The next step first: the check-in while it is asked for, else the tasks; then the rest."""
    at = of.at
    if at.stage is not Stage.RUNNING:
        week = at.week if at.stage is not Stage.AHEAD else 1
        look = controls.see_week(at.number, week, f"Look at week {week}")
        return (*_end(at), *_check_in(at), look)
    whole = controls.see_week(at.number, at.week, "The whole week")
    if at.asked is None:
        return (whole, controls.preview(at.number, "What comes next")) if "organise" in at.roles else (whole,)
    ticked = tuple(ticks.button(task, at.week, of.seat, "my.done", "my.undo") for task in _ticked(of))
    checkin = _check_in(at)
    own = (*checkin, *ticked) if at.asks else (*ticked, *checkin)
    return (*_end(at), *own, whole)


def _check_in(of: Standing) -> tuple[Button, ...]:
    asked = of.asked
    if asked is None or of.stage in {Stage.AHEAD, Stage.MENDED}:
        return ()
    earlier = (_opens(of, asked.waits, f"Answer week {asked.waits}"),) if asked.waits else ()
    resting = of.stage in {Stage.PAUSED, Stage.WAITING} or of.rests
    if not takes(asked.window, asked.late, resting):
        return earlier
    if asked.answered:
        return (_opens(of, asked.week, "Edit your check-in"), *earlier)
    primary = Emphasis.PRIMARY if of.asks else Emphasis.PLAIN
    return (_opens(of, asked.week, "Check in", primary), *earlier)


def _opens(of: Standing, week: int, label: str, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    return Button(label=label, action=Action("checkin", (str(of.number), str(week))), emphasis=emphasis)


def _ticked(of: Focus) -> Sequence[Task]:
    """The tasks with a button of their own; where there are many, those to do before those to take back."""
    tasks = [one.task for one in of.tasks]
    if len(tasks) > ticks.TICKED:
        tasks.sort(key=lambda task: not ticks.is_open(of.seat, task.slug))
    return tasks[: ticks.TICKED]


def _end(of: Standing) -> tuple[Button, ...]:
    if of.pause is None or not of.pause.runs:
        return ()
    action = Action("pause.end", (str(of.number), str(of.pause.number)))
    return (Button(label="I am back", action=action, emphasis=Emphasis.PRIMARY),)
