"""Checklists to read, a page at a time."""

from collections.abc import Iterator

from bot.domain.checklists import Checklist, ChecklistItem
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Text
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: Characters of the lines of one page: with the frame around them they fit into a message everywhere.
PAGE = 2200


def checklist(shown: Checklist, page: int) -> Card:
    """One page of a checklist, counted from 1; a page that is not there is the nearest one."""
    pages = _pages(shown)
    place = min(max(page, 1), len(pages))
    turning = ((place - 1, "The page before"), (place + 1, "The next page"))
    return Card(
        title=shown.title + (f" ({place} of {len(pages)})" if len(pages) > 1 else ""),
        body=(*_opening(shown, place), *_grouped(pages[place - 1]), *_closing(shown, place == len(pages))),
        controls=tuple(_turn(shown, to, label) for to, label in turning if 1 <= to <= len(pages)),
        footnote=line("To hold yourself against, in private. Nothing here is asked or kept."),
        about=(shown.slug, *(item.slug for item in pages[place - 1])),
    )


def _opening(shown: Checklist, place: int) -> Iterator[Block]:
    if place == 1:
        yield Text(markdown.read(shown.intro))
        if shown.scale:
            yield Text(line("Scale: ", " · ".join(f"{mark.value} {mark.label}" for mark in shown.scale)))


def _closing(shown: Checklist, last: bool) -> Iterator[Block]:
    if last and shown.closing:
        yield Text(markdown.read(" ".join(shown.closing)))


def _grouped(items: tuple[ChecklistItem, ...]) -> Iterator[Block]:
    """The lines under the heads of their groups, in order."""
    for group in dict.fromkeys(item.group for item in items):
        if group:
            yield Text(line(Strong(group)))
        yield Bullets(tuple(_told(item) for item in items if item.group == group))


def _told(item: ChecklistItem) -> Line:
    proof = line(" Shown by: ", *markdown.read(item.prove)) if item.prove else ()
    return (*markdown.read(item.text), "." if proof else "", *proof)


def _pages(shown: Checklist) -> tuple[tuple[ChecklistItem, ...], ...]:
    """The lines in as few pages as hold them."""
    pages: list[list[ChecklistItem]] = [[]]
    room = PAGE
    for item in shown.items:
        size = len(item.text) + len(item.prove) + len(item.group) + 20
        if pages[-1] and size > room:
            pages.append([])
            room = PAGE
        pages[-1].append(item)
        room -= size
    return tuple(tuple(page) for page in pages)


def _turn(shown: Checklist, to: int, label: str) -> Button:
    return Button(label=label, action=Action("my.checklist", (shown.slug, str(to))))
