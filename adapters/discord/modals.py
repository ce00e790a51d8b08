"""Forms as `Modal`s. A modal's `custom_id` says what sending it means; nothing of it is kept in memory."""

from collections.abc import Collection
from typing import Any, NamedTuple, assert_never

import discord
from discord import ui

from adapters.discord import limits, markdown
from bot.messages import plain, wire
from bot.messages.elements import Field, FieldKind, Form, Option, chosen

_HINTS = {FieldKind.DATE: "YYYY-MM-DD, as in 2027-03-30", FieldKind.TIME: "HH:MM in 24 hours, as in 09:00"}


def form(asked: Form, guild: str) -> ui.Modal:
    """A form as a modal. Where its fields leave no component for its intro, the first of them says that too."""
    modal = ui.Modal(
        title=limits.shorten(asked.title, limits.MODAL_TITLE), custom_id=wire.pack(asked.action), timeout=None
    )
    full, host = len(asked.fields) == limits.MODAL_COMPONENTS, _host(asked)
    said = markdown.line(asked.intro, guild)
    if said and not full:
        modal.add_item(ui.TextDisplay(said))
    intro = plain.line(asked.intro, "UTC") if full else ""
    for field in asked.fields:
        modal.add_item(_label(field, _words(field, intro if field is host else "")))
    modal.stop()
    return modal


def options(offered: tuple[Option, ...], before: Collection[str] = ()) -> list[discord.SelectOption]:
    """What a menu offers, with what was chosen `before`."""
    return [
        discord.SelectOption(
            value=option.value,
            label=limits.shorten(option.label, limits.OPTION_LABEL),
            default=option.value in before,
        )
        for option in limits.choose(offered)
    ]


class _Words(NamedTuple):
    """What is said around an input: below its label, and in it while it is empty."""

    beside: str
    placeholder: str


def _host(asked: Form) -> Field | None:
    """The first field that nothing is wrong with; what is wrong is more urgent than an intro that was read before."""
    return next((field for field in asked.fields if not field.problem), None)


def _words(field: Field, intro: str) -> _Words:
    """The intro stands before the hint if both fit, else in the empty input, else in the place of the hint."""
    whole = field.label if len(field.label) > limits.LABEL_TEXT else ""
    beside, placeholder = field.problem or field.hint or whole, _HINTS.get(field.kind, "")
    together = f"{intro} {beside}".strip()
    if len(together) <= limits.LABEL_DESCRIPTION:
        return _Words(together, placeholder)
    if intro and not field.initial and not placeholder:
        placeholder = limits.shorten(intro, limits.PLACEHOLDER)
    elif intro:
        beside = intro
    return _Words(limits.shorten(beside, limits.LABEL_DESCRIPTION), placeholder)


def _label(field: Field, words: _Words) -> ui.Label[Any]:
    text = limits.shorten(field.label, limits.LABEL_TEXT)
    return ui.Label(text=text, description=words.beside or None, component=_input(field, words.placeholder or None))


def _input(field: Field, placeholder: str | None) -> ui.Item[Any]:
    match field.kind:
        case FieldKind.CHOICE:
            return ui.Select(
                custom_id=field.key,
                placeholder=placeholder,
                required=field.required,
                min_values=1 if field.required else 0,
                options=options(field.options, {field.initial}),
            )
        case FieldKind.CHOICES:
            return _several(field, placeholder)
        case FieldKind.LINE | FieldKind.PARAGRAPH | FieldKind.DATE | FieldKind.TIME:
            return _text_input(field, placeholder)
    assert_never(field.kind)


def _several(field: Field, placeholder: str | None) -> ui.Select[Any]:
    offered = options(field.options, chosen(field.initial))
    return ui.Select(
        custom_id=field.key,
        placeholder=placeholder,
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=len(offered),
        options=offered,
    )


def _text_input(field: Field, placeholder: str | None) -> ui.TextInput[Any]:
    longest = min(field.longest, limits.INPUT_VALUE)
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if field.kind is FieldKind.PARAGRAPH else discord.TextStyle.short,
        placeholder=placeholder,
        default=field.initial[:longest] or None,
        required=field.required,
        max_length=longest,
    )
