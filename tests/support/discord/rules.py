"""What Discord refuses: the documented rules of components, modals and application commands.

https://docs.discord.com/developers/components/reference and
https://docs.discord.com/developers/interactions/application-commands. Written apart from the adapter's own table, so
that a mistake in one of them is found by the other.
"""

import re
from collections.abc import Iterator

from tests.support.discord.things import V2, Json, walk

ROW, BUTTON, SELECT, INPUT, TEXT, GALLERY, SEPARATOR, CONTAINER, LABEL = 1, 2, 3, 4, 10, 12, 14, 17, 18
LINK = 5
NAME = re.compile(r"[-_'\w]{1,32}")


def message(body: Json) -> list[str]:
    """What is wrong with a message made of components; empty when nothing is."""
    components = body.get("components") or []
    if not int(body.get("flags") or 0) & V2:
        return ["this stand-in takes Components V2 only"]
    if body.get("content") or body.get("embeds"):
        return ["content and embeds cannot stand beside Components V2"]
    return [*_message(components), *_attachments(body)]


def modal(body: Json) -> list[str]:
    """What is wrong with a modal."""
    return [*_modal(body)]


def commands(registered: list[Json]) -> list[str]:
    """What is wrong with a list of application commands."""
    names = [one["name"] for one in registered]
    found = [wrong for one in registered for wrong in _command(one)]
    if len(names) > 100 or len(set(names)) < len(names):
        found.append("at most 100 commands, each name once")
    return found


def choices(offered: list[Json]) -> list[str]:
    """What is wrong with what is offered to somebody who types; or with an option's own choices."""
    fits = all(1 <= len(str(one["name"])) <= 100 and len(str(one["value"])) <= 100 for one in offered)
    names = [str(one["name"]) for one in offered]
    if len(offered) > 25 or len(set(names)) < len(names) or not fits:
        return ["at most 25 choices, each name once, of 1 to 100 characters"]
    return []


def _message(components: list[Json]) -> Iterator[str]:
    everything = list(walk(components))
    if not 1 <= len(everything) <= 40:
        yield f"{len(everything)} components; 1 to 40 are allowed"
    texts = [str(one["content"]) for one in everything if one["type"] == TEXT]
    if sum(map(len, texts)) > 4000 or not all(texts):
        yield f"{sum(map(len, texts))} characters of text; each text needs one, all together at most 4000"
    yield from _ids(everything)
    for one in components:
        if one["type"] not in (ROW, TEXT, SEPARATOR, CONTAINER):
            yield f"component {one['type']} cannot stand at the top of a message"
    for one in everything:
        yield from _component(one)


def _component(one: Json) -> Iterator[str]:
    match one["type"]:
        case 17:
            inner = {child["type"] for child in one["components"]}
            if not inner or inner - {ROW, TEXT, SEPARATOR, GALLERY}:
                yield f"a container holds {sorted(inner)}"
        case 1:
            kinds = [child["type"] for child in one["components"]]
            if kinds != [SELECT] and (set(kinds) != {BUTTON} or len(kinds) > 5):
                yield f"a row holds {kinds}; one to five buttons or one select are allowed"
        case 2:
            yield from _button(one)
        case 3:
            yield from _select(one)
        case 10 | 14:
            return
        case 12:
            yield from _gallery(one)
        case other:
            yield f"component {other} is not known here"


def _gallery(one: Json) -> Iterator[str]:
    items = one.get("items") or []
    if not 1 <= len(items) <= 10:
        yield f"a gallery has 1 to 10 items: {len(items)}"
    for item in items:
        if len(item.get("description") or "") > 1024:
            yield "a description has at most 1024 characters"
        if not re.match(r"https?://|attachment://", str(item["media"]["url"])):
            yield f"not a picture's address: {item['media']['url']}"


def _attachments(body: Json) -> Iterator[str]:
    """Files and what the message says of them; all its galleries show must be among them."""
    attached = {one["filename"]: one for one in body.get("attachments") or []}
    for name, one in attached.items():
        if len(one.get("description") or "") > 1024:
            yield f"{name}: a description has at most 1024 characters"
        if "content" not in one and "url" not in one:
            yield f"{name}: no file came with it"
        if name.endswith(".png") and not one.get("content", b"\x89PNG").startswith(b"\x89PNG"):
            yield f"{name}: not a PNG"
        if len(one.get("content", b"")) > 10 * 2**20:
            yield f"{name}: larger than 10 MiB"
    for one in walk(body.get("components") or []):
        for item in one.get("items", []):
            name = str(item["media"]["url"]).removeprefix("attachment://")
            if name not in attached:
                yield f"{name} is shown and not attached"


