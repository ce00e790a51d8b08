"""Cards as Block Kit messages. Slack has no colours outside its legacy attachments: a card's tone is in its words."""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from adapters.slack import fit, limits
from adapters.slack.spans import Json, Reader, elements, escape, plain_text, rich_text, section
from bot.messages import plain, wire
from bot.messages.elements import (
    Block,
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
)
from bot.messages.pictures import Picture
from bot.messages.text import Code, Line, Strong

BAR: Final = 12


def message(card: Card, reader: Reader, file: str = "") -> Json:
    """What `chat.postMessage`, a response address and the answer to a slash command take.

    `file` is the one that shows the card's picture; without it the picture is said in words.
    """
    fitted = fit.card(card)
    return {
        "text": fallback(plain.card(fitted, reader.zone)),
        "blocks": _blocks(fitted, reader, file),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def fallback(words: str) -> str:
    """What notifications and screen readers say: the words, escaped, and never an entity cut in two."""
    escaped = escape(limits.shorten(words, limits.FALLBACK.most))
    if limits.size(escaped) <= limits.FALLBACK.most:
        return escaped or limits.ELLIPSIS
    return escape(limits.shorten(words, limits.FALLBACK.most // len("&amp;")))


def blocks(card: Card, reader: Reader, most: int = limits.MESSAGE_BLOCKS.most) -> list[Json]:
    """A card in so many blocks. Raises `ValueError` when an id or address in it is longer than Slack takes."""
    return _blocks(fit.card(card, most), reader)


def below(note: Card | None, reader: Reader, most: int = limits.MESSAGE_BLOCKS.most) -> list[Json]:
    """A note below what a view shows, in so many blocks; nothing where there is none."""
    return [{"type": "divider"}, *blocks(note, reader, most - 1)] if note else []


def _blocks(fitted: Card, reader: Reader, file: str = "") -> list[Json]:
    header = {"type": "header", "text": plain_text(fitted.title)}
    body = [_block(block, reader) for block in fitted.body]
    picture = [_picture(fitted.picture, file)] if fitted.picture else []
    return [header, *body, *picture, *_controls(fitted.controls), *_footnote(fitted.footnote, reader)]


def _picture(picture: Picture, file: str) -> Json:
    alt = limits.label(picture.alt, limits.IMAGE_ALT.most)
    return {"type": "image", "slack_file": {"id": file}, "alt_text": alt} if file else _small(alt)


def option(value: str, label: str) -> Json:
    """One option of a select menu."""
    shown = plain_text(limits.label(label or value, limits.OPTION_LABEL.most))
    return {"text": shown, "value": limits.require(value, limits.OPTION_VALUE)}


def _block(block: Block, reader: Reader) -> Json:
    match block:
        case Text():
            return rich_text(section(block.spans, reader))
        case Bullets():
            return rich_text(_list(block.items, reader))
        case Facts():
            return rich_text(_list([(Strong(f"{name}:"), " ", *value) for name, value in block.rows], reader))
        case Quote():
            return rich_text({"type": "rich_text_quote", "elements": elements(block.spans, reader)})
        case Progress():
            return rich_text(section((Code(_bar(block)), " ", block.label), reader))
        case Divider():
            return {"type": "divider"}
    assert_never(block)


def _list(items: Sequence[Line], reader: Reader) -> Json:
    lines = [section(item, reader) for item in items] or [section((), reader)]
    return {"type": "rich_text_list", "style": "bullet", "elements": lines}


def _bar(progress: Progress) -> str:
    full = round(BAR * min(1.0, progress.done / progress.total)) if progress.total > 0 else 0
    return "█" * full + "░" * (BAR - full)


def _controls(controls: Sequence[Control]) -> Iterator[Json]:
    """Rows of what can be pressed, then what was pressed before: Slack has no buttons that are switched off."""
    spent = [control.label for control in controls if isinstance(control, Button) and control.spent]
    live = [_control(place, control) for place, control in enumerate(controls) if not _is_spent(control)]
    for start in range(0, len(live), limits.ACTIONS.most):
        yield {"type": "actions", "elements": live[start : start + limits.ACTIONS.most]}
    if spent:
        yield _small(" · ".join(limits.label(words, limits.BUTTON_LABEL.most) for words in spent))


def _is_spent(control: Control) -> bool:
    match control:
        case Button():
            return control.spent
        case Choice():
            return not control.options
        case Link():
            return False
    assert_never(control)


def _control(place: int, control: Control) -> Json:
    """A control with its action on it, after its place on the card: two of one card may not share an id."""
    match control:
        case Button():
            style = {} if control.emphasis is Emphasis.PLAIN else {"style": control.emphasis.value}
            return _button(control.label, f"{place}|{wire.pack(control.action)}") | style
        case Link():
            return _button(control.label, str(place)) | {"url": limits.require(control.url, limits.BUTTON_URL)}
        case Choice():
            return _select(control, f"{place}|{wire.pack(control.action)}")
    assert_never(control)


def _button(words: str, action_id: str) -> Json:
    shown = plain_text(limits.label(words, limits.BUTTON_LABEL.most))
    return {"type": "button", "text": shown, "action_id": limits.require(action_id, limits.ACTION_ID)}


def _select(choice: Choice, action_id: str) -> Json:
    return {
        "type": "static_select",
        "placeholder": plain_text(limits.label(choice.label, limits.PLACEHOLDER.most)),
        "options": [option(each.value, each.label) for each in choice.options[: limits.OPTIONS.most]],
        "action_id": limits.require(action_id, limits.ACTION_ID),
    }


def _footnote(spans: Line, reader: Reader) -> Iterator[Json]:
    """Small words if they are only words: Slack's small text either formats what was typed or knows no dates."""
    if all(isinstance(span, str | Strong | Code) for span in spans):
        if words := plain.line(spans, reader.zone).strip():
            yield _small(words)
    else:
        yield rich_text(section(spans, reader))


def _small(words: str) -> Json:
    return {"type": "context", "elements": [plain_text(limits.shorten(words, limits.TEXT.most))]}
