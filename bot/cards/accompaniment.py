"""Private words that go along with a member: plans for the first days, and a word at the right time."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.domain.checklists import ActionPlan, ChecklistItem
from bot.domain.conversations import MonthlyQuestion
from bot.domain.guidance import Reminder, Trigger
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Quote, Text
from bot.messages.text import Line, line

#: What a word is called in a note.
TITLES = {
    Trigger.NO_FIRST_TASK: "A first step",
    Trigger.MONTHLY_EVIDENCE: "Your evidence this month",
    Trigger.MONTHLY_MANAGER: "A word to those who can help",
    Trigger.COURSES_OUTRUN: "From learning to building",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """A line of an action plan, the week its task stands in, and whether that is done; no week without a task."""

    item: ChecklistItem
    week: int | None
    done: bool


def plan(shown: ActionPlan, strides: Sequence[Stride], cohort: int) -> Card:
    """An action plan as it begins: what is in it, and what of it is done."""
    ahead = next((one.week for one in strides if one.week is not None and not one.done), None)
    return Card(
        title=shown.title,
        body=(
            Bullets(tuple(_told(one) for one in strides)),
            Text(line("What does not fit now can come later; it stays on your roadmap.")),
        ),
        controls=(controls.see_week(cohort, ahead, f"See week {ahead}"),) if ahead else (),
        footnote=line("Only you see this."),
        about=(shown.slug, *(one.item.slug for one in strides)),
    )


def word(said: Reminder, question: MonthlyQuestion | None, cohort: int, week: int) -> Card:
    """A word for one situation, with the question of the month where there is one."""
    asked: tuple[Block, ...] = (Quote(markdown.read(question.text)),) if question else ()
    return Card(
        title=TITLES.get(said.trigger, "A word for you"),
        body=(*asked, Text(markdown.read(said.text))),
        controls=_way(said.trigger, cohort, week),
        footnote=line("Only you see this."),
        about=(said.slug, *((question.slug,) if question else ())),
    )


def _told(stride: Stride) -> Line:
    where = f" · week {stride.week}" if stride.week is not None else ""
    return (*markdown.read(stride.item.text), where, " · done" if stride.done else "")


def _way(trigger: Trigger, cohort: int, week: int) -> tuple[Button, ...]:
    match trigger:
        case Trigger.MONTHLY_EVIDENCE:
            return (controls.see_week(cohort, week, f"See week {week}"), controls.run("Share a win", "win"))
        case Trigger.MONTHLY_MANAGER:
            return (controls.run("Your last check-ins", "checkin", "history"),)
        case Trigger.NO_FIRST_TASK:
            see = controls.see_week(cohort, week, f"See week {week}")
            return (see, controls.run("Write down your why", "my", "why"))
        case _:
            return (controls.see_week(cohort, week, f"See week {week}"),)
