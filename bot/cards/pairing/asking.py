"""A learner asks for a mentor: the form, and what is said of a request."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards import controls
from bot.cards.checkins import named
from bot.cards.pairing import lasting, ways
from bot.messages.elements import Button, Card, Emphasis, Field, FieldKind, Form, Option, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action

#: Characters of what it is for, and of a name; how many names there can be, and how many mentors a menu holds.
PURPOSE, NAME, NAMES, MENU = 500, 200, 3, 24
#: Chosen to name nobody: some platforms cannot take back a choice once it is made.
NOBODY = "-"
_PLACES = ("Whom would you like?", "Whom if not them?", "And after that?")


def ask(cohort: int, label: str = "Ask for a mentor") -> Button:
    """Open the form of a request."""
    return Button(label=label, action=Action("mentor.ask", (str(cohort),)), emphasis=Emphasis.PRIMARY)


def withdraw(cohort: int) -> Button:
    """Take a request back."""
    return Button(label="Withdraw my request", action=Action("mentor.withdraw", (str(cohort),)))


def form(cohort: int, purpose: str, by: str, mentors: Sequence[Option], chosen: Sequence[str]) -> Form:
    """What for, by when, and whom they would like in their order; names are typed where no menu holds the mentors."""
    return Form(
        title="Ask for a mentor",
        action=Action("mentor.ask", (str(cohort),)),
        intro=line(
            "Only the mentor who is suggested to you reads what it is for. Names are wishes, and all optional."
        ),
        submit="Keep" if purpose else "Ask",
        fields=(
            Field(
                key="purpose",
                label="What would you like help with?",
                kind=FieldKind.PARAGRAPH,
                hint="One line is enough: a project, a move, an interview.",
                initial=purpose,
                longest=PURPOSE,
            ),
            Field(
                key="by",
                label="Is there a day it should be by?",
                required=False,
                hint="As in 2027-02-01, in three weeks, or nothing",
                initial=by,
                longest=40,
            ),
            *(_named(place, mentors, chosen) for place in range(min(NAMES, len(mentors)))),
        ),
    )


def asked(cohort: int, mentors: int, median: timedelta | None, paused: date | None) -> Card:
    """The request stands from now on. `paused`: the last day of a pause, if they take one."""
    found = "segue looks within the hour, and again whenever a seat is free."
    if not mentors:
        found = "Nobody mentors here yet. You are in line, and segue looks as soon as somebody offers."
    if paused:
        found = f"You are in line. You take a pause until {named(paused)}, and segue looks from then on."
    return Card(
        title="You asked for a mentor",
        body=(Text(line(found)), Text(lasting.wait(median))),
        controls=(ways.stand(), hours(), ask_again(cohort)),
        tone=Tone.GOOD,
        footnote=line("A suggestion waits 72 hours for both answers, then the next name comes."),
    )


def changed(cohort: int) -> Card:
    """What they ask for is another thing now; since when they wait is not."""
    return Card(
        title="Your request is changed",
        body=(Text(line("Your place in line stays as it was.")),),
        controls=(ways.stand(), ask_again(cohort)),
        tone=Tone.GOOD,
    )


def ask_to_withdraw(cohort: int, has_mentor: bool) -> Card:
    """What taking it back means."""
    told = (
        "segue looks no further, and a suggestion that is open comes to an end. You can ask again whenever you like."
    )
    if has_mentor:
        told = "The pair it brought you ends, too. Your mentor hears it kindly, and nothing of why."
    return Card(
        title="Withdraw your request?",
        body=(Text(line(told)), Text(line("Your place in line goes with it. A pause keeps it."))),
        controls=(
            Button(label="Withdraw it", action=Action("mentor.withdrawn", (str(cohort),)), emphasis=Emphasis.DANGER),
            Button(label="Pause instead", action=Action("mentor.pause")),
            controls.run("Keep it", "mentor"),
        ),
    )


def withdrawn(cohort: int) -> Card:
    """It is taken back."""
    return Card(
        title="Your request is withdrawn",
        body=(Text(line("segue looks no further. Asking again takes one line.")),),
        controls=(ask(cohort, "Ask again"),),
    )


def nothing_asked(cohort: int) -> Card:
    """There is nothing to take back."""
    return Card(
        title="You have not asked for a mentor",
        body=(Text(line("There is nothing to withdraw. Asking takes one line.")),),
        controls=(ask(cohort),),
    )


def ask_again(cohort: int) -> Button:
    """Change what is asked for."""
    return Button(label="Change what I ask for", action=Action("mentor.ask", (str(cohort),)))


def hours() -> Button:
    """Open the form of somebody's hours."""
    return Button(label="When I can meet", action=Action("mentor.hours"))


def _named(place: int, mentors: Sequence[Option], chosen: Sequence[str]) -> Field:
    before = chosen[place] if place < len(chosen) else ""
    menu = len(mentors) <= MENU
    return Field(
        key=f"name{place + 1}",
        label=_PLACES[place],
        kind=FieldKind.CHOICE if menu else FieldKind.LINE,
        required=False,
        hint="" if menu else "Part of a name",
        initial=before,
        options=(*mentors, Option(NOBODY, "Nobody in particular")) if menu else (),
        longest=NAME,
    )
