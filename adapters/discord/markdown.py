"""Spans and blocks in Discord's Markdown.

A plain `str` is shown as it stands: every character that could begin a mark, a mention, a link or a timestamp is
escaped, and even `<@1>` is broken up, so that no reader of the raw text finds a mention in it. Discord shows any
character that is neither a letter, a digit nor a space literally after a backslash.
"""

import re
from typing import assert_never
from urllib.parse import quote

from adapters.discord import limits
from bot.messages.elements import Block, Bullets, Divider, Facts, Progress, Quote, Text
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, MomentStyle, Span, Strong
from bot.requests import Platform

CELLS = 10
#: A hyphen begins no list inside a word, and a number only one before a space: "check-in" and "3.5" stay as they are.
#: The characters come first, so that text without them is passed over at once.
_MEANT = re.compile(r"[\\`*_~|<>@#/\[\]\-.](?<!\w-)(?:(?<!\.)|(?<=\d\.)(?!\S))")
#: Marks nobody sees that turn the direction of everything after them, also of words that are not theirs.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
#: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles (no style says a day and a time
#: without the date)
_STYLES = {MomentStyle.DATE: "D", MomentStyle.TIME: "t", MomentStyle.DAY_TIME: "F", MomentStyle.FULL: "F"}


def escape(words: str) -> str:
    """The same words for a reader, with nothing in them that Discord would act on."""
    said = words if words.isascii() else _TURNS.sub("", words)
    return _MEANT.sub(r"\\\g<0>", said)


def line(spans: Line, guild: str, room: int = limits.MESSAGE_TEXT) -> str:
    """Spans as Markdown of at most `room` characters; what does not fit ends in an ellipsis after a whole word."""
    said = ""
    for span in spans:
        piece = _span(span, guild)
        if len(said) + len(piece) > room:
            return said + _head(span, room - len(said))
        said += piece
    return said


def block(shown: Block, guild: str, room: int) -> str:
    """A block as Markdown of at most `room` characters; empty where there is nothing to say."""
    match shown:
        case Text():
            return line(shown.spans, guild, room)
        case Bullets():
            return _listed([f"- {line(item, guild, max(room - 4, 0))}" for item in shown.items], room)
        case Facts():
            return _listed([_fact(name, value, guild, room) for name, value in shown.rows], room)
        case Quote():
            return _quoted(shown.spans, guild, room)
        case Progress():
            return line((f"{_bar(shown)} {shown.label}",), guild, room)
        case Divider():
            return ""
    assert_never(shown)


def pinged(spans: Line, guild: str) -> set[int]:
    """The ids of everybody these spans mention in this server."""
    return {int(span.user) for span in spans if isinstance(span, Mention) and _pings(span, guild)}


def _span(span: Span, guild: str) -> str:
    match span:
        case str():
            return escape(span)
        case Strong():
            return _bold(span.words)
        case Code():
            # Nothing can be escaped inside code; words that would end it are shown as words.
            return f"`{span.words}`" if span.words and not re.search(r"[`\n]", span.words) else escape(span.words)
        case Hyperlink():
            return f"[{escape(span.label)}]({quote(span.url, safe=_IN_AN_ADDRESS)})"
        case Mention():
            return f"<@{span.user}>" if _pings(span, guild) else _bold(span.name)
        case Moment():
            return f"<t:{int(span.at.timestamp())}:{_STYLES[span.style]}>"
    assert_never(span)


#: What an address may contain unchanged; brackets and spaces would end the mark around it.
_IN_AN_ADDRESS = "%/:?#@!$&'*+,;=~[]"


def _pings(mention: Mention, guild: str) -> bool:
    here = mention.platform == Platform.DISCORD and mention.workspace == guild
    return here and mention.user.isascii() and mention.user.isdigit()


def _bold(words: str) -> str:
    return f"**{escape(words)}**" if words.strip() else escape(words)


def _head(span: Span, room: int) -> str:
    if not isinstance(span, str) or room < 2:
        return "…" if room > 0 else ""
    most = room
    while most > 1 and len(escape(limits.shorten(span, most))) > room:
        most -= max(1, (len(escape(limits.shorten(span, most))) - room) // 2)
    return escape(limits.shorten(span, most)) if most > 1 else "…"


def _listed(lines: list[str], room: int) -> str:
    kept: list[str] = []
    for one in lines:
        if sum(len(other) + 1 for other in kept) + len(one) + 2 > room:
            return "\n".join([*kept, "…"]) if room > 1 else ""
        kept.append(one)
    return "\n".join(kept)


def _fact(name: str, value: Line, guild: str, room: int) -> str:
    label = _bold(limits.shorten(name, limits.TITLE))
    return f"{label}: {line(value, guild, max(room - len(label) - 4, 0))}"


def _quoted(spans: Line, guild: str, room: int) -> str:
    marks = 2 * (1 + sum(span.count("\n") for span in spans if isinstance(span, str)))
    said = line(spans, guild, max(room - marks, 0))
    return "\n".join(f"> {one}" for one in said.split("\n")) if said else ""


def _bar(shown: Progress) -> str:
    share = min(max(shown.done / shown.total, 0), 1) if shown.total else 0
    full = round(CELLS * share)
    return "▰" * full + "▱" * (CELLS - full)
