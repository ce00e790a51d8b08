"""What a reader sees: Discord's Markdown, read as Discord's own clients read it, as far as this house could use it.

Anything that acts (a mention, a link, a timestamp, a mark) is noted, so that a test can say that nothing did.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.support.discord.things import Json, walk

_MARKS: tuple[tuple[str, str], ...] = (
    ("escape", r"\\([^0-9A-Za-z\s])"),
    ("code", r"```[\s\S]+?```|`([^`]+)`"),
    ("mention", r"<@!?(\d+)>"),
    ("role", r"<@&(\d+)>"),
    ("channel", r"<#(\d+)>"),
    ("emoji", r"<a?:(\w+):\d+>"),
    ("command", r"</([^:>]+):\d+>"),
    ("moment", r"<t:(-?\d+)(?::([tTdDfFR]))?>"),
    ("everyone", r"@(everyone|here)"),
    ("link", r"\[((?:\\.|[^\]\\])+)\]\((https?://[^\s)]+)\)"),
    ("address", r"<?(?:https?://|discord\.gg/)[^\s<>]+"),
    ("strong", r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    ("underlined", r"__((?:\\[\s\S]|[^\\])+?)__"),
    ("struck", r"~~((?:\\[\s\S]|[^\\])+?)~~"),
    ("spoiler", r"\|\|((?:\\[\s\S]|[^\\])+?)\|\|"),
    ("slanted", r"\*((?:\\[\s\S]|[^\\*])+?)\*|\b_((?:\\[\s\S]|[^\\_])+?)_\b"),
)
_LINE_MARKS = (
    ("heading", r"#{1,3} +"),
    ("small", r"-# +"),
    ("quote", r">{1,3} +"),
    ("item", r"[-*] +"),
    ("number", r"\d+\. +"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MARKS))


@dataclass(slots=True)
class Read:
    """The words as they appear, and what in them does something: `("mention", "<@11>")`."""

    text: str = ""
    acts: list[tuple[str, str]] = field(default_factory=list)


def read(source: str, names: Callable[[str], str] = str, zone: str = "UTC") -> Read:
    """Markdown as a reader in `zone` sees it; `names` tells what a mentioned person is called."""
    seen = Read()
    lines = []
    for line in source.split("\n"):
        begun = _begin(line, seen)
        lines.append(_inline(begun, seen, names, zone))
    seen.text = "\n".join(lines)
    return seen


def title(components: list[Json]) -> str:
    """The first heading of a message."""
    texts = [str(one["content"]) for one in walk(components) if one["type"] == 10]
    headings = [line for text in texts for line in text.split("\n") if line.startswith("### ")]
    return read(headings[0]).text if headings else ""


def _begin(line: str, seen: Read) -> str:
    for name, pattern in _LINE_MARKS:
        found = re.match(r"\s*(?:" + pattern + ")", line)
        if found:
            seen.acts.append((name, found[0]))
            return ("• " if name == "item" else "") + line[found.end() :]
    return line


def _inline(line: str, seen: Read, names: Callable[[str], str], zone: str) -> str:
    shown, end = "", 0
    for found in _TOKEN.finditer(line):
        shown += line[end : found.start()]
        end = found.end()
        shown += _shown(str(found.lastgroup), found[0], seen, names, zone)
    return shown + line[end:]


def _shown(name: str, raw: str, seen: Read, names: Callable[[str], str], zone: str) -> str:
    inner = [group for group in re.fullmatch(dict(_MARKS)[name], raw).groups() if group]  # type: ignore[union-attr]
    if name == "escape":
        return inner[0]
    seen.acts.append((name, raw))
    match name:
        case "mention":
            return f"@{names(inner[0])}"
        case "moment":
            return _moment(int(inner[0]), inner[1] if len(inner) > 1 else "f", zone)
        case "code":
            return inner[0]
        case "link" | "strong" | "underlined" | "struck" | "spoiler" | "slanted":
            return _inline(inner[0], seen, names, zone)
        case _:
            return raw


def _moment(seconds: int, style: str, zone: str) -> str:
    at = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone))
    date = f"{at.day} {at:%B %Y}"
    said = {"t": f"{at:%H:%M}", "D": date, "f": f"{date} {at:%H:%M}", "F": f"{at:%A}, {date} {at:%H:%M}"}
    return said.get(style, at.isoformat())
