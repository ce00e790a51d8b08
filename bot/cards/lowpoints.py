"""A private word when weeks are hard: it offers something smaller, and never scolds."""

from bot.cards import controls
from bot.messages import markdown
from bot.messages.elements import Button, Card, Quote, Text
from bot.messages.text import line
from bot.messages.wire import Action

#: Where the library has no words for it.
TWO_MISSED = "Life happens. Choose what fits: a small week, a free week or a pause. Your place is kept."
LOW_ENERGY = "Would you like to read why you began? Only you can see it."


def two_missed(cohort: int, week: int, text: str) -> Card:
    """Two weeks without a check-in: what would fit now? `week` is the one that still takes an answer."""
    return Card(
        title="What would fit now?",
        body=(Text(markdown.read(text or TWO_MISSED)),),
        controls=(
            controls.small_week(cohort, week),
            Button(label="A free week", action=Action("pause.week", (str(cohort),))),
            controls.pause(cohort),
        ),
    )


def low_energy(cohort: int, text: str) -> Card:
    """Two tired weeks in a row: their own reason is one press away."""
    return Card(
        title="Two tired weeks in a row",
        body=(Text(markdown.read(text or LOW_ENERGY)),),
        controls=(Button(label="Read why I began", action=Action("low.why", (str(cohort),))),),
    )


def why(words: str) -> Card:
    """Why they began, as they wrote it."""
    return Card(
        title="Why you began",
        body=(Quote(line(words)),),
        footnote=line("You wrote this. Only you can see it."),
    )


def no_why() -> Card:
    """There is none."""
    return Card(
        title="Nothing is written here yet",
        body=(Text(line("/my has a place for why you began, for your eyes alone.")),),
    )
