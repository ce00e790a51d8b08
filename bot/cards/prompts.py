"""What the channel hears every week: the prompt at its beginning, the check-in before its end."""

from collections.abc import Collection, Iterator
from datetime import datetime

from bot.cards import controls
from bot.domain import stories
from bot.domain.roadmap import Level, Roadmap
from bot.messages import markdown
from bot.messages.elements import Bullets, Card, Quote, Text
from bot.messages.text import Moment, MomentStyle, Strong, line


def weekly(roadmap: Roadmap, number: int, cohort: int, opens: datetime, hidden: Collection[str] = ()) -> Card:
    """The prompt of a week: what it is for, a question to think about, and the core tasks that are not hidden."""
    shown, phase = roadmap.weeks[number - 1], roadmap.phase_of(number)
    place = roadmap.phases.index(phase) + 1
    core = [task for task in shown.tasks if task.level is Level.CORE and task.slug not in hidden]
    theme = stories.theme(roadmap, number)
    return Card(
        title=f"Week {number} · {shown.title}",
        body=(
            Text(markdown.read(shown.objective)),
            Quote(markdown.read(shown.prompt)),
            Text(line(Strong("This week"), f" · about {shown.hours} hours")),
            *((Bullets(tuple(line(task.title) for task in core)),) if core else ()),
            *_compass(roadmap, number, hidden),
            Text(line("Check-in from ", Moment(opens, MomentStyle.DAY_TIME), ", or whenever you are ready.")),
        ),
        controls=(
            controls.check_in(cohort, number),
            controls.see_week(cohort, number),
            controls.why(cohort, shown.slug),
        ),
        footnote=line(f"Phase {place} of {len(roadmap.phases)} · {phase.title}"),
        about=(
            shown.slug,
            *(task.slug for task in core),
            *((theme.slug,) if theme and theme.slug not in hidden else ()),
        ),
    )


def checkin(roadmap: Roadmap, number: int, cohort: int, ends: datetime) -> Card:
    """The invitation to check in, before the week is over."""
    shown = roadmap.weeks[number - 1]
    return Card(
        title=f"How was week {number}?",
        body=(
            Quote(markdown.read(shown.checkin_focus)),
            Text(line("One short form. Nobody but you reads your answers.")),
            Text(line("The week ends ", Moment(ends), ". Late answers are taken until the next check-in.")),
        ),
        controls=(
            controls.check_in(cohort, number),
            controls.small_week(cohort, number),
            controls.see_week(cohort, number),
            controls.why(cohort, shown.slug),
        ),
        footnote=line("A small week counts as a week."),
        about=(shown.slug,),
    )


def reminder(roadmap: Roadmap, number: int, cohort: int, ends: datetime) -> Card:
    """The one private word about a check-in that was not made yet."""
    shown = roadmap.weeks[number - 1]
    small = shown.small
    return Card(
        title=f"Week {number} is nearly over",
        body=(
            Text(line("Two lines about “", shown.title, "” are enough, and a small week counts.")),
            *((Text(line("Half an hour left? ", Strong(small), ".")),) if small else ()),
            Text(line("The week ends ", Moment(ends), ".")),
        ),
        controls=(
            controls.check_in(cohort, number),
            controls.small_week(cohort, number),
            controls.ask_later(cohort, number),
        ),
        footnote=line("Only you see this."),
        about=(shown.slug,),
    )


def _compass(roadmap: Roadmap, number: int, hidden: Collection[str]) -> Iterator[Text]:
    """The theme beside the study plan, with one of its questions to carry through the week."""
    theme, question = stories.theme(roadmap, number), stories.question(roadmap, number)
    if theme is not None and theme.slug not in hidden:
        yield Text(line(Strong(f"Compass · {theme.title}"), *((f". {question}",) if question else ())))
