"""Cards and lines as plain text: for notifications, for terminals, and for a test that fails."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Progress,
    Quote,
    Text,
    chosen,
)
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, MomentStyle, Span, Strong

BAR = 20


def card(shown: Card, zone: str) -> str:
    """The whole card; moments as a reader in `zone` (an IANA name) has them."""
    blocks = [block(each, zone) for each in shown.body]
    picture = shown.picture.alt if shown.picture else ""
    controls = "  ".join(_control(control) for control in shown.controls)
    parts = [shown.title, *blocks, picture, controls, line(shown.footnote, zone)]
    return "\n".join(part for part in parts if part)


def block(shown: Block, zone: str) -> str:
    """One block of a card's body; a divider has no words."""
    match shown:
        case Text():
            return line(shown.spans, zone)
        case Bullets():
            return "\n".join(f"• {line(item, zone)}" for item in shown.items)
        case Facts():
            return "\n".join(f"{name}: {line(value, zone)}" for name, value in shown.rows)
        case Quote():
            return f"“{line(shown.spans, zone)}”"
        case Progress():
            full = round(BAR * shown.done / shown.total) if shown.total else 0
            return f"{'█' * full}{'░' * (BAR - full)} {shown.label}"
        case Divider():
            return ""
    assert_never(shown)


def form(shown: Form, zone: str) -> str:
    """The questions of a form, with what is typed so far and what is wrong with it."""
    parts = (shown.title, line(shown.intro, zone), *(_field(field) for field in shown.fields))
    return "\n".join(part for part in parts if part)


def line(spans: Line, zone: str) -> str:
    """One line of text."""
    return "".join(_span(span, zone) for span in spans)


def moment(said: Moment, zone: str) -> str:
    """A moment in words, as a reader in `zone` has it: Mon 4 Jan 2027, 09:00."""
    local = said.at.astimezone(ZoneInfo(zone))
    match said.style:
        case MomentStyle.DATE:
            return day(local)
        case MomentStyle.TIME:
            return f"{local:%H:%M}"
        case MomentStyle.DAY_TIME:
            return f"{local:%A} {local:%H:%M}"
        case MomentStyle.FULL:
            return f"{day(local)}, {local:%H:%M}"
    assert_never(said.style)


def day(local: datetime) -> str:
    """A date in words: Mon 4 Jan 2027."""
    return f"{local:%a} {local.day} {local:%b %Y}"


def _field(field: Field) -> str:
    problem = f" ({field.problem})" if field.problem else ""
    return f"{field.label}: {_typed(field)}".rstrip() + problem


def _typed(field: Field) -> str:
    """What is in a field so far; of several choices, each with whether it is chosen."""
    if field.kind is not FieldKind.CHOICES:
        return field.initial
    already = chosen(field.initial)
    return "  ".join(f"{'☑' if one.value in already else '☐'} {one.label}" for one in field.options)


def _span(span: Span, zone: str) -> str:
    match span:
        case str():
            return span
        case Strong() | Code():
            return span.words
        case Hyperlink():
            return f"{span.label} ({span.url})"
        case Mention():
            return span.name
        case Moment():
            return moment(span, zone)
    assert_never(span)


def _control(control: Control) -> str:
    match control:
        case Button():
            return f"({control.label})" if control.spent else f"[{control.label}]"
        case Link():
            return f"[{control.label}: {control.url}]"
        case Choice():
            return f"[{control.label} ▾]"
    assert_never(control)
