"""The weekly check-in: one form, and what it answers."""

from bot.cards import controls
from bot.domain.checkin import Week
from bot.domain.words import counted
from bot.messages.elements import Card, Field, FieldKind, Form, Option, Quote, Text, Tone
from bot.messages.text import Strong, line
from bot.messages.wire import Action

ENERGY = (
    Option("1", "1 · running on empty"),
    Option("2", "2 · low"),
    Option("3", "3 · steady"),
    Option("4", "4 · good"),
    Option("5", "5 · full of it"),
)


def form(cohort: int, number: int, focus: str, said: Week | None) -> Form:
    """The check-in of a week, with what the member has said already."""
    so_far = said or Week(done="", obstacle="", next_step="", energy="")
    return Form(
        title=f"Check-in · week {number}",
        action=Action("checkin", (str(cohort), str(number))),
        intro=line(focus),
        fields=(
            Field(
                key="done",
                label="What did you finish or learn?",
                kind=FieldKind.PARAGRAPH,
                hint="One line is plenty. A small week counts.",
                initial=so_far.done,
            ),
            Field(
                key="obstacle",
                label="What is in the way?",
                kind=FieldKind.PARAGRAPH,
                required=False,
                initial=so_far.obstacle,
            ),
            Field(
                key="next_step",
                label="What is your next step, and when?",
                hint="Small enough for one sitting.",
                initial=so_far.next_step,
                longest=300,
            ),
            Field(
                key="energy",
                label="Energy, 1 to 5",
                kind=FieldKind.CHOICE,
                required=False,
                initial=so_far.energy,
                options=ENERGY,
            ),
        ),
    )


def noted(cohort: int, number: int, streak: int, said: Week) -> Card:
    """What a kept check-in changed."""
    return Card(
        title=f"Week {number} is noted",
        body=(
            Text(line("Your next step:")),
            Quote(line(said.next_step)),
            Text(line(Strong(counted(streak, "week")), " in a row." if streak > 1 else " to build on.")),
        ),
        controls=(controls.check_in(cohort, number, "Edit"), controls.see_week(cohort, number)),
        tone=Tone.GOOD,
        footnote=line("Only you can read this. Edit it as often as you like while the week is open."),
    )
