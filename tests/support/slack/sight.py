"""What people see of blocks: titles, words and buttons, with every moment in their own time."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.support.slack.workspace import Json, Message, View


def title(blocks: Sequence[Json]) -> str:
    """The first header."""
    return next((block["text"]["text"] for block in blocks if block["type"] == "header"), "")


def view_title(view: View) -> str:
    """A modal's whole title: the header inside it when the bar on top was too short. A home has that header alone."""
    if view.is_home:
        return title(view.shown["blocks"])
    bar = str(view.shown["title"]["text"])
    return (title(view.shown["blocks"]) or bar) if bar.endswith("…") else bar


def words(blocks: Sequence[Json], zone: str) -> str:
    """Everything that can be read, a line per block or item."""
    return "\n".join(line for block in blocks for line in _lines(block, zone) if line)


def placed(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every button and menu that can be used, with the block it is in."""
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "section" and "accessory" in block:
            yield block, block["accessory"]


def controls(blocks: Sequence[Json]) -> Iterator[Json]:
    """Every button and menu that can be used."""
    yield from (control for _, control in placed(blocks))


def buttons(blocks: Sequence[Json]) -> tuple[str, ...]:
    """The labels of the buttons that ask segue something."""
    pressable = [each for each in controls(blocks) if each["type"] == "button" and "url" not in each]
    return tuple(each["text"]["text"] for each in pressable)


def fields(view: View) -> tuple[str, ...]:
    """The labels of a form's fields."""
    return tuple(block["label"]["text"] for block in inputs(view))


def inputs(view: View) -> list[Json]:
    """The blocks of a modal that take an answer."""
    return [block for block in view.shown["blocks"] if block["type"] == "input"]


def blocks_of(thing: Message | View) -> list[Json]:
    """The blocks of whatever is looked at."""
    return list(thing.blocks if isinstance(thing, Message) else thing.shown["blocks"])


def _lines(block: Json, zone: str) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "section":
            yield from (str(text["text"]) for text in [block.get("text"), *block.get("fields", ())] if text)
        case "context":
            yield " ".join(element["text"] for element in block["elements"])
        case "rich_text":
            yield from (line for part in block["elements"] for line in _rich(part, zone))
        case "actions":
            yield "  ".join(f"[{_label(element)}]" for element in block["elements"])
        case "image":
            yield block["alt_text"]
        case "input":
            yield block["label"]["text"]
            yield (block.get("hint") or {}).get("text", "")


def _rich(part: Json, zone: str) -> Iterator[str]:
    if part["type"] == "rich_text_list":
        yield from (f"• {line}" for item in part["elements"] for line in _rich(item, zone))
    else:
        yield "".join(_inline(element, zone) for element in part["elements"])


def _inline(element: Json, zone: str) -> str:
    match element["type"]:
        case "link":
            return str(element.get("text") or element["url"])
        case "user":
            return f"<@{element['user_id']}>"
        case "date":
            return date(element["timestamp"], element["format"], zone)
        case _:
            return str(element["text"])


def date(timestamp: int, form: str, zone: str) -> str:
    """A date as this reader's Slack shows it; every kind of date looks the same here."""
    local = datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(zone))
    day = f"{local:%a} {local.day} {local:%b %Y}"
    return re.sub(r"\{date\w*\}", day, form).replace("{time}", f"{local:%H:%M}")


def _label(element: Json) -> str:
    return str((element.get("text") or element.get("placeholder") or {}).get("text", ""))
