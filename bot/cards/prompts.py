"""What the channel hears every week: the prompt at its beginning, the check-in before its end."""

from datetime import datetime

from bot.cards import controls
from bot.domain.roadmap import Level, Roadmap
from bot.messages import markdown
from bot.messages.elements import Bullets, Card, Quote, Text
from bot.messages.text import Moment, MomentStyle, Strong, line


def weekly(roadmap: Roadmap, number: int, cohort: int, opens: datetime) -> Card:
    """The prompt of a week: what it is for, a question to think about, and the core tasks."""
    shown, phase = roadmap.weeks[number - 1], roadmap.phase_of(number)
    place = roadmap.phases.index(phase) + 1
    core = [task for task in shown.tasks if task.level is Level.CORE]
    return Card(
        title=f"Week {number} · {shown.title}",
        body=(
            Text(markdown.read(shown.objective)),
            Quote(markdown.read(shown.prompt)),
            Text(line(Strong("This week"), f" · about {shown.hours} hours")),
            Bullets(tuple(line(task.title) for task in core)),
            Text(line("Check-in from ", Moment(opens, MomentStyle.DAY_TIME), ", or whenever you are ready.")),
        ),
        controls=(controls.check_in(cohort, number), controls.see_week(cohort, number)),
        footnote=line(f"Phase {place} of {len(roadmap.phases)} · {phase.title}"),
        about=(shown.slug, *(task.slug for task in core)),
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
        controls=(controls.check_in(cohort, number), controls.see_week(cohort, number)),
        footnote=line("A small week counts as a week."),
        about=(shown.slug,),
    )


def reminder(roadmap: Roadmap, number: int, cohort: int, ends: datetime) -> Card:
    """The one private word about a check-in that was not made yet."""
    shown = roadmap.weeks[number - 1]
    return Card(
        title=f"Week {number} is nearly over",
        body=(
            Text(line("Two lines about “", shown.title, "” are enough, and a small week counts.")),
            Text(line("The week ends ", Moment(ends), ".")),
        ),
        controls=(controls.check_in(cohort, number),),
        footnote=line("Only you see this."),
        about=(shown.slug,),
    )
