"""The private note: one card from everything that waits for somebody."""

from collections.abc import Iterator, Sequence

from bot.messages.elements import Block, Card, Divider, Text
from bot.messages.text import Strong, line


def note(parts: Sequence[Card]) -> Card:
    """The parts as one card, the first one leading; a single part stands as it is."""
    first, *others = parts
    if not others:
        return first
    return Card(
        title=first.title,
        body=(*first.body, *(block for part in others for block in _section(part))),
        controls=tuple(control for part in parts for control in part.controls),
        footnote=line("Only you see this. /my says when and how much."),
        about=tuple(dict.fromkeys(slug for part in parts for slug in part.about)),
    )


def _section(part: Card) -> Iterator[Block]:
    yield Divider()
    yield Text(line(Strong(part.title)))
    yield from part.body
