"""A yes or a no to a suggestion, and what comes of it. Why somebody said no is for nobody else to read."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards import controls
from bot.cards.pairing import ways
from bot.domain.pairing.states import Side
from bot.domain.words import shortened
from bot.messages.elements import (
    Block,
    Button,
    Card,
    Emphasis,
    Field,
    FieldKind,
    Form,
    Option,
    Quote,
    Text,
    Tone,
)
from bot.messages.text import Moment, line
from bot.messages.wire import Action

#: Characters of a reason, of how somebody is reached, and of a name on a button.
REASON, CONTACT, NAME = 300, 200, 40


def accept(number: int, name: str) -> Button:
    """Say yes to the suggestion of this number, which is of `name`."""
    label = f"Accept {shortened(name, NAME)}"
    return Button(label=label, action=Action("mentor.accept", (str(number),)), emphasis=Emphasis.PRIMARY)


def decline(number: int, name: str) -> Button:
    """Say no to it, in a form that asks for no reason but takes one."""
    return _no(number, f"Decline {shortened(name, NAME)}")


def contact(number: int, others: str, before: str) -> Form:
    """How the others can reach somebody who shares no workspace with them; writing it down is the yes to that."""
    return Form(
        title="Say yes",
        action=Action("mentor.contact", (str(number),)),
        intro=line(f"You share no workspace with {others}, so segue cannot open a room for you."),
        submit="Say yes",
        fields=(
            Field(
                key="contact",
                label=f"How can {others} reach you?",
                hint="An address or a handle. Only they see it, once you have both said yes.",
                initial=before,
                longest=CONTACT,
            ),
        ),
    )


def reason(number: int, others: str) -> Form:
    """The no, with room for a reason that nobody else reads."""
    return Form(
        title="Not this time",
        action=Action("mentor.no", (str(number),)),
        intro=line(f"{others} hears only that there is no match this time: not from whom, and not why."),
        submit="Decline",
        fields=(
            Field(
                key="reason",
                label="Why, if you like",
                kind=FieldKind.PARAGRAPH,
                required=False,
                hint="Sealed, and read by nobody else. You may leave it empty.",
                longest=REASON,
            ),
        ),
    )


def waiting(number: int, others: str, expires: datetime) -> Card:
    """They said yes, and somebody else has not answered yet."""
    return Card(
        title="Noted: you said yes",
        body=(
            Text(line(f"{others} can answer until ", Moment(expires), ". You hear as soon as it is settled.")),
            Text(line("Without an answer by then segue goes on to another name, and nothing of yours is lost.")),
        ),
        controls=(_no(number, "I changed my mind"), ways.stand()),
        tone=Tone.GOOD,
    )


def paired(others: str) -> Card:
    """Both said yes."""
    return Card(
        title=f"You and {others} are a pair",
        body=(
            Text(line("A room for you opens in a moment. Where there can be none, you get each other’s contact.")),
            Text(line("In a week segue asks whether you met. That is all it asks.")),
        ),
        controls=(ways.stand(),),
        tone=Tone.GOOD,
    )


def already(others: str) -> Card:
    """A yes to what both have said yes to."""
    return Card(
        title=f"You and {others} are a pair already",
        body=(Text(line("Both of you have said yes. A word from either of you is all it takes now.")),),
        controls=(controls.run("Did you meet?", "mentor", "met"), ways.stand()),
        tone=Tone.GOOD,
    )


def declined(side: Side, reason: str) -> Card:
    """They said no, and perhaps why."""
    then = "Your request keeps its place, and segue looks for another name within the hour."
    if side is Side.MENTOR:
        then = "Your seat is free again. Whoever it was is first in line for the next name."
    return Card(
        title="Noted, not this time",
        body=(
            Text(line(then)),
            Text(line("They hear only that there is no match this time.")),
            *_own_words("What you wrote is sealed, and read by nobody else:", reason),
        ),
        controls=(ways.stand(), Button(label="Take a pause", action=Action("mentor.pause"))),
    )


def moved_on(reason: str = "") -> Card:
    """An answer to a suggestion that does not stand any more, whatever ended it."""
    return Card(
        title="That suggestion does not stand any more",
        body=(
            Text(line("It was settled before this answer came. Nobody waits for it, and nothing is lost by it.")),
            *_own_words("What you wrote is not kept:", reason),
        ),
        controls=(ways.stand(),),
    )


def which(open_ones: Sequence[Option]) -> Card:
    """Several suggestions wait for an answer: which one is meant."""
    buttons = (pair for one in open_ones[:5] for pair in _both(one))
    return Card(
        title="Several suggestions wait for you",
        body=(Text(line("Which one do you mean?")),),
        controls=tuple(buttons),
    )


def nothing_open() -> Card:
    """An answer where nothing was asked."""
    return Card(
        title="No suggestion waits for your answer",
        body=(Text(line("When one comes, you read it privately, with the reasons for it, and have 72 hours.")),),
        controls=(ways.stand(),),
    )


def _both(one: Option) -> tuple[Button, Button]:
    number = int(one.value)
    return accept(number, one.label), decline(number, one.label)


def _no(number: int, label: str) -> Button:
    return Button(label=label, action=Action("mentor.decline", (str(number),)))


def _own_words(told: str, words: str) -> tuple[Block, ...]:
    return (Text(line(told)), Quote(line(words))) if words else ()
