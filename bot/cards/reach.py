"""To organisers: a channel or a workspace went away, what that means, and what to do."""

from dataclasses import dataclass

from bot.cards import settings
from bot.domain.words import listed, shortened
from bot.messages.elements import Button, Card, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a cohort does while it cannot be heard somewhere. `others`: the channels where it can."""

    cohort: int
    name: str
    waits: bool
    others: tuple[str, ...]


def lost(of: Silence, channel: int, where: str, why: str) -> Card:
    """A channel cannot be reached."""
    return Card(
        title=f"segue cannot reach {shortened(where, 80)}",
        body=(
            Text(line(why)),
            Text(line(_meanwhile(of))),
            Text(line(f"Bring the channel back, or invite segue again, and {of.name} is heard there again.")),
            *((Text(line("Another channel will do as well: open /cohort settings there.")),) if of.waits else ()),
        ),
        controls=(again(of.cohort, channel, where), settings.back(of.cohort)),
        tone=Tone.CARE,
    )


def removed(of: Silence, where: tuple[str, ...]) -> Card:
    """A workspace removed segue: to whoever organises from another one."""
    return Card(
        title=f"segue was removed from a workspace of {of.name}",
        body=(
            Text(line(f"It cannot speak in {listed(where[:5])} any more, nor to anybody who is known only there.")),
            Text(line(_meanwhile(of))),
            Text(
                line(
                    "What was done there is kept. Once segue is installed there again, everything goes on by itself."
                )
            ),
        ),
        controls=(settings.back(of.cohort),),
        tone=Tone.CARE,
    )


def shared(cohort: int, name: str, where: str) -> Card:
    """People of another workspace read along."""
    return Card(
        title=f"{shortened(where, 80)} is shared with another workspace",
        body=(
            Text(line(f"Its people read along from now on: prompts, digests and the wins that {name} shares.")),
            Text(
                line("Private notes stay private. If you would rather be among yourselves, choose another channel.")
            ),
        ),
        controls=(Button(label="Channels", action=Action("cohort.channels", (str(cohort),))),),
    )


def trying(cohort: int, where: str) -> Card:
    """The next message shows whether it can be reached."""
    return Card(
        title=f"segue speaks in {shortened(where, 80)} again",
        body=(Text(line("Should the next message not arrive either, you hear of it in your daily note.")),),
        controls=(settings.back(cohort),),
    )


def again(cohort: int, channel: int, where: str) -> Button:
    """Let segue try a lost channel."""
    return Button(
        label=f"Try {shortened(where, 60)} again", action=Action("cohort.again", (str(cohort), str(channel)))
    )


def _meanwhile(of: Silence) -> str:
    if of.others:
        return f"{of.name} goes on in {listed(of.others[:5])}."
    if of.waits:
        return f"{of.name} waits until it can be heard: nothing is asked of anybody, and no week passes."
    return f"Nothing of {of.name} is said there until then."
