"""What becomes of a code that two sides share, whatever they want to do with it; and the form that takes one."""

from dataclasses import dataclass
from datetime import datetime

from bot.cards import controls
from bot.messages.elements import Button, Card, Field, Form, Text, Tone
from bot.messages.text import Code, Line, Moment, MomentStyle, line
from bot.messages.wire import Action

#: The example stands where no real code is shown.
EXAMPLE = "ABCD-EFGH"


@dataclass(frozen=True, slots=True)
class Way:
    """A command that two sides agree by: as it is typed, and the name of its actions."""

    command: str
    action: str

    @property
    def typed(self) -> str:
        """As people type it."""
        return f"/{self.command}"


LINK, CONNECT = Way("my link", "my.link"), Way("segue connect", "segue.connect")


def form(way: Way) -> Form:
    """Where a code is typed."""
    asked = Field(key="code", label="The code", hint=f"As in {EXAMPLE}", longest=40)
    said = line("You get one with ", Code(way.typed), " on the other side.")
    return Form(title="Type a code", action=Action(way.action), intro=said, fields=(asked,), submit="Look it up")


def still_open(way: Way, until: datetime) -> Card:
    """A code was made a moment ago, and nobody has said yes to it yet."""
    return Card(
        title="Nobody has typed your code yet",
        body=(
            Text(line("It is good until ", Moment(until, MomentStyle.TIME), ", and it is shown only once.")),
            Text(line("Type it on the other side and say yes there. Then come back here.")),
        ),
        controls=(look(way), anew(way), have_one(way)),
    )


def unknown(way: Way, typed: str) -> Card:
    """No such code is open: it is wrong, used, or too old, and which of these is nobody's business."""
    return _care(
        "No code like that is open",
        line("“", typed, "” may be mistyped, used already, or too old."),
        line("Type it once more, or make a new one on the other side with ", Code(way.typed), "."),
        controls=(have_one(way, "Type it again"),),
    )


def too_many() -> Card:
    """They have typed so many wrong ones that no more are taken for a while."""
    return _care(
        "No more codes for now",
        line("Several fitted nothing within an hour, so none is looked at for a while."),
        line("Try again in an hour, with a new code from the other side."),
    )


def own(way: Way) -> Card:
    """The code comes from this very account."""
    return _care(
        "That is your own code",
        line("It is still good. Type ", Code(way.typed), " with it on the other side."),
    )


def over(way: Way) -> Card:
    """Somebody says yes to what is not open any more: too late, settled already, or never theirs."""
    return _care(
        "That code is not open any more",
        line("Nothing has changed. A new one takes a moment."),
        controls=(anew(way),),
    )


def not_now() -> Card:
    """The one who typed a code would rather not."""
    return Card(title="Nothing has changed", body=(Text(line("The code runs out by itself.")),))


def look(way: Way) -> Button:
    """See whether somebody has answered."""
    command, _, word = way.command.partition(" ")
    return controls.run("I have typed it there", command, word)


def anew(way: Way) -> Button:
    """Make a code; an earlier one is not good any more."""
    return Button(label="Make a new code", action=Action(f"{way.action}.code"))


def have_one(way: Way, label: str = "I have a code") -> Button:
    """Open the form that takes one."""
    return Button(label=label, action=Action(way.action))


def dated(until: datetime) -> Line:
    """Until when: before 12:10."""
    return line("before ", Moment(until, MomentStyle.TIME))


def _care(title: str, *said: Line, controls: tuple[Button, ...] = ()) -> Card:
    return Card(title=title, body=tuple(Text(one) for one in said), controls=controls, tone=Tone.CARE)
