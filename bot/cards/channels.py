"""The channels a cohort speaks in: one more, or one less, never none."""

from bot.cards import settings
from bot.domain.words import counted
from bot.messages.elements import Bullets, Button, Card, Choice, Option, Text
from bot.messages.text import line
from bot.messages.wire import Action


def channels(cohort: int, name: str, spoken: tuple[Option, ...], here: str) -> Card:
    """Where it speaks; `here`: the channel they are in, when it can be added."""
    number = (str(cohort),)
    more = Button(label=f"Speak in {here} too"[:75], action=Action("cohort.channel", number))
    less = Choice(label="Stop speaking in", action=Action("cohort.quiet", number), options=spoken[:25])
    return Card(
        title=f"{name} speaks in {counted(len(spoken), 'channel')}",
        body=(
            Bullets(tuple(line(one.label) for one in spoken)),
            Text(line("To add another one, open /cohort settings there.")),
        ),
        controls=(*((more,) if here else ()), *((less,) if len(spoken) > 1 else ()), settings.back(cohort)),
        footnote=line("Every prompt, check-in and digest is said in each of them."),
    )
