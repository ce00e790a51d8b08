"""Spans as elements of Slack's rich text, where a typed character is that character and nothing else.

In rich text no `*`, `_`, `<!channel>` or bare address in somebody's words means anything: what pings, links or tells
a time is an element of another type. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, assert_never

from bot.messages import plain
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, MomentStyle, Span, Strong
from bot.requests import Platform

Json: TypeAlias = dict[str, Any]

#: Slack's own date tokens: https://docs.slack.dev/reference/block-kit/block-elements/date-element
DATES: Final[Mapping[MomentStyle, str]] = {
    MomentStyle.DATE: "{date_short_pretty}",
    MomentStyle.TIME: "{time}",
    MomentStyle.DAY_TIME: "{date_long_pretty}, {time}",
    MomentStyle.FULL: "{date_short_pretty}, {time}",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it: mentions ping in their workspace alone; `zone` (an IANA name) is for words without dates."""

    workspace: str
    zone: str = "UTC"


def elements(spans: Line, reader: Reader) -> list[Json]:
    """A line, as the elements of a rich text section; at least one, because Slack takes no empty section."""
    return [_element(span, reader) for span in spans if span != ""] or [_text(" ")]


def section(spans: Line, reader: Reader) -> Json:
    """A line, as a section of rich text."""
    return {"type": "rich_text_section", "elements": elements(spans, reader)}


def rich_text(*parts: Json) -> Json:
    """Sections, lists and quotes as one block."""
    return {"type": "rich_text", "elements": list(parts)}


def plain_text(words: str) -> Json:
    """Words where Slack formats nothing; `:smile:` stays as it was typed."""
    return {"type": "plain_text", "text": words, "emoji": False}


def escape(words: str) -> str:
    """Words for a place that Slack reads as markup.

    The three characters are the ones named in https://docs.slack.dev/messaging/formatting-message-text#escaping.
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _element(span: Span, reader: Reader) -> Json:
    match span:
        case str():
            return _text(span)
        case Strong():
            return _text(span.words, "bold")
        case Code():
            return _text(span.words, "code")
        case Hyperlink():
            return {"type": "link", "url": span.url, "text": span.label or span.url}
        case Mention():
            return _mention(span, reader)
        case Moment():
            return _date(span, reader)
    assert_never(span)


def _text(words: str, style: str = "") -> Json:
    return {"type": "text", "text": words or " "} | ({"style": {style: True}} if style else {})


def _mention(span: Mention, reader: Reader) -> Json:
    if (span.platform, span.workspace) == (Platform.SLACK, reader.workspace):
        return {"type": "user", "user_id": span.user}
    return _text(span.name, "bold")


def _date(span: Moment, reader: Reader) -> Json:
    return {
        "type": "date",
        "timestamp": int(span.at.timestamp()),
        "format": DATES[span.style],
        "fallback": plain.moment(span, reader.zone),
    }
