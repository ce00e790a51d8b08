"""Help, made from the commands' own declarations."""

from collections.abc import Sequence

from bot.messages.elements import Bullets, Card, Divider, Facts, Text
from bot.messages.text import Code, Line, line
from bot.requests import CommandSpec


def overview(commands: Sequence[CommandSpec]) -> Card:
    """Every command on one card."""
    return Card(
        title="What segue can do for you",
        body=(
            Text(line("A next step every week, people beside you, and a record of what you did.")),
            Bullets(tuple(_told(spec) for spec in commands)),
        ),
        footnote=line("Add ", Code("help"), " to any command to read more about it."),
    )


def command(name: str, commands: Sequence[CommandSpec]) -> Card:
    """One command with everything that may follow it."""
    parts: list[Text | Facts | Divider] = []
    for spec in commands:
        rows = tuple((option.name, line(option.summary)) for option in spec.options)
        example = Text(line("For example: ", Code(spec.example)))
        parts += [Text(_told(spec)), *((Facts(rows),) if rows else ()), example, Divider()]
    return Card(title=f"/{name}", body=tuple(parts[:-1]))


def typed(spec: CommandSpec) -> str:
    """The command as somebody types it."""
    return "/" + " ".join(spec.path)


def _told(spec: CommandSpec) -> Line:
    return line(Code(typed(spec)), f": {spec.summary}")
