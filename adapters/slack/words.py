"""The few things this door says by itself; everything else comes from the core."""

from typing import Final

from bot.messages.elements import Button, Card, Text
from bot.messages.text import Code
from bot.messages.wire import Action

SLOW: Final = Card(title="Still on it", body=(Text(("This takes a little longer than usual; the answer follows.",)),))

DEFECT: Final = Card(
    title="That did not work",
    body=(
        Text(("Something on segue's side went wrong, not on yours. It is noted for the people who run it.",)),
        Text(("Please try again in a moment.",)),
    ),
)

#: Beside the first field of a form that could not be taken: the form stays open, with everything in it.
NOT_TAKEN: Final = "Something on segue's side went wrong. What you typed is still here: please send it again."

POINTER: Final = Card(
    title="Hello",
    body=(Text(("I answer to commands. Type ", Code("/segue help"), " to see what there is.")),),
)


def late_form(again: Action | None) -> Card:
    """Slack lets a form open for three seconds only: how to get one that came later."""
    if again is None:
        return Card(title="The form came too late", body=(Text(("Please type the command once more.",)),))
    said = Text(("Slack lets a form open for a moment only, and this one came later.",))
    return Card(title="The form is ready", body=(said,), controls=(Button(label="Open the form", action=again),))
