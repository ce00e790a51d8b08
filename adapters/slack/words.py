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

#: The same while the core is still at it.
NOT_YET: Final = "Not saved yet: this takes longer than usual. What you typed is still here, and the answer follows."

#: Beside the first field of a form that nothing here knows any more.
OUTDATED: Final = "This form is of an older version of segue. Copy what you typed, and open the form anew."

STRANGER: Final = Card(
    title="This cohort lives in another workspace",
    body=(
        Text(
            ("You read this channel from a workspace of your own, and segue works in the one the cohort belongs to.",)
        ),
        Text(("Its organiser can tell you how to join there.",)),
    ),
)

NOT_INSTALLED: Final = Card(
    title="segue is not installed here",
    body=(Text(("It was removed from this workspace, or never added. Somebody who administers it can add it.",)),),
)

NO_WORDS: Final = Card(
    title="That message has no words",
    body=(
        Text(
            (
                "Only its text can become a win. Type ",
                Code("/win"),
                " and say it in your own.",
            )
        ),
    ),
)


def late_form(again: Action | None) -> Card:
    """Slack lets a form open for three seconds only: how to get one that came later."""
    if again is None:
        return Card(title="The form came too late", body=(Text(("Please type the command once more.",)),))
    said = Text(("Slack lets a form open for a moment only, and this one came later.",))
    return Card(title="The form is ready", body=(said,), controls=(Button(label="Open the form", action=again),))
