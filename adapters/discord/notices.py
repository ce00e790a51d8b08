"""What this door itself has to say: the few things Discord cannot do, and what to do instead."""

from bot.messages.elements import Bullets, Button, Card, Emphasis, Form, Text, Tone
from bot.messages.text import Code, Strong
from bot.messages.wire import Action
from bot.requests import Click, Command, Request, Submission

OPEN_AGAIN = "Open the form again"
OPEN = "Open the form"

ELSEWHERE = Card(
    title="This works in your server",
    body=(Text(("Here I cannot tell which cohort you mean. Use the command in the server of your cohort.",)),),
)
DEFECT = Card(
    title="That did not work",
    body=(Text(("The fault is on our side, and it has been noted. Please try again in a minute.",)),),
    tone=Tone.CARE,
)


def refused(asked: Form) -> Card:
    """A form that would be shown again: Discord opens none from a form, so the card says what to look at."""
    problems = tuple((Strong(field.label), f": {field.problem}") for field in asked.fields if field.problem)
    if not problems:
        return Card(title=asked.title, body=_next(asked.reopen), controls=_button(OPEN, asked.reopen))
    kept = ("What you typed is kept.",) if asked.reopen else ()
    again = _button(OPEN_AGAIN, asked.reopen)
    return Card(title="Not saved yet", body=(Bullets(problems),), controls=again, footnote=kept, tone=Tone.CARE)


def late(asked: Form, request: Request) -> Card:
    """A form that came too late to be opened: Discord opens one within three seconds or not at all."""
    match request:
        case Click():
            action: Action | None = asked.reopen or request.action
        case Command() | Submission():
            action = asked.reopen
    return Card(title=asked.title, body=_next(action, request), controls=_button(OPEN, action))


def _next(action: Action | None, request: Request | None = None) -> tuple[Text]:
    if action:
        return (Text(("It is ready for you.",)),)
    if isinstance(request, Command):
        typed = f"/{request.name} {request.text}".rstrip()
        return (Text(("That took a moment too long. Type ", Code(typed), " once more.")),)
    return (Text(("Please start again from where you came.",)),)


def _button(label: str, action: Action | None) -> tuple[Button, ...]:
    return (Button(label=label, action=action, emphasis=Emphasis.PRIMARY),) if action else ()
