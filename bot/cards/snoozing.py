"""Being asked again later: at an hour of one's own."""

from datetime import datetime

from bot.cards import controls
from bot.messages.elements import Card, Field, FieldKind, Form, Option, Text
from bot.messages.text import Moment, line
from bot.messages.wire import Action

TODAY, TOMORROW = "today", "tomorrow"


def form(cohort: int, week: int, hour: str, zone: str, closes: datetime) -> Form:
    """At which hour to ask again, in the reader's zone."""
    return Form(
        title="Ask me later",
        action=Action("checkin.snooze", (str(cohort), str(week))),
        intro=line(f"Hours are in {zone}. The week closes ", Moment(closes), "."),
        submit="Ask me then",
        fields=(
            Field(
                key="day",
                label="Which day?",
                kind=FieldKind.CHOICE,
                initial=TODAY,
                options=(Option(TODAY, "Today"), Option(TOMORROW, "Tomorrow")),
            ),
            Field(
                key="hour", label="At which hour?", kind=FieldKind.TIME, hint=f"In {zone}, as in 16:30.", initial=hour
            ),
        ),
    )


def asked_later(cohort: int, week: int, due: datetime) -> Card:
    """When they are asked again."""
    return Card(
        title="You are asked again",
        body=(Text(line("One private word comes ", Moment(due), ". Another hour takes its place.")),),
        controls=(
            controls.check_in(cohort, week, "Check in now"),
            controls.small_week(cohort, week),
            controls.ask_later(cohort, week),
        ),
    )


def in_channel(cohort: int, week: int, closes: datetime) -> Card:
    """No private word reaches them at an hour, so the button waits where everybody has it."""
    return Card(
        title="The button waits in the channel",
        body=(
            Text(
                line(
                    "Private messages are off here, so nothing can come at an hour. “Check in” stays in the channel."
                )
            ),
            Text(line("The week is open until ", Moment(closes), ". /checkin works at any hour.")),
        ),
        controls=(controls.check_in(cohort, week, "Check in now"), controls.small_week(cohort, week)),
    )


def again(cohort: int, week: int, closes: datetime) -> Card:
    """The word they asked for."""
    return Card(
        title=f"Week {week}: you wanted to be asked now",
        body=(Text(line("Two lines are enough. The week closes ", Moment(closes), ".")),),
        controls=(
            controls.check_in(cohort, week),
            controls.small_week(cohort, week),
            controls.ask_later(cohort, week),
        ),
        footnote=line("Only you see this."),
    )


def answered(cohort: int, week: int) -> Card:
    """There is nothing left to ask."""
    return Card(
        title=f"Week {week} is noted already",
        body=(Text(line("Nothing more is asked of you this week.")),),
        controls=(controls.check_in(cohort, week, "Edit"),),
    )
