"""The channels a cohort speaks in: one more, or one less, never none."""

from dataclasses import dataclass

from bot.cards import reach, settings
from bot.domain.words import counted, listed
from bot.messages.elements import Bullets, Button, Card, Choice, Option, Text
from bot.messages.text import Code, line
from bot.messages.wire import Action

#: So many lost channels have a button.
MOST = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """A channel that cannot be reached: its number, how people call it, and why."""

    number: int
    where: str
    why: str


def channels(
    cohort: int,
    name: str,
    spoken: tuple[Option, ...],
    here: str,
    lost: tuple[Lost, ...] = (),
    silent: tuple[str, ...] = (),
) -> Card:
    """Where it speaks; `here`: the channel they are in, when it can be added; `lost`: those out of reach.

    `silent`: the workspaces of the community where it speaks in none.
    """
    number, why = (str(cohort),), {str(one.number): one.why for one in lost}
    more = Button(label=f"Speak in {here} too"[:75], action=Action("cohort.channel", number))
    less = Choice(label="Stop speaking in", action=Action("cohort.quiet", number), options=spoken[:25])
    return Card(
        title=f"{name} speaks in {counted(len(spoken), 'channel')}",
        body=(
            Bullets(tuple(line(" · ".join(filter(None, (one.label, why.get(one.value, ""))))) for one in spoken)),
            *((Text(line(f"On {listed(silent)}, it speaks nowhere yet.")),) if silent else ()),
            Text(line("To add another one, type ", Code("/cohort channel"), " there.")),
        ),
        controls=(
            *(reach.again(cohort, one.number, one.where) for one in lost[:MOST]),
            *((more,) if here else ()),
            *((less,) if len(spoken) > 1 else ()),
            settings.back(cohort),
        ),
        footnote=line("Every prompt, check-in and digest is said in each of them."),
    )
