"""Slack's rules for blocks and views, as its documentation states them; written apart from the adapter's own table.

Each function yields a sentence per broken rule. https://docs.slack.dev/reference/block-kit
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.support.slack.workspace import Json

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
#: Slack accepted 9,597 characters and refused 11,341: https://github.com/slackapi/bolt-js/issues/2867
MESSAGE_WORDS = 9_600

#: https://github.com/slackapi/python-slack-sdk/issues/1521 quotes it
FILE = re.compile(r"F[A-Z0-9]{8,}")
INLINE = {"text": "text", "link": "url", "user": "user_id", "date": "format"}
#: How many options each kind of input may have.
MENUS = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10}
INPUTS = frozenset({"plain_text_input", "datepicker", "timepicker", *MENUS})


def message(blocks: Sequence[Json]) -> Iterator[str]:
    """What is wrong with the blocks of a message."""
    yield from _count("blocks", blocks, MESSAGE_BLOCKS)
    yield from _unique("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for place, block in enumerate(blocks):
        if block.get("type") == "input":
            yield f"blocks/{place}: inputs belong in modals"
        yield from (f"blocks/{place}: {wrong}" for wrong in _block(block))


def view(shown: Json) -> Iterator[str]:
    """What is wrong with a modal."""
    blocks = shown.get("blocks") or []
    if shown.get("type") != "modal":
        yield "type: only modals can be opened"
    yield from _plain("title", shown.get("title"), 24)
    for part in ("submit", "close"):
        yield from _plain(part, shown[part], 24) if part in shown else ()
    if any(block.get("type") == "input" for block in blocks) and "submit" not in shown:
        yield "submit: required with inputs"
    yield from _size("private_metadata", shown.get("private_metadata", ""), 3000)
    yield from _size("callback_id", shown.get("callback_id", ""), 255)
    yield from _count("blocks", blocks, VIEW_BLOCKS)
    yield from _unique("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for place, block in enumerate(blocks):
        yield from (f"blocks/{place}: {wrong}" for wrong in _block(block))
    if len(json.dumps(shown)) > VIEW_BYTES:
        yield "view: too large"


def files(blocks: Sequence[Json]) -> Iterator[str]:
    """The ids of the files that some blocks show."""
    yield from (block["slack_file"]["id"] for block in blocks if "slack_file" in block)


def words(part: object) -> int:
    """All the text in some blocks, in characters."""
    if isinstance(part, dict):
        text = part.get("text")
        return (len(text) if isinstance(text, str) else 0) + sum(map(words, part.values()))
    return sum(map(words, part)) if isinstance(part, list) else 0


def _block(block: Json) -> Iterator[str]:
    yield from _size("block_id", block.get("block_id", ""), 255)
    match block.get("type"):
        case "header":
            yield from _plain("text", block.get("text"), 150)
        case "divider":
            return
        case "rich_text":
            yield from _rich_text(block.get("elements") or [])
        case "actions":
            yield from _actions(block.get("elements") or [])
        case "context":
            yield from _count("elements", block.get("elements") or [], 10)
            for element in block.get("elements") or []:
                yield from _plain("elements", element, 3000)
        case "input":
            yield from _input(block)
        case "image":
            yield from _image(block)
        case other:
            yield f"type: {other} is no block this Slack knows"


def _image(block: Json) -> Iterator[str]:
    if not str(block.get("alt_text", "")).strip():
        yield "alt_text: empty"
    yield from _size("alt_text", block.get("alt_text", ""), 2000)
    if ("slack_file" in block) == ("image_url" in block):
        yield "slack_file or image_url: one of the two"
    file = block.get("slack_file") or {}
    if "slack_file" in block and (
        ("id" in file) == ("url" in file) or not FILE.fullmatch(file.get("id", "F00000000"))
    ):
        yield "slack_file: an id or a url"


def _rich_text(parts: Sequence[Json]) -> Iterator[str]:
    yield from _count("elements", parts, 1000)
    for part in parts:
        match part.get("type"):
            case "rich_text_section" | "rich_text_quote":
                yield from _inline(part.get("elements") or [])
            case "rich_text_list":
                yield from _count("elements", part.get("elements") or [], 1000)
                yield from (wrong for each in part["elements"] for wrong in _inline(each.get("elements") or []))
            case other:
                yield f"elements: {other} is no part of rich text"
    if words(list(parts)) > 3000:
        yield "elements: more than 3000 characters"


def _inline(elements: Sequence[Json]) -> Iterator[str]:
    yield from _count("elements", elements, 1000)
    for element in elements:
        needed = INLINE.get(element.get("type", ""))
        if needed is None:
            yield f"elements: {element.get('type')} is no rich text element"
        elif not element.get(needed):
            yield f"elements: {element['type']} without {needed}"


def _actions(elements: Sequence[Json]) -> Iterator[str]:
    yield from _count("elements", elements, 25)
    yield from _unique("action_id", [element.get("action_id") for element in elements])
    for element in elements:
        match element.get("type"):
            case "button":
                yield from _button(element)
            case "static_select":
                yield from _select(element)
            case other:
                yield f"elements: {other} is no element this Slack knows"


def _button(button: Json) -> Iterator[str]:
    yield from _plain("text", button.get("text"), 75)
    yield from _size("action_id", button.get("action_id", ""), 255)
    yield from _size("url", button.get("url", ""), 3000)
    if button.get("style") not in {None, "primary", "danger"}:
        yield "style: neither primary nor danger"


def _select(select: Json) -> Iterator[str]:
    options = select.get("options") or []
    yield from _count("options", options, MENUS[select["type"]])
    yield from _unique("value", [option["value"] for option in options])
    yield from _size("action_id", select.get("action_id", ""), 255)
    if "placeholder" in select:
        yield from _plain("placeholder", select["placeholder"], 150)
    for option in options:
        yield from _plain("options", option.get("text"), 75)
        yield from _size("value", option.get("value", ""), 150)
    if select.get("initial_option") not in [None, *options]:
        yield "initial_option: not among the options"
    before = select.get("initial_options")
    if before is not None and not (before and all(each in options for each in before)):
        yield "initial_options: one or more of the options"


def _input(block: Json) -> Iterator[str]:
    yield from _plain("label", block.get("label"), 2000)
    if "hint" in block:
        yield from _plain("hint", block["hint"], 2000)
    element = block.get("element") or {}
    if element.get("type") not in INPUTS:
        yield f"element: {element.get('type')} takes no answer"
    if element.get("type") in MENUS:
        yield from _select(element)
    if element.get("type") == "plain_text_input":
        most = element.get("max_length", 3000)
        if not 1 <= most <= 3000:
            yield "max_length: between 1 and 3000"
        yield from _size("initial_value", element.get("initial_value", ""), most)


def _plain(name: str, text: object, most: int) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        yield f"{name}: not a plain_text object"
    elif not str(text.get("text", "")).strip():
        yield f"{name}: empty"
    else:
        yield from _size(name, text["text"], most)


def _size(name: str, value: str, most: int) -> Iterator[str]:
    if len(value) > most:
        yield f"{name}: must be less than {most + 1} characters"


def _count(name: str, things: Sequence[Any], most: int) -> Iterator[str]:
    if not 1 <= len(things) <= most:
        yield f"{name}: between 1 and {most}, not {len(things)}"


def _unique(name: str, values: Sequence[Any]) -> Iterator[str]:
    if len(set(values)) < len(values):
        yield f"{name}: given twice"
