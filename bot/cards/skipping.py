"""For whoever knows some of the roadmap already: what they know, and small steps for the weeks between."""

from collections.abc import Collection, Sequence

from bot.cards import controls, ticks
from bot.cards.seats import Seat
from bot.domain import knowledge
from bot.domain.knowledge import Group
from bot.domain.roadmap import Roadmap, Task
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Field,
    FieldKind,
    Form,
    Option,
    Text,
    Tone,
    together,
)
from bot.messages.text import Strong, line
from bot.messages.wire import Action

#: So many small steps are listed; the menu opens the others.
LISTED = 6


def form(roadmap: Roadmap, cohort: int, known: Collection[int]) -> Form:
    """Ask which weeks somebody knows already, phase by phase, with what they said before."""
    return Form(
        title="What do you know?",
        action=Action("roadmap.skip", (str(cohort),)),
        intro=line("Choose the weeks whose work you could show today. Their tasks are skipped, and you can undo it."),
        fields=tuple(_field(roadmap, group, known) for group in knowledge.groups(roadmap)),
    )


def skipped(roadmap: Roadmap, seat: Seat, known: Collection[int], steps: Sequence[tuple[int, Task]]) -> Card:
    """What is skipped now, and small steps for the weeks between, if they want them."""
    return Card(
        title=f"{counted(len(known), 'week')} known already" if known else "Nothing is skipped",
        body=(*_told(known), *_steps(roadmap, steps)),
        controls=_ways(roadmap, seat, known, steps),
        tone=Tone.GOOD,
        footnote=line("Only you see this. /roadmap skip changes it at any time."),
        about=tuple(dict.fromkeys(task.slug for _, task in steps)),
    )


def _field(roadmap: Roadmap, group: Group, known: Collection[int]) -> Field:
    """One group of weeks; its key is its first week, so that an answer never lands in another group."""
    return Field(
        key=f"from-{group.weeks[0]}",
        label=shortened(group.title, 45),
        kind=FieldKind.CHOICES,
        required=False,
        options=tuple(_option(roadmap, number) for number in group.weeks),
        initial=together(str(number) for number in group.weeks if number in known),
    )


def _option(roadmap: Roadmap, number: int) -> Option:
    return Option(str(number), shortened(f"{number} · {roadmap.weeks[number - 1].title}", ticks.OPTION))


def _told(known: Collection[int]) -> tuple[Block, ...]:
    if not known:
        return (Text(line("Every week is yours to walk. What you did is as it was.")),)
    weeks = listed([str(number) for number in sorted(known)])
    name = "Week" if len(known) == 1 else "Weeks"
    return (Text(line(f"{name} {weeks}: what you had not begun is skipped, and what you did stays done.")),)


def _steps(roadmap: Roadmap, steps: Sequence[tuple[int, Task]]) -> tuple[Block, ...]:
    if not steps:
        return ()
    listed_ones = Bullets(tuple(line(Strong(task.title), f" · week {number}") for number, task in steps[:LISTED]))
    more = len(steps) - LISTED
    rest = (Text(line(f"{counted(more, 'more week')} in the menu below.")),) if more > 0 else ()
    intro = "One small step for each of the weeks before this one, if you want them and when you have time:"
    return (Text(line(intro)), listed_ones, *rest)


def _ways(
    roadmap: Roadmap, seat: Seat, known: Collection[int], steps: Sequence[tuple[int, Task]]
) -> tuple[Control, ...]:
    options = tuple(_option(roadmap, number) for number, _ in steps[: ticks.OPTIONS])
    week = Action("roadmap.week", (str(seat.cohort),))
    menu = (Choice(label="Open one of these weeks", action=week, options=options),) if options else ()
    undo = (Button(label="Undo", action=Action("roadmap.unskip", (str(seat.cohort),))),) if known else ()
    return (*menu, controls.run("Where am I?", "roadmap"), *undo)