def _button(one: Json) -> Iterator[str]:
    if not 1 <= len(one.get("label") or "") <= 80:
        yield f"a button's label has 1 to 80 characters: {one.get('label')!r}"
    url = str(one.get("url") or "")
    if one["style"] == LINK and not (re.match("https?://", url) and len(url) <= 512):
        yield f"a link needs an address of at most 512 characters: {url[:80]}"
    if (one["style"] == LINK) == bool(one.get("custom_id")):
        yield "a button has a custom_id or an address"


def _select(one: Json) -> Iterator[str]:
    values = [str(option["value"]) for option in one.get("options", [])]
    if not 1 <= len(values) <= 25 or len(set(values)) < len(values):
        yield f"a select has 1 to 25 options, each value once: {len(values)}"
    if not all(1 <= len(text) <= 100 for option in one["options"] for text in (option["value"], option["label"])):
        yield "an option's label and value have 1 to 100 characters"
    least, most = one.get("min_values", 1), one.get("max_values", 1)
    if not 0 <= least <= most <= len(values) or sum(bool(option.get("default")) for option in one["options"]) > most:
        yield f"a select takes {least} to {most} of {len(values)}, and begins with no more"
    if len(one.get("placeholder") or "") > 150:
        yield "a placeholder has at most 150 characters"


def _ids(everything: list[Json]) -> Iterator[str]:
    ids = [str(one["custom_id"]) for one in everything if one.get("custom_id")]
    if len(set(ids)) < len(ids):
        yield f"a custom_id is used twice: {sorted(ids)}"
    if not all(len(one) <= 100 for one in ids):
        yield "a custom_id has at most 100 characters"


def _modal(body: Json) -> Iterator[str]:
    parts = body["components"]
    if not 1 <= len(body["title"]) <= 45 or not 1 <= len(body["custom_id"]) <= 100 or not 1 <= len(parts) <= 5:
        yield f"a modal has a title of 1 to 45, a custom_id of 1 to 100, and 1 to 5 components: {body['title']}"
    yield from _ids(list(walk(parts)))
    for one in parts:
        if one["type"] == LABEL:
            yield from _labelled(one)
        elif one["type"] != TEXT or not 1 <= len(one["content"]) <= 4000:
            yield f"component {one['type']} cannot stand in a modal like this"


def _labelled(one: Json) -> Iterator[str]:
    if not 1 <= len(one["label"]) <= 45 or len(one.get("description") or "") > 100:
        yield f"a label has 1 to 45 characters and a description of at most 100: {one['label']}"
    inner = one["component"]
    if inner["type"] == SELECT:
        yield from _select(inner)
    elif inner["type"] == INPUT:
        longest = inner.get("max_length") or 4000
        if not 1 <= longest <= 4000 or len(inner.get("value") or "") > longest or inner["style"] not in (1, 2):
            yield f"a text input takes 1 to 4000 characters, and no more are in it: {one['label']}"
        if len(inner.get("placeholder") or "") > 100 or inner.get("label"):
            yield "a placeholder has at most 100 characters, and the label stands outside"
    else:
        yield f"a label cannot hold component {inner['type']}"


def _command(one: Json) -> Iterator[str]:
    if not NAME.fullmatch(one["name"]) or one["name"] != one["name"].lower():
        yield f"not a name for a command: {one['name']}"
    if not 1 <= len(one.get("description", "")) <= 100:
        yield f"{one['name']}: a description has 1 to 100 characters"
    options = one.get("options", [])
    names = [option["name"] for option in options]
    if len(options) > 25 or len(set(names)) < len(names):
        yield f"{one['name']}: at most 25 options, each name once"
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{one['name']}: the required options come first"
    if {option["type"] == 1 for option in options} == {True, False}:
        yield f"{one['name']}: subcommands and options cannot be mixed"
    if sum(len(str(each.get("name", "")) + str(each.get("description", ""))) for each in _all(one)) > 8000:
        yield f"{one['name']}: more than 8000 characters"
    for option in options:
        yield from _option(option)


def _option(one: Json) -> Iterator[str]:
    yield from _command(one)
    if one["type"] not in range(1, 12):
        yield f"{one['name']}: there is no option of type {one['type']}"
    if one.get("choices") and one.get("autocomplete"):
        yield f"{one['name']}: choices and autocomplete cannot stand together"
    if one.get("choices") and one["type"] not in (3, 4, 10):
        yield f"{one['name']}: only texts and numbers have choices"
    yield from (f"{one['name']}: {wrong}" for wrong in choices(one.get("choices") or []))


def _all(one: Json) -> Iterator[Json]:
    """A command or option with all that is inside it, choices too."""
    yield one
    yield from (inner for option in one.get("options", []) for inner in _all(option))
    yield from one.get("choices") or []
