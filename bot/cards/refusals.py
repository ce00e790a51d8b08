"""A refusal in words: the fact, the next step, and a button where one press can do it."""

from bot.cards import controls
from bot.domain.words import shortened
from bot.errors import NotAMember, NotUnderstood, Refusal, WhichCohort
from bot.messages.elements import Button, Card, Text, Tone
from bot.messages.text import line


def refused(refusal: Refusal) -> Card:
    """What cannot be, and what to do about it."""
    step = (Text(line(refusal.step)),) if refusal.step else ()
    return Card(title=refusal.fact, body=step, controls=_way_out(refusal), tone=Tone.CARE)


def _way_out(refusal: Refusal) -> tuple[Button, ...]:
    match refusal:
        case NotUnderstood(nearest=nearest) if nearest:
            command, _, text = nearest.removeprefix("/").partition(" ")
            return (controls.run(f"Run {nearest}", command, text),)
        case WhichCohort(names=names, typed=typed):
            return tuple(_named(name, said) for name, said in zip(names[:10], typed, strict=False))
        case NotAMember():
            return (controls.run("See the cohorts here", "cohort"),)
    return ()


def _named(name: str, typed: str) -> Button:
    """The same command, with the name of a cohort."""
    command, _, text = typed.partition(" ")
    return controls.run(shortened(name, 75), command, text)
