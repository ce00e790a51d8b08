"""The fields of a form as HTML: a label, a hint, the sentence beside a refused answer, and what was typed."""

from collections.abc import Callable
from datetime import date, time
from typing import assert_never

from markupsafe import Markup

from adapters.web.inbound import ANSWER
from adapters.web.spans import joined, literal
from bot.messages.elements import Field, FieldKind


def field(shown: Field, *, awaited: bool = False) -> Markup:
    """One question; `awaited`: the one that somebody should answer first."""
    return Markup('<div class="field"><label for="{}">{}</label>{}{}{}{}</div>').format(
        _id(shown),
        literal(shown.label),
        Markup("") if shown.required else Markup(' <span class="optional">optional</span>'),
        Markup('<p class="hint" id="{}-hint">{}</p>').format(_id(shown), literal(shown.hint)) if shown.hint else "",
        _entry(shown, _attributes(shown, awaited=awaited)),
        _problem(shown),
    )


def _entry(shown: Field, attributes: Markup) -> Markup:
    match shown.kind:
        case FieldKind.LINE:
            return _input("text", shown, attributes)
        case FieldKind.PARAGRAPH:
            # A browser drops the first line end of a text area, so it gets one that is not the answer's.
            area = Markup('<textarea rows="4" maxlength="{}" {}>\n{}</textarea>')
            return area.format(shown.longest, attributes, shown.initial)
        case FieldKind.CHOICE:
            return Markup("<select {}>{}</select>").format(attributes, _options(shown))
        case FieldKind.DATE:
            return _input("date" if _is_iso(date.fromisoformat, shown.initial) else "text", shown, attributes)
        case FieldKind.TIME:
            return _input("time" if _is_iso(time.fromisoformat, shown.initial) else "text", shown, attributes)
        case _:
            assert_never(shown.kind)


def _input(kind: str, shown: Field, attributes: Markup) -> Markup:
    typed = Markup('<input type="{}" value="{}" {} {}>')
    length = Markup('maxlength="{}"').format(shown.longest) if kind == "text" else Markup("")
    return typed.format(kind, shown.initial, length, attributes)


def _options(shown: Field) -> Markup:
    """The options with the initial one chosen; without one, a first line that is no answer."""
    chosen = {one.value for one in shown.options} & {shown.initial}
    nothing = Markup("") if chosen and shown.required else Markup('<option value="">Choose one</option>')
    option = Markup('<option value="{}"{}>{}</option>')
    return nothing + joined(
        option.format(one.value, Markup(" selected") if one.value in chosen else "", one.label)
        for one in shown.options
    )


def _attributes(shown: Field, *, awaited: bool) -> Markup:
    told = [f"{_id(shown)}-{part}" for part in ("hint", "problem") if getattr(shown, part)]
    flags = {
        Markup(' aria-describedby="{}"').format(" ".join(told)): bool(told),
        Markup(' aria-invalid="true"'): bool(shown.problem),
        Markup(" required"): shown.required,
        Markup(" autofocus"): awaited,
    }
    name = Markup('id="{}" name="{}" autocomplete="off"').format(_id(shown), ANSWER + shown.key)
    return name + joined(flag for flag, wanted in flags.items() if wanted)


def _problem(shown: Field) -> Markup:
    if not shown.problem:
        return Markup("")
    beside = Markup('<p class="problem" id="{}-problem"><span aria-hidden="true">→ </span>{}</p>')
    return beside.format(_id(shown), literal(shown.problem))


def _id(shown: Field) -> str:
    return f"field-{shown.key}"


def _is_iso(read: Callable[[str], object], typed: str) -> bool:
    """Whether the browser's own picker can show this again; anything else stays as it was typed, as text."""
    try:
        return not typed or bool(str(read(typed)))
    except ValueError:
        return False
