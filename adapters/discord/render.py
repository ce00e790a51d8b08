"""Cards as `LayoutView`s (Components V2).

Nothing rendered is kept: each view is stopped before it is sent, so discord.py does not store it, and what a button
means is read from its `custom_id` alone. A button from last month works, and memory does not grow.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import limits, markdown, modals, pictures
from bot.messages import wire
from bot.messages.elements import (
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Emphasis,
    Facts,
    Link,
    Progress,
    Quote,
    Text,
    Tone,
)
from bot.messages.text import Line

_STYLES = {
    Emphasis.PRIMARY: discord.ButtonStyle.primary,
    Emphasis.PLAIN: discord.ButtonStyle.secondary,
    Emphasis.DANGER: discord.ButtonStyle.danger,
}
_COLOURS = {Tone.PLAIN: None, Tone.GOOD: 0x3BA55D, Tone.CARE: 0xE0A030}
#: Characters of a picture's words where the picture is not shown, its Markdown counted.
_SAID = 1200
_HOME = "https://discord.com/channels/"


def card(shown: Card, guild: str, *, drawn: bool = False, calls: str = "") -> ui.LayoutView:
    """A card as readers in this server see it, within every limit of a message.

    `drawn`: its picture is attached to the message, and shown; otherwise it is said in words. `calls`: the id of a
    role that it names before anything else.
    """
    rows = limits.rows(limits.pressable(shown.controls))
    gallery, called = _gallery(shown) if drawn else [], _called(calls, guild)
    around = len(gallery) + (1 if called else 0)
    said = list(_texts(shown, guild, drawn=drawn, room=limits.MESSAGE_TEXT - len(called)))
    texts = _displays(said, limits.room(rows) - around)
    view = ui.LayoutView(timeout=None)
    if called:
        view.add_item(ui.TextDisplay(called))
    view.add_item(ui.Container(*texts, *gallery, *_rows(rows), accent_colour=_COLOURS[shown.tone]))
    view.stop()
    return view


def note(shown: Card, guild: str, *, drawn: bool = False) -> ui.LayoutView:
    """A card in a private conversation, with a way to its server.

    Discord does not say which server a press there is about; `home` reads it from this link.
    """
    bound = replace(shown, controls=(*shown.controls, Link(label="Open the server", url=_HOME + guild)))
    return card(bound, guild, drawn=drawn)


def home(message: discord.Message) -> str | None:
    """The server that a note of ours belongs to."""
    items = ui.LayoutView.from_message(message, timeout=None).walk_children() if message.flags.components_v2 else ()
    urls = [item.url for item in items if isinstance(item, ui.Button) and item.url]
    return urls[-1].removeprefix(_HOME) if urls and urls[-1].startswith(_HOME) else None


def pinged(shown: Card, guild: str, calls: str = "") -> discord.AllowedMentions:
    """Whom this card may ping: everybody it mentions and the role it calls, whatever its text says."""
    users = sorted(set().union(*(markdown.pinged(spans, guild) for spans in _lines(shown))))
    return discord.AllowedMentions(
        everyone=False,
        roles=[discord.Object(int(calls))] if _called(calls, guild) else False,
        replied_user=False,
        users=[discord.Object(user) for user in users],
    )


def _called(role: str, guild: str) -> str:
    """A role as its mark; nothing for what is no role's id, nor for everybody, whose role has the server's own id."""
    return f"<@&{role}>" if role.isascii() and role.isdigit() and role != guild else ""


def _lines(shown: Card) -> Iterator[Line]:
    yield shown.footnote
    for block in shown.body:
        match block:
            case Text() | Quote():
                yield block.spans
            case Bullets():
                yield from block.items
            case Facts():
                yield from (value for _, value in block.rows)
            case Progress() | Divider():
                pass
            case _:
                assert_never(block)


def _gallery(shown: Card) -> list[ui.Item[Any]]:
    if shown.picture is None:
        return []
    picture = discord.MediaGalleryItem(pictures.ATTACHED, description=pictures.alt(shown.picture))
    return [ui.MediaGallery(picture)]


def _texts(shown: Card, guild: str, *, drawn: bool, room: int) -> Iterator[str | None]:
    """What is said, piece by piece; `None` is a pause. Together at most `room` characters."""
    title = markdown.escape(limits.shorten(" ".join(shown.title.split()), limits.TITLE))
    footnote = markdown.line(shown.footnote, guild, limits.FOOTNOTE)
    picture = "" if drawn or shown.picture is None else markdown.line((pictures.alt(shown.picture),), guild, _SAID)
    left = room - len(title) - len(footnote) - len("### \n-# \n")
    left -= len(picture) + len("-# \n") if picture else 0
    yield f"### {title}" if title else ""
    for block in shown.body:
        if isinstance(block, Divider):
            yield None
            continue
        said = markdown.block(block, guild, left)
        left -= len(said) + 1
        yield said
        if left <= 0:
            break
    yield f"-# {picture}" if picture else ""
    yield f"-# {footnote}" if footnote else ""


def _displays(texts: list[str | None], room: int) -> list[ui.Item[Any]]:
    """One text display a piece; all in one where that would be too many components."""
    said = [text for text in texts if text != ""]
    if len(said) > room:
        return [ui.TextDisplay("\n".join(text for text in said if text is not None))]
    return [ui.Separator() if text is None else ui.TextDisplay(text) for text in said]


def _rows(rows: tuple[tuple[Control, ...], ...]) -> Iterator[ui.Item[Any]]:
    counted = 0
    for row in rows:
        yield ui.ActionRow(
            *(_control(control, f"spent{wire.SEPARATOR}{counted + at}") for at, control in enumerate(row))
        )
        counted += len(row)


def _control(control: Control, spent: str) -> ui.Item[Any]:
    """A control. Discord wants every `custom_id` of a message to differ, spent buttons' too: theirs mean nothing."""
    match control:
        case Button():
            return ui.Button(
                label=limits.shorten(control.label, limits.BUTTON_LABEL),
                custom_id=spent if control.spent else wire.pack(control.action),
                style=_STYLES[control.emphasis],
                disabled=control.spent,
            )
        case Link():
            return ui.Button(label=limits.shorten(control.label, limits.BUTTON_LABEL), url=control.url)
        case Choice():
            return ui.Select(
                custom_id=wire.pack(control.action),
                placeholder=limits.shorten(control.label, limits.SELECT_PLACEHOLDER),
                options=modals.options(control.options),
            )
    assert_never(control)
