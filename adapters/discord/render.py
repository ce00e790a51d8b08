"""Cards as `LayoutView`s (Components V2) and forms as `Modal`s.

Nothing rendered is kept: each view is stopped before it is sent, so discord.py does not store it, and what a button
means is read from its `custom_id` alone. A button from last month works, and memory does not grow.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import limits, markdown, pictures
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
    Field,
    FieldKind,
    Form,
    Link,
    Option,
    Quote,
    Text,
    Tone,
    chosen,
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
_HINTS = {FieldKind.DATE: "YYYY-MM-DD, as in 2027-03-30", FieldKind.TIME: "HH:MM in 24 hours, as in 09:00"}


def card(shown: Card, guild: str, *, drawn: bool = False) -> ui.LayoutView:
    """A card as readers in this server see it, within every limit of a message.

    `drawn`: its picture is attached to the message, and shown; otherwise it is said in words.
    """
    rows = limits.rows(limits.pressable(shown.controls))
    gallery = _gallery(shown) if drawn else []
    texts = _displays(list(_texts(shown, guild, drawn=drawn)), limits.room(rows) - len(gallery))
    view = ui.LayoutView(timeout=None)
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


def form(asked: Form, guild: str) -> ui.Modal:
    """A form as a modal; its `custom_id` says what sending it means."""
    modal = ui.Modal(
        title=limits.shorten(asked.title, limits.MODAL_TITLE), custom_id=wire.pack(asked.action), timeout=None
    )
    intro = markdown.line(asked.intro, guild)
    if intro and len(asked.fields) < limits.MODAL_COMPONENTS:
        modal.add_item(ui.TextDisplay(intro))
    for field in asked.fields:
        modal.add_item(_label(field))
    modal.stop()
    return modal


def pinged(shown: Card, guild: str) -> discord.AllowedMentions:
    """Whom this card may ping: everybody it mentions, and nobody else whatever its text says."""
    users = sorted(set().union(*(markdown.pinged(spans, guild) for spans in _lines(shown))))
    return discord.AllowedMentions(
        everyone=False, roles=False, replied_user=False, users=[discord.Object(user) for user in users]
    )


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
            case _:
                pass


def _gallery(shown: Card) -> list[ui.Item[Any]]:
    if shown.picture is None:
        return []
    picture = discord.MediaGalleryItem(pictures.ATTACHED, description=pictures.alt(shown.picture))
    return [ui.MediaGallery(picture)]


def _texts(shown: Card, guild: str, *, drawn: bool = False) -> Iterator[str | None]:
    """What is said, piece by piece; `None` is a pause. Together at most what a message may say."""
    title = markdown.escape(limits.shorten(" ".join(shown.title.split()), limits.TITLE))
    footnote = markdown.line(shown.footnote, guild, limits.FOOTNOTE)
    picture = "" if drawn or shown.picture is None else markdown.line((pictures.alt(shown.picture),), guild, _SAID)
    left = limits.MESSAGE_TEXT - len(title) - len(footnote) - len("### \n-# \n")
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
                options=_options(control.options),
            )
    assert_never(control)


def _options(options: tuple[Option, ...], before: Collection[str] = ()) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            value=option.value,
            label=limits.shorten(option.label, limits.OPTION_LABEL),
            default=option.value in before,
        )
        for option in limits.choose(options)
    ]


def _label(field: Field) -> ui.Label[Any]:
    text = limits.shorten(field.label, limits.LABEL_TEXT)
    whole = field.label if text != field.label else ""
    beside = limits.shorten(field.problem or field.hint or whole, limits.LABEL_DESCRIPTION)
    return ui.Label(text=text, description=beside or None, component=_input(field))


def _input(field: Field) -> ui.Item[Any]:
    match field.kind:
        case FieldKind.CHOICE:
            return ui.Select(
                custom_id=field.key,
                required=field.required,
                min_values=1 if field.required else 0,
                options=_options(field.options, {field.initial}),
            )
        case FieldKind.CHOICES:
            return _several(field)
        case FieldKind.LINE | FieldKind.PARAGRAPH | FieldKind.DATE | FieldKind.TIME:
            return _text_input(field)
    assert_never(field.kind)


def _several(field: Field) -> ui.Select[Any]:
    options = _options(field.options, chosen(field.initial))
    return ui.Select(
        custom_id=field.key,
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=len(options),
        options=options,
    )


def _text_input(field: Field) -> ui.TextInput[Any]:
    longest = min(field.longest, limits.INPUT_VALUE)
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if field.kind is FieldKind.PARAGRAPH else discord.TextStyle.short,
        placeholder=_HINTS.get(field.kind),
        default=field.initial[:longest] or None,
        required=field.required,
        max_length=longest,
    )
