"""A pause of being brought together with people: nobody new comes, and nobody who is there is lost."""

from datetime import date

from bot.cards.checkins import named
from bot.cards.pairing import ways
from bot.messages.elements import Button, Card, Emphasis, Field, Form, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action


def form(until: str) -> Form:
    """Until when."""
    return Form(
        title="A pause from matching",
        action=Action("mentor.pause"),
        intro=line("Nobody new is suggested to you until then. Whom you have stays. It ends by itself."),
        submit="Take the pause",
        fields=(
            Field(
                key="until",
                label="Last day",
                initial=until,
                longest=40,
                hint="As in 2027-02-14, Friday, in two weeks",
            ),
        ),
    )


def away(until: date) -> Card:
    """The pause stands."""
    return Card(
        title=f"Nobody new until {named(until)}",
        body=(
            Text(line("You keep your place in line, your seats and whom you have. It ends by itself.")),
            Text(line("A suggestion that is open still waits for your answer.")),
        ),
        controls=(come_back(), Button(label="Another day", action=Action("mentor.pause")), ways.stand()),
        tone=Tone.GOOD,
        footnote=line("It is for mentors and buddies. For a pause of everything: /checkin pause."),
    )


def silent() -> Card:
    """They are paused because two suggestions in a row found no answer."""
    return Card(
        title="You are paused",
        body=(Text(line("Two suggestions found no answer, so segue brings nobody new until you are back.")),),
        controls=(come_back(), ways.stand()),
    )


def back(paused: bool) -> Card:
    """They are back, or were never away."""
    count = "You count again" if paused else "You count"
    return Card(
        title="You are back" if paused else "You are not on a pause",
        body=(Text(line(f"{count} from the next round on, with your place in line as it was.")),),
        controls=(ways.stand(),),
        tone=Tone.GOOD,
    )


def come_back() -> Button:
    """End the pause, whatever began it."""
    return Button(label="I am back", action=Action("mentor.back"), emphasis=Emphasis.PRIMARY)
