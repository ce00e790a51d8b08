"""Slack's rules for blocks and views, as its documentation states them; written apart from the adapter's own table.

Each function yields a sentence per broken rule. https://docs.slack.dev/reference/block-kit
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from tests.support.slack import elements
from tests.support.slack.measures import count, plain, size, text, unique
from tests.support.slack.things import Json

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
#: Slack accepted 9,597 characters and refused 11,341: https://github.com/slackapi/bolt-js/issues/2867
MESSAGE_WORDS = 9_600
#: All the Markdown blocks of one message together.
MARKDOWN = 12_000

#: https://github.com/slackapi/python-slack-sdk/issues/1521 quotes it
FILE = re.compile(r"F[A-Z0-9]{8,}")
INLINE = {"text": "text", "link": "url", "user": "user_id", "date": "format"}
#: What modals have, and homes have not.
BARS = frozenset({"title", "submit", "close", "clear_on_close", "notify_on_close"})


def message(blocks: Sequence[Json]) -> Iterator[str]:
    """What is wrong with the blocks of a message."""
    yield from count("blocks", blocks, MESSAGE_BLOCKS)
    yield from _blocks(blocks)
    yield from (f"blocks/{place}: inputs belong in views" for place, one in enumerate(blocks) if _is(one, "input"))
    if len([one for one in blocks if _is(one, "table")]) > 1:
        yield "blocks: only one table"
    if sum(len(one.get("text", "")) for one in blocks if _is(one, "markdown")) > MARKDOWN:
        yield f"blocks: more than {MARKDOWN} characters of Markdown"


def home(shown: Json) -> Iterator[str]:
    """What is wrong with an App Home."""
    if shown.get("type") != "home":
        yield "type: only homes can be published"
    if strange := shown.keys() & BARS:
        yield f"view: a home has no {', '.join(sorted(strange))}"
    yield from _view(shown)


def view(shown: Json) -> Iterator[str]:
    """What is wrong with a modal."""
    if shown.get("type") != "modal":
        yield "type: only modals can be opened"
    yield from plain("title", shown.get("title"), 24)
    for part in ("submit", "close"):
        yield from plain(part, shown[part], 24) if part in shown else ()
    if "submit" not in shown and any(_is(block, "input") for block in shown.get("blocks") or []):
        yield "submit: required with inputs"
    yield from _view(shown)


def files(blocks: Sequence[Json]) -> Iterator[str]:
    """The ids of the files that some blocks show."""
    yield from (block["slack_file"]["id"] for block in blocks if "slack_file" in block)


def words(part: object) -> int:
    """All the text in some blocks, in characters."""
    if isinstance(part, dict):
        text = part.get("text")
        return (len(text) if isinstance(text, str) else 0) + sum(map(words, part.values()))
    return sum(map(words, part)) if isinstance(part, list) else 0


def _view(shown: Json) -> Iterator[str]:
    """What is wrong with what modals and homes have in common."""
    blocks = shown.get("blocks") or []
    yield from size("private_metadata", shown.get("private_metadata", ""), 3000)
    yield from size("callback_id", shown.get("callback_id", ""), 255)
    yield from size("external_id", shown.get("external_id", ""), 255)
    yield from count("blocks", blocks, VIEW_BLOCKS)
    yield from _blocks(blocks)
    focused = [one for one in blocks if _is(one, "input") and one.get("element", {}).get("focus_on_load")]
    if len(focused) > 1:
        yield "focus_on_load: only one element"
    if len(json.dumps(shown, ensure_ascii=False).encode()) > VIEW_BYTES:
        yield "view: too large"


def _blocks(blocks: Sequence[Json]) -> Iterator[str]:
    yield from unique("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for place, block in enumerate(blocks):
        yield from (f"blocks/{place}: {wrong}" for wrong in _block(block))


def _is(block: Json, kind: str) -> bool:
    return bool(block.get("type") == kind)


def _block(block: Json) -> Iterator[str]:
    yield from size("block_id", block.get("block_id", ""), 255)
    rules = BLOCKS.get(str(block.get("type")))
    yield from rules(block) if rules else (f"type: {block.get('type')} is no block this Slack knows",)


def _section(block: Json) -> Iterator[str]:
    fields = block.get("fields")
    if fields is None or "text" in block:
        yield from text("text", block.get("text"), 3000)
    if fields is not None:
        yield from count("fields", fields, 10)
        for field in fields:
            yield from text("fields", field, 2000)
    if "accessory" in block:
        accessory = block["accessory"]
        yield from _image(accessory) if _is(accessory, "image") else elements.pressable(accessory)


def _context(block: Json) -> Iterator[str]:
    parts = block.get("elements") or []
    yield from count("elements", parts, 10)
    for part in parts:
        yield from _image(part) if _is(part, "image") else text("elements", part, 3000)


def _image(block: Json) -> Iterator[str]:
    if not str(block.get("alt_text", "")).strip():
        yield "alt_text: empty"
    yield from size("alt_text", block.get("alt_text", ""), 2000)
    yield from size("image_url", block.get("image_url", ""), 3000)
    if "title" in block:
        yield from plain("title", block["title"], 2000)
    if ("slack_file" in block) == ("image_url" in block):
        yield "slack_file or image_url: one of the two"
    file = block.get("slack_file") or {}
    if "slack_file" in block and (
        ("id" in file) == ("url" in file) or not FILE.fullmatch(file.get("id", "F00000000"))
    ):
        yield "slack_file: an id or a url"


def _table(block: Json) -> Iterator[str]:
    rows = block.get("rows") or []
    yield from count("rows", rows, 100)
    for row in rows:
        yield from count("cells", row, 20)


def _rich_text(block: Json) -> Iterator[str]:
    parts = block.get("elements") or []
    yield from count("elements", parts, 1000)
    for part in parts:
        match part.get("type"):
            case "rich_text_section" | "rich_text_quote":
                yield from _inline(part.get("elements") or [])
            case "rich_text_list":
                yield from count("elements", part.get("elements") or [], 1000)
                yield from (wrong for each in part["elements"] for wrong in _inline(each.get("elements") or []))
            case other:
                yield f"elements: {other} is no part of rich text"
    if words(list(parts)) > 3000:
        yield "elements: more than 3000 characters"


def _inline(parts: Sequence[Json]) -> Iterator[str]:
    yield from count("elements", parts, 1000)
    for part in parts:
        needed = INLINE.get(part.get("type", ""))
        if needed is None:
            yield f"elements: {part.get('type')} is no rich text element"
        elif not part.get(needed):
            yield f"elements: {part['type']} without {needed}"


def _input(block: Json) -> Iterator[str]:
    yield from plain("label", block.get("label"), 2000)
    if "hint" in block:
        yield from plain("hint", block["hint"], 2000)
    yield from elements.typed(block.get("element") or {})


BLOCKS: Final[Mapping[str, Callable[[Json], Iterator[str]]]] = {
    "actions": lambda block: elements.actions(block.get("elements") or []),
    "context": _context,
    "divider": lambda _: iter(()),
    "header": lambda block: plain("text", block.get("text"), 150),
    "image": _image,
    "input": _input,
    "markdown": lambda block: size("text", block.get("text", ""), MARKDOWN),
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
}
