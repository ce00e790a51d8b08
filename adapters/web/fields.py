"""The fields of a form as HTML: a label, a hint, the sentence beside a refused answer, and what was typed."""

from collections.abc import Callable
from datetime import date, time
from typing import assert_never

from markupsafe import Markup

from adapters.web.inbound import ANSWER
from adapters.web.spans import joined, literal
from bot.messages.elements import Field, FieldKind, chosen

_ONE = Markup('<div class="field">{name}{hint}{entry}{problem}</div>')
_SEVERAL = Markup('<fieldset class="field"{told}>{name}{hint}{entry}{problem}</fieldset>')


def field(shown: Field, *, awaited: bool = False) -> Markup:
    """One question; `awaited`: the one that somebody should answer first."""
    whole, name = (
        _ONE,
        Markup('<label for="{}">{}</label>{}').format(_id(shown), literal(shown.label), _optional(shown)),
    )
    if shown.kind is FieldKind.CHOICES:
        whole, name = _SEVERAL, Markup("<legend>{}{}</legend>").format(literal(shown.label), _optional(shown))
    return whole.format(
        name=name, told=_told(shown), hint=_hint(shown), entry=_entry(shown, awaited=awaited), problem=_problem(shown)
    )


def _entry(shown: Field, *, awaited: bool) -> Markup:
    attributes = _attributes(shown, awaited=awaited)
    match shown.kind:
        case FieldKind.LINE:
            return _input("text", shown, attributes)
        case FieldKind.PARAGRAPH:
            # A browser drops the first line end of a text area, so it gets one that is not the answer's.
            area = Markup('<textarea rows="4" maxlength="{}" {}>\n{}</textarea>')
            return area.format(shown.longest, attributes, shown.initial)
        case FieldKind.CHOICE:
            return Markup("<select {}>{}</select>").format(attributes, _options(shown))
        case FieldKind.CHOICES:
            return _boxes(shown, awaited=awaited)
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


def _boxes(shown: Field, *, awaited: bool) -> Markup:
    """Boxes to tick. The empty answer before them tells "none of these" from a field that was not sent."""
    already, name = chosen(shown.initial), ANSWER + shown.key
    box = Markup('<label><input type="checkbox" name="{}" value="{}"{}{}> {}</label>')
    boxes = (
        box.format(
            name,
            one.value,
            Markup(" checked") if one.value in already else "",
            Markup(" autofocus") if awaited and place == 0 else "",
            literal(one.label),
        )
        for place, one in enumerate(shown.options)
    )
    nothing = Markup('<input type="hidden" name="{}" value="">').format(name)
    return Markup('<div class="boxes">{}{}</div>').format(nothing, joined(boxes))


def _options(shown: Field) -> Markup:
    """The options with the initial one chosen; without one, a first line that is no answer."""
    before = {one.value for one in shown.options} & {shown.initial}
    nothing = Markup("") if before and shown.required else Markup('<option value="">Choose one</option>')
    option = Markup('<option value="{}"{}>{}</option>')
    return nothing + joined(
        option.format(one.value, Markup(" selected") if one.value in before else "", one.label)
        for one in shown.options
    )


def _attributes(shown: Field, *, awaited: bool) -> Markup:
    flags = {
        Markup(' aria-invalid="true"'): bool(shown.problem),
        Markup(" required"): shown.required,
        Markup(" autofocus"): awaited,
    }
    name = Markup('id="{}" name="{}" autocomplete="off"').format(_id(shown), ANSWER + shown.key)
    return name + _told(shown) + joined(flag for flag, wanted in flags.items() if wanted)


def _told(shown: Field) -> Markup:
    """Where it is said what to answer, and what was wrong."""
    told = [f"{_id(shown)}-{part}" for part in ("hint", "problem") if getattr(shown, part)]
    return Markup(' aria-describedby="{}"').format(" ".join(told)) if told else Markup("")


def _optional(shown: Field) -> Markup:
    return Markup("") if shown.required else Markup(' <span class="optional">optional</span>')


def _hint(shown: Field) -> Markup:
    if not shown.hint:
        return Markup("")
    return Markup('<p class="hint" id="{}-hint">{}</p>').format(_id(shown), literal(shown.hint))


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
