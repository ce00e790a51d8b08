"""Cards made small enough for one Slack message: whole words, whole items, and a word about what is left out."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar, assert_never

from adapters.slack import limits
from bot.messages import plain
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Facts,
    Link,
    Progress,
    Quote,
    Text,
)
from bot.messages.text import Line, Span, Strong

#: What controls and the footnote may take of a message's words, so that the body always has a third of them.
CONTROL_WORDS: Final = 5000
FOOTNOTE_WORDS: Final = 1000
#: A paragraph of fewer words than this says less than leaving it out.
WORTH_SAYING: Final = 80
#: Room for “and 12 more”.
REST: Final = 20
#: The header, the picture, the spent buttons, the word about what is left out and the footnote.
AROUND_THE_BODY: Final = 5
MORE: Final = Text(("There is more than fits into one message here.",))

Item = TypeVar("Item")


def card(shown: Card, blocks: int = limits.MESSAGE_BLOCKS.most) -> Card:
    """The same card within Slack's limits and so many blocks; one that fits already comes back as it is."""
    sizes = [_control_size(control) for control in shown.controls]
    controls = _first(shown.controls, sizes, CONTROL_WORDS)
    footnote = line(shown.footnote, FOOTNOTE_WORDS)
    around = limits.HEADER.most + CONTROL_WORDS + FOOTNOTE_WORDS
    around += min(limits.size(shown.picture.alt), limits.IMAGE_ALT.most) if shown.picture else 0
    words = limits.MESSAGE_TEXT.most - around
    spare = CONTROL_WORDS - sum(sizes[: len(controls)]) + FOOTNOTE_WORDS - _size(footnote)
    room = blocks - AROUND_THE_BODY - math.ceil(len(controls) / limits.ACTIONS.most)
    body = _body(shown.body, room, words + spare)
    whole = len(controls) == len(shown.controls) and len(body) == len(shown.body)
    title = limits.label(shown.title, limits.HEADER.most)
    said = body if whole else (*body, MORE)
    return replace(shown, title=title, body=said, controls=controls, footnote=footnote)


def line(spans: Line, most: int) -> Line:
    """The spans, or those that fit with an ellipsis; only literal words are cut, the rest is whole or absent."""
    if _size(spans) <= most:
        return spans
    kept: list[Span] = []
    left = most
    for span in spans:
        if _size((span,)) > left:
            return (*kept, _cut(span, left))
        kept.append(span)
        left -= _size((span,))
    return tuple(kept)


def _cut(span: Span, most: int) -> Span:
    match span:
        case str():
            return limits.shorten(span, max(1, most))
        case Strong():
            return Strong(limits.shorten(span.words, max(1, most)))
        case _:
            return limits.ELLIPSIS


def _body(blocks: Sequence[Block], room: int, words: int) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks[:room]:
        most = min(words, limits.RICH_TEXT.most)
        if most < WORTH_SAYING:
            break
        length = _length(block)
        kept.append(block if length <= most else _shorter(block, most))
        words -= length if kept[-1] is block else _length(kept[-1])
    return tuple(kept)


def _shorter(block: Block, most: int) -> Block:
    match block:
        case Text():
            return Text(line(block.spans, most))
        case Quote():
            return Quote(line(block.spans, most))
        case Bullets():
            return Bullets(_bullets(block.items, most))
        case Facts():
            return Facts(_facts(block.rows, most))
        case Progress():
            return replace(block, label=limits.shorten(block.label, most - plain.BAR))
        case Divider():
            return block
    assert_never(block)


def _bullets(items: tuple[Line, ...], most: int) -> tuple[Line, ...]:
    short = [line(item, most - REST) for item in items]
    kept = _first(short, [_size(item) for item in short], most - REST)
    return kept if len(kept) == len(items) else (*kept, (f"and {len(items) - len(kept)} more",))


def _facts(rows: tuple[tuple[str, Line], ...], most: int) -> tuple[tuple[str, Line], ...]:
    named = [(limits.shorten(name, most // 4), line(value, most // 2)) for name, value in rows]
    kept = _first(named, [limits.size(name) + _size(value) for name, value in named], most - REST)
    return kept if len(kept) == len(rows) else (*kept, (limits.ELLIPSIS, (f"and {len(rows) - len(kept)} more",)))


def _first(things: Sequence[Item], sizes: Sequence[int], most: int) -> tuple[Item, ...]:
    """The things that fit into `most` when they are taken in order."""
    taken = 0
    for count, length in enumerate(sizes):
        taken += length
        if taken > most:
            return tuple(things[:count])
    return tuple(things)


def _size(spans: Line) -> int:
    return limits.size(plain.line(spans, "UTC"))


def _length(block: Block) -> int:
    return limits.size(plain.block(block, "UTC"))


def _control_size(control: Control) -> int:
    match control:
        case Button() | Link():
            return min(limits.size(control.label), limits.BUTTON_LABEL.most)
        case Choice():
            offered = sum(min(limits.size(option.label), limits.OPTION_LABEL.most) for option in control.options)
            return min(limits.size(control.label), limits.PLACEHOLDER.most) + offered
    assert_never(control)
