"""What a reply says, in the words a test compares."""

from bot.messages import plain
from bot.messages.elements import Button, Choice
from bot.replies import Reply

ZONE = "Europe/Berlin"


def title(reply: Reply) -> str:
    """The title of the card, or of the form."""
    shown = reply.card or reply.form
    assert shown is not None
    return shown.title


def text(reply: Reply) -> str:
    """The whole card, as a reader in Berlin has it."""
    assert reply.card is not None
    return plain.card(reply.card, ZONE)


def lines(reply: Reply) -> list[str]:
    """The same, line by line; the title is the first."""
    return text(reply).splitlines()


def menu(reply: Reply, label: str) -> Choice:
    """The menu of this label."""
    assert reply.card is not None
    return next(one for one in reply.card.controls if isinstance(one, Choice) and one.label == label)


def labels(reply: Reply) -> list[str]:
    """What can be pressed."""
    assert reply.card is not None
    return [control.label for control in reply.card.controls if isinstance(control, Button) and not control.spent]


def problems(reply: Reply) -> dict[str, str]:
    """The sentences beside the fields of a form."""
    assert reply.form is not None
    return {field.key: field.problem for field in reply.form.fields if field.problem}


def typed(reply: Reply) -> dict[str, str]:
    """What stands in the fields of a form."""
    assert reply.form is not None
    return {field.key: field.initial for field in reply.form.fields}
