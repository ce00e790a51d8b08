"""The hours of a week when somebody can meet, as a form and as it is kept."""

from collections.abc import Sequence

from bot.cards import controls
from bot.cards.pairing import ways
from bot.cards.pairing.offering import beside
from bot.domain.pairing.availability import OTHERS, SATURDAY, SUNDAY, WEEKDAYS
from bot.messages.elements import Button, Card, Facts, Field, Form, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action

#: Characters of one line of hours.
LONGEST = 200
_LABELS = {
    WEEKDAYS: "Monday to Friday",
    SATURDAY: "Saturday",
    SUNDAY: "Sunday",
    OTHERS: "Days that differ",
}
#: The keys of the fields, in their order.
KEYS = tuple(_LABELS)
_HINTS = {
    WEEKDAYS: "As in 12:00-14:00, 18:00-21:30. Empty: never",
    OTHERS: "As in Wed 18:00-20:00; Fri never",
}


def form(zone: str, hours: Sequence[str]) -> Form:
    """Four lines of hours, on the clock of the reader's own zone."""
    texts = dict(zip(_LABELS, hours, strict=True))
    return Form(
        title="When I can meet",
        action=Action("mentor.hours"),
        intro=line(f"On your own clock, in {zone}. As many stretches as you like; an empty line means never."),
        fields=tuple(
            Field(
                key=key,
                label=label,
                required=False,
                hint=_HINTS.get(key, ""),
                initial=texts[key],
                longest=LONGEST,
            )
            for key, label in _LABELS.items()
        ),
    )


def kept(zone: str, confirmed: bool, hours: Sequence[str]) -> Card:
    """The hours as they stand; `confirmed`: the zone is one they said themselves."""
    rows = tuple((label, line(text or "never")) for label, text in zip(_LABELS.values(), hours, strict=True) if text)
    sure = () if confirmed else (Text(line(f"They count in {zone}, which is a guess until you say so: /my zone.")),)
    return Card(
        title="When you can meet",
        body=(Facts((*rows, ("Clock", line(zone)))), *sure),
        controls=(
            Button(label="Change them", action=Action("mentor.hours")),
            beside(),
            controls.run("My zone", "my", "zone"),
            ways.stand(),
        ),
        tone=Tone.GOOD,
        footnote=line("Nobody reads them. People you are matched with see only the hours you share, on their clock."),
    )


def forgotten() -> Card:
    """They were taken back."""
    return Card(
        title="Your hours are open again",
        body=(Text(line("Now the times in your profile count; without those, hours keep nobody apart.")),),
        controls=(Button(label="Write them down", action=Action("mentor.hours")), beside()),
    )
