"""Lines of text as HTML. Everything is escaped by markupsafe; a plain `str` is always literal."""

import unicodedata
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from adapters.web import moments
from adapters.web.people import WORKSPACE
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, Span, Strong
from bot.requests import Platform

#: The bidirectional classes that could turn the words around them (https://www.unicode.org/reports/tr9/).
_TURNING = frozenset({"R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"})


def line(spans: Line) -> Markup:
    """A line of text; moments are in UTC until `moments.localised` says them for a reader."""
    return joined(map(span, spans))


def span(said: Span) -> Markup:
    """One span."""
    match said:
        case str():
            return literal(said)
        case Strong(words):
            return Markup("<strong>{}</strong>").format(literal(words))
        case Code(words):
            return Markup("<code>{}</code>").format(literal(words))
        case Hyperlink(label, url):
            return link(label, url, kind="words")
        case Mention():
            return _mention(said)
        case Moment(at, style):
            return moments.kept(at, style)
        case _:
            assert_never(said)


def literal(words: str) -> Markup:
    """Words as they stand; those that could turn the direction of their neighbours are kept apart."""
    if any(unicodedata.bidirectional(character) in _TURNING for character in words):
        return Markup("<bdi>{}</bdi>").format(words)
    return escape(words)


def link(label: str, url: str, *, kind: str) -> Markup:
    """A link to an address, of a CSS class."""
    opened = Markup(
        '<a class="{}" href="{}" target="_blank" rel="noopener noreferrer">'
        '{}<span class="unseen">, opens in a new tab</span></a>'
    )
    return opened.format(kind, url, literal(label))


def joined(parts: Iterable[Markup]) -> Markup:
    """Fragments, one after the other."""
    return Markup("").join(parts)


def _mention(said: Mention) -> Markup:
    """A name; one that stands out where the person could be told, which is in this workspace alone."""
    here = (said.platform, said.workspace) == (Platform.WEB, WORKSPACE)
    shown = Markup('<strong class="mention">@{}</strong>') if here else Markup("<strong>{}</strong>")
    return shown.format(literal(said.name))
