"""A mentor and a learner hear of each other: why, when, who writes first, and how to say yes or no."""

from dataclasses import dataclass
from datetime import datetime

from bot.cards.pairing import answering, reasons, ways
from bot.cards.pairing.reasons import Because
from bot.domain.pairing.states import Side
from bot.domain.words import listed, shortened
from bot.messages.elements import Block, Button, Card, Emphasis, Quote, Text, Tone
from bot.messages.text import Line, Moment, line
from bot.messages.wire import Action

#: Characters of names in a title.
NAMES = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion as one side reads it. `purpose`: what the learner wants help with, for their mentor alone.

    `hint`: what the week offers to talk about; empty for nothing.
    """

    pairing: int
    because: Because
    expires: datetime
    purpose: str = ""
    hint: str = ""

    @property
    def others(self) -> str:
        """Who it is."""
        return listed(self.because.others)


def suggested(of: Suggested) -> Card:
    """Tell one side of the other."""
    return Card(
        title=_title(of),
        body=(*_purpose(of), *reasons.why(of.because), *_begin(of), Text(_until(of))),
        controls=_answers(of),
        footnote=line("Say no freely: nobody is told that it was you, nor why."),
    )


def reminder(of: Suggested) -> Card:
    """The one reminder, a day before it goes on to the next name."""
    name = shortened(of.others, NAMES)
    return Card(
        title=f"Your answer about {name} is still open",
        body=(*reasons.why(of.because), Text(_until(of))),
        controls=_answers(of),
        footnote=line("segue reminds you once. A no is as good an answer as a yes."),
    )


def silence(others: str, *, paused: bool) -> Card:
    """A suggestion ran out because they did not answer."""
    if not paused:
        return Card(
            title=f"No match with {shortened(others, NAMES)} this time",
            body=(
                Text(line("The 72 hours for an answer are over, so segue goes on to another name. That is all.")),
                Text(line("If your weeks are full now, a pause keeps your place and asks you nothing.")),
            ),
            controls=(
                Button(label="Take a pause", action=Action("mentor.pause")),
                ways.stand(),
            ),
        )
    return Card(
        title="You are on a pause from suggestions",
        body=(
            Text(line(f"Two suggestions found no answer; the last was {others}. segue asks you nothing now.")),
            Text(line("What you offer and what you asked for stay. One press, and you are back.")),
        ),
        controls=(
            Button(label="I am back", action=Action("mentor.back"), emphasis=Emphasis.PRIMARY),
            ways.stand(),
        ),
        tone=Tone.CARE,
    )


def _answers(of: Suggested) -> tuple[Button, ...]:
    return answering.accept(of.pairing, of.others), answering.decline(of.pairing, of.others)


def _title(of: Suggested) -> str:
    name = shortened(of.others, NAMES)
    return f"{name} could be your mentor" if of.because.side is Side.LEARNER else f"Would you mentor {name}?"


def _purpose(of: Suggested) -> tuple[Block, ...]:
    if not of.purpose:
        return ()
    return (Text(line(f"{of.others} would like help with this:")), Quote(line(of.purpose)))


def _begin(of: Suggested) -> tuple[Block, ...]:
    first = reasons.first(of.because)
    if not of.hint:
        return (first,)
    mentors = of.because.side is Side.MENTOR
    told = "For a first hour, from this week:" if mentors else "Mentors read this week:"
    return (first, Text(line(told)), Quote(line(of.hint)))


def _until(of: Suggested) -> Line:
    return line("If you both say yes, you are a pair. You can answer until ", Moment(of.expires), ".")
