"""The whole roadmap at a glance: its phases, what somebody did of each, and a way into any week."""

from collections.abc import Iterator

from bot.cards import controls, ticks
from bot.cards.seats import Seat
from bot.domain import plan
from bot.domain.roadmap import Phase, Roadmap
from bot.domain.words import counted, shortened
from bot.messages.elements import Bullets, Card, Choice, Option, Text
from bot.messages.pictures import Journey, Stretch
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action


def overview(roadmap: Roadmap, seat: Seat) -> Card:
    """All phases with what is done of them, in words and as a picture, and menus that open a week."""
    journey = _journey(roadmap, seat)
    return Card(
        title=f"{roadmap.title}: the map",
        body=(
            ticks.progress([task.slug for week in roadmap.weeks for task in week.tasks], seat),
            Bullets(tuple(_phase(roadmap, phase, seat) for phase in roadmap.phases)),
            Text(line(_here(roadmap, seat))),
        ),
        controls=(*_menus(roadmap, seat), controls.see_plan(seat.cohort)),
        footnote=line("Only you see what you did. Any week is open at any time."),
        about=tuple(phase.slug for phase in roadmap.phases),
        picture=journey,
    )


def _menus(roadmap: Roadmap, seat: Seat) -> Iterator[Choice]:
    """Menus that open a week, each with as many whole phases as fit into one."""
    for first, last in _runs(roadmap):
        label = "Open a week" if (first, last) == (1, len(roadmap.weeks)) else f"Open a week, {first} to {last}"
        options = tuple(_option(roadmap, number, seat) for number in range(first, last + 1))
        # No week, and where the menu begins: two menus of one card may not mean the same.
        menu = Action("roadmap.week", (str(seat.cohort), "", str(first)))
        yield Choice(label=label, action=menu, options=options)


def _runs(roadmap: Roadmap) -> Iterator[tuple[int, int]]:
    """The weeks from first to last that one menu holds. A phase that is longer than a menu is parted."""
    first = last = 1
    for phase in roadmap.phases:
        begins = last
        last += len(phase.weeks)
        if last - first > ticks.OPTIONS and begins > first:
            yield first, begins - 1
            first = begins
        while last - first > ticks.OPTIONS:
            yield first, first + ticks.OPTIONS - 1
            first += ticks.OPTIONS
    yield first, last - 1


def _option(roadmap: Roadmap, number: int, seat: Seat) -> Option:
    week = roadmap.weeks[number - 1]
    done = "☑ " if _is_done(roadmap, number, seat) else ""
    return Option(str(number), shortened(f"{done}{number} · {week.title}", ticks.OPTION))


def _journey(roadmap: Roadmap, seat: Seat) -> Journey:
    stretches = tuple(Stretch(phase.title, len(phase.weeks), _done(roadmap, phase, seat)) for phase in roadmap.phases)
    told = ", ".join(f"{one.title} {one.done} of {counted(one.steps, 'week')}" for one in stretches)
    here = seat.week if seat.week <= len(roadmap.weeks) else 0
    return Journey(
        title="Weeks done", stretches=stretches, here=here, alt=f"Weeks done: {told}. {_here(roadmap, seat)}"
    )


def _phase(roadmap: Roadmap, phase: Phase, seat: Seat) -> Line:
    first, last = _numbers(roadmap, phase)
    tasks = [task.slug for week in phase.weeks for task in week.tasks]
    weeks = f"week {first}" if first == last else f"weeks {first} to {last}"
    return line(Strong(phase.title), f" · {weeks} · {ticks.told(tasks, seat)}")


def _here(roadmap: Roadmap, seat: Seat) -> str:
    if seat.week == 0:
        return "Your cohort has not begun yet."
    if seat.week > len(roadmap.weeks):
        return "Your cohort has been through all of it."
    return f"Your cohort is in week {seat.week}, {roadmap.weeks[seat.week - 1].title}."


def _done(roadmap: Roadmap, phase: Phase, seat: Seat) -> int:
    first, last = _numbers(roadmap, phase)
    return sum(_is_done(roadmap, number, seat) for number in range(first, last + 1))


def _is_done(roadmap: Roadmap, number: int, seat: Seat) -> bool:
    """Whether nothing of what matters in this week is left to do."""
    tasks = plan.tasks(roadmap, number, seat.plan)
    core = [one for one in tasks if one.core] or tasks
    return bool(core) and not any(ticks.is_open(seat, one.task.slug) for one in core)


def _numbers(roadmap: Roadmap, phase: Phase) -> tuple[int, int]:
    before = roadmap.phases[: roadmap.phases.index(phase)]
    first = 1 + sum(len(one.weeks) for one in before)
    return first, first + len(phase.weeks) - 1
