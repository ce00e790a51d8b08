"""What the page shows at most, so that it stays readable, each with its reason. Nothing is cut inside a word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import accumulate
from typing import TypeVar, assert_never

from bot.domain.words import shortened
from bot.messages.elements import Block, Bullets, Card, Divider, Facts, Progress, Quote, Text
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, Span, Strong, line

#: Characters of a typed command: one line of a chat, as on the platforms.
COMMAND = 2_000
#: Characters of a card's title: a heading of two lines on a phone.
TITLE = 200
#: Characters of a card's body: about two screens, more is a document and has a page of its own.
BODY = 6_000
#: Lines proposed for what somebody types: more are scrolled past, not read.
PROPOSALS = 40
#: Messages shown of each list before "show all": some weeks of a cohort.
MESSAGES = 60
#: How far one turn of the clock goes: every occurrence on the way is planned and said, which takes its time.
TURN = timedelta(days=366)

#: What may be due in silence before the next thing that happens: a daily note with nothing in it, for some weeks.
SILENT_STOPS = 60

Item = TypeVar("Item")

SHORTENED = line(" Shortened here: a card on this page shows about 6,000 characters.")


def fitted(card: Card) -> Card:
    """The card as the page shows it: whole if it fits, else its first blocks and a footnote that says so."""
    title = shortened(card.title, TITLE)
    lengths = accumulate(_length(block) for block in card.body)
    body = tuple(block for block, length in zip(card.body, lengths, strict=True) if length <= BODY)
    if len(body) == len(card.body):
        return replace(card, title=title)
    head = _head(card.body[len(body)], BODY - sum(map(_length, body)))
    return replace(card, title=title, body=(*body, *head), footnote=(*card.footnote, *SHORTENED))


def _head(block: Block, room: int) -> tuple[Block, ...]:
    """The beginning of the block that did not fit: words of a single piece of prose, whole lines of a list."""
    match block:
        case Text((str() as words, *_)):
            return (Text((shortened(words, room),)),)
        case Quote((str() as words, *_)):
            return (Quote((shortened(words, room),)),)
        case Bullets(items):
            return (Bullets(_first(items, [_width(item) for item in items], room)),)
        case Facts(rows):
            return (Facts(_first(rows, [len(name) + _width(spans) for name, spans in rows], room)),)
        case _:
            return ()


def _first(lines: Sequence[Item], widths: Sequence[int], room: int) -> tuple[Item, ...]:
    """The lines that fit when they are taken in order."""
    return tuple(one for one, width in zip(lines, accumulate(widths), strict=True) if width <= room)


def _length(block: Block) -> int:
    match block:
        case Text(spans) | Quote(spans):
            return _width(spans)
        case Bullets(items):
            return sum(map(_width, items))
        case Facts(rows):
            return sum(len(name) + _width(spans) for name, spans in rows)
        case Progress(label=label):
            return len(label)
        case Divider():
            return 0
        case _:
            assert_never(block)


def _width(spans: Line) -> int:
    return sum(len(_words(span)) for span in spans)


def _words(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(words) | Code(words):
            return words
        case Hyperlink(label=label):
            return label
        case Mention(name=name):
            return name
        case Moment():
            return "Wednesday 30 September 2026, 09:00"
        case _:
            assert_never(span)
