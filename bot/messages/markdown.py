"""The small Markdown of content files, read into spans: **strong**, `code`, [label](https://…). Nothing else.

Only the library's own words come through here; what people type never does.
"""

import re

from bot.messages.text import Code, Hyperlink, Line, Span, Strong

_MARK = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<label>[^\]]+)\]\((?P<url>https://[^\s)]+)\)")


def read(text: str) -> Line:
    """The spans of one paragraph; what is not one of the three marks stays literal."""
    spans: list[Span] = []
    end = 0
    for mark in _MARK.finditer(text):
        spans += [text[end : mark.start()], _span(mark)]
        end = mark.end()
    return tuple(span for span in [*spans, text[end:]] if span != "")


def _span(mark: re.Match[str]) -> Span:
    if mark["strong"]:
        return Strong(mark["strong"])
    return Code(mark["code"]) if mark["code"] else Hyperlink(mark["label"], mark["url"])
