"""Whom a cohort's prompts call on a Discord server: one role of its organiser's choice, or nobody."""

from bot.cards import settings
from bot.messages.elements import Button, Card, Text, Tone
from bot.messages.text import Strong, line
from bot.messages.wire import Action


def calling(cohort: int, name: str, role: str, *, changed: bool = False) -> Card:
    """The role that prompts call on this server, empty for nobody, and how to change it."""
    return _somebody(cohort, name, role, changed) if role else _nobody(cohort, name, changed)


def _somebody(cohort: int, name: str, role: str, changed: bool) -> Card:
    now = " from now on" if changed else ""
    called = line("The weekly prompt and the check-in prompt begin with ", Strong(f"@{role}"), now, ".")
    allow = "The role has to allow it: Server Settings, Roles, “Allow anyone to @mention this role”. "
    return Card(
        title=f"Prompts of {name} call @{role} here",
        body=(
            Text(
                (*called, " That holds in every channel it speaks in on this server, and nothing else calls anybody.")
            ),
            Text(line(allow, "Without that its name stands there and calls nobody; segue has no other right to it.")),
        ),
        controls=(
            Button(label="Call nobody", action=Action("cohort.calls", (str(cohort),))),
            settings.back(cohort),
        ),
        tone=Tone.GOOD if changed else Tone.PLAIN,
    )


def _nobody(cohort: int, name: str, changed: bool) -> Card:
    said = "Prompts come to the channel, and nobody's phone rings for them."
    return Card(
        title=f"Prompts of {name} call nobody here" + (" any more" if changed else ""),
        body=(Text(line(said)), Text(line("To let them call one role, name it: /cohort role, then choose it."))),
        controls=(settings.back(cohort),),
        tone=Tone.GOOD if changed else Tone.PLAIN,
    )
