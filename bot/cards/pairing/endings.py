"""Two people go on without each other: said kindly, without who wished it or why, and with what comes next."""

from bot.cards.pairing import ways
from bot.domain.pairing.states import Side
from bot.messages.elements import Button, Card, Emphasis, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action


def part(pairing: int, name: str, side: Side) -> Card:
    """What parting means, before it happens."""
    learns = side is Side.LEARNER
    then = (
        "You keep your place: first in line for the next name." if learns else "Your seat is free for somebody else."
    )
    another = Button(
        label="Look for somebody else" if learns else "End it, and free the seat",
        action=Action("pairing.parted", (str(pairing), "another")),
        emphasis=Emphasis.PRIMARY,
    )
    only = Button(label="End it, and stop looking", action=Action("pairing.parted", (str(pairing), "only")))
    return Card(
        title=f"Go on without {name}?",
        body=(
            Text(line(f"{name} is told that the two of you are no longer a pair, and nothing more.")),
            Text(line(then)),
        ),
        controls=(
            another,
            *((only,) if learns else ()),
            Button(label=f"Stay with {name}"[:60], action=Action("pairing.stay", (str(pairing),))),
        ),
    )


def parted(name: str, *, looks: bool) -> Card:
    """To whoever wished it."""
    words = (
        "You are first in line, and segue looks at once. Who was suggested before is not suggested again soon."
        if looks
        else "Whenever you would like a mentor again, /mentor ask starts it."
    )
    return Card(
        title=f"You and {name} are no longer a pair",
        body=(Text(line(words)),),
        controls=(ways.stand(),),
        footnote=line(f"{name} is not told why."),
    )


def freed(name: str) -> Card:
    """To a mentor who wished it."""
    return Card(
        title=f"You and {name} are no longer a pair",
        body=(Text(line("Your seat is free for the next learner. To take nobody for a while: /mentor pause.")),),
        controls=(ways.stand(),),
        footnote=line(f"{name} is not told why."),
    )


def stayed(name: str) -> Card:
    """Nothing changes."""
    return Card(title=f"You and {name} go on", body=(Text(line("Nothing has changed, and nobody was told.")),))


def over(name: str) -> Card:
    """Something is asked of a pairing that has ended."""
    return Card(
        title=f"You and {name} are no longer paired",
        body=(Text(line("Nothing is asked about it any more. What you wrote stays yours: /mentor notes.")),),
        controls=(ways.stand(),),
    )


def passed() -> Card:
    """To the other side of a suggestion that one side did not want, or that cannot be any more."""
    return Card(
        title="No match this time",
        body=(Text(line("You are first in line for the next name, and segue looks at once.")),),
        controls=(ways.stand(),),
    )


def passed_mentor() -> Card:
    """To a mentor: a suggestion is gone."""
    return Card(
        title="No match this time",
        body=(Text(line("There is nothing to answer any more. Your seat stays free for the next learner.")),),
        controls=(ways.stand(),),
    )


def mentor_gone(name: str, *, stopped: bool, served: bool) -> Card:
    """To a learner: their mentor has left, or mentors no more; `served`: the next name is there already."""
    fact = f"{name} no longer mentors" if stopped else f"{name} is no longer here"
    return Card(
        title=fact,
        body=(Text(line(f"It has nothing to do with you. {_next(served)}")),),
        controls=(ways.stand(),),
        tone=Tone.CARE,
    )


def parted_learner(name: str, *, served: bool) -> Card:
    """To a learner: the pair goes on no more, whoever wished it; `served`: the next name is there already."""
    return Card(
        title=f"You and {name} are no longer a pair",
        body=(Text(line(f"That happens, and says nothing about you. {_next(served)}")),),
        controls=(ways.stand(),),
        tone=Tone.CARE,
    )


def parted_mentor(name: str) -> Card:
    """To a mentor: the pair goes on no more, whoever wished it, or the learner has left."""
    return Card(
        title=f"You and {name} are no longer a pair",
        body=(Text(line("Thank you for your time. Your seat is free for the next learner.")),),
        controls=(ways.stand(),),
    )


def buddy_gone(name: str, *, stays: str = "") -> Card:
    """To a buddy: somebody has left; `stays`: who goes on with them, if anybody."""
    words = f"You and {stays} go on as a pair." if stays else "segue looks for somebody new for you at once."
    return Card(
        title=f"{name} is no longer here",
        body=(Text(line(words)),),
        controls=(ways.buddy(),),
    )


def parted_buddies() -> Card:
    """To a buddy: the group goes on no more, whoever wished it."""
    return Card(
        title="Your group has ended early",
        body=(Text(line("segue looks for somebody new for you at once.")),),
        controls=(ways.buddy(),),
    )


def _next(served: bool) -> str:
    return "The next name is there already." if served else "You are first in line, and segue looks at once."
