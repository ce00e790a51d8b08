"""Modals: forms to fill in, cards that answer inside one, and the state that travels in them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from adapters.slack import fit, limits, render
from adapters.slack.spans import Json, Reader, plain_text, rich_text, section
from bot.messages import wire
from bot.messages.elements import Card, Field, FieldKind, Form, chosen
from bot.messages.wire import Action
from bot.requests import Place

#: One name for every modal: what it means is in its `private_metadata`.
CALLBACK: Final = "segue"
#: The block that says what became of a form which is still open.
NOTE: Final = "note"
#: What a view consists of when it is handed back: Slack adds more, and takes none of that.
KEPT: Final = ("type", "callback_id", "title", "private_metadata", "submit", "close")
#: What was filled in, and the name it has where a field begins with it.
INITIAL: Final = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
}
#: What Slack takes as a picked date and time: https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
#: A sentence under a field. Slack states no limit; more than three lines of it are not read.
PROBLEM: Final = 300


@dataclass(frozen=True, slots=True)
class State:
    """What a modal remembers while it is open: who takes the answers, and the channel or App Home it began in."""

    action: Action | None
    place: Place
    home: bool = False


def pack(state: State) -> str:
    """The state as one string for `private_metadata`. Raises `ValueError` when Slack would not take it."""
    action = wire.pack(state.action) if state.action else ""
    kept = {"action": action, "channel": state.place.channel, "name": state.place.channel_name}
    words = json.dumps(kept | ({"home": True} if state.home else {}))
    return limits.require(words, limits.PRIVATE_METADATA)


def unpack(metadata: str) -> State:
    """The state that `pack` wrote; anything else is a modal with no action and no place."""
    try:
        kept = dict(json.loads(metadata))
    except (TypeError, ValueError):
        return State(None, Place())
    action = str(kept.get("action") or "")
    place = Place(channel=kept.get("channel"), channel_name=str(kept.get("name") or ""))
    return State(wire.unpack(action) if action else None, place, bool(kept.get("home")))


def form(shown: Form, place: Place, reader: Reader, *, home: bool = False) -> Json:
    """A form as a modal view; `home` tells that it began on somebody's App Home."""
    inputs = [_input(field, wire.pack(shown.action)) for field in shown.fields]
    return _view(shown.title, [*_intro(shown, reader), *inputs], State(shown.action, place, home)) | {
        "submit": plain_text(limits.label(shown.submit, limits.VIEW_SUBMIT.most)),
        "close": plain_text("Not now"),
    }


def card(shown: Card, place: Place, reader: Reader, *, home: bool = False, note: Card | None = None) -> Json:
    """A card as a modal view, above a note: what somebody sees once their form is taken."""
    header, *body = render.blocks(shown, reader)
    blocks = [*(body or [header]), *render.below(note, reader)]
    return _view(shown.title, blocks, State(None, place, home)) | {"close": plain_text("Close")}


def again(view: Json, told: str) -> Json:
    """A form that is open, as it was filled in, with a sentence above its fields: nothing typed is lost."""
    said = {"type": "context", "block_id": NOTE, "elements": [plain_text(limits.shorten(told, limits.TEXT.most))]}
    blocks = [_as_filled(block, view) for block in view["blocks"] if block.get("block_id") != NOTE]
    kept = {name: view[name] for name in KEPT if view.get(name)}
    return kept | {"blocks": [said, *blocks]}


def fields(view: Json) -> Json:
    """The blocks of a modal that take answers; Slack shows errors beside these alone."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def problems(shown: Form) -> Mapping[str, str]:
    """A sentence per refused field, by the block that holds it."""
    wrong = {field.key: field.problem for field in shown.fields if field.problem}
    return {_block_id(key): limits.shorten(problem, PROBLEM) for key, problem in wrong.items()}


def _as_filled(block: Json, view: Json) -> Json:
    inputs = ((view.get("state") or {}).get("values") or {}).get(block.get("block_id"))
    if block["type"] != "input" or not inputs:
        return block
    given = next(iter(inputs.values()))
    bare = {name: value for name, value in block["element"].items() if name not in INITIAL.values()}
    typed = {name: given[key] for key, name in INITIAL.items() if given.get(key)}
    return block | {"element": bare | typed}


def _view(title: str, blocks: list[Json], state: State) -> Json:
    short = limits.label(title, limits.VIEW_TITLE.most)
    whole = limits.label(title, limits.HEADER.most)
    header = [] if short == whole else [{"type": "header", "text": plain_text(whole)}]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(short),
        "private_metadata": pack(state),
        "blocks": [*header, *blocks],
    }


def _intro(shown: Form, reader: Reader) -> Iterator[Json]:
    if shown.intro:
        yield rich_text(section(fit.line(shown.intro, limits.RICH_TEXT.most), reader))


def _input(field: Field, action_id: str) -> Json:
    """A field. Its `action_id` is the form's, so that Slack carries nothing typed from one form into the next."""
    hint = limits.shorten(f"{field.problem} {field.hint}".strip(), limits.INPUT_HINT.most)
    return {
        "type": "input",
        "block_id": _block_id(field.key),
        "label": plain_text(limits.label(field.label, limits.INPUT_LABEL.most)),
        "element": _element(field) | {"action_id": limits.require(action_id, limits.ACTION_ID)},
        "optional": not field.required,
    } | ({"hint": plain_text(hint)} if hint else {})


def _block_id(key: str) -> str:
    return limits.require(key, limits.BLOCK_ID)


def _element(field: Field) -> Json:
    match field.kind:
        case FieldKind.LINE:
            return _typed(field, multiline=False)
        case FieldKind.PARAGRAPH:
            return _typed(field, multiline=True)
        case FieldKind.CHOICE:
            return _select(field)
        case FieldKind.CHOICES:
            return _several(field)
        case FieldKind.DATE:
            return {"type": "datepicker"} | _initial("initial_date", field.initial, DATE)
        case FieldKind.TIME:
            return {"type": "timepicker"} | _initial("initial_time", field.initial[:5], TIME)
    assert_never(field.kind)


def _typed(field: Field, *, multiline: bool) -> Json:
    most = max(1, min(field.longest, limits.TYPED.most))
    initial = limits.shorten(field.initial, most)
    return {"type": "plain_text_input", "multiline": multiline, "max_length": most} | (
        {"initial_value": initial} if initial else {}
    )


def _select(field: Field) -> Json:
    options = _options(field)
    before = [each for each in options if each["value"] == field.initial]
    return {"type": "static_select", "options": options} | ({"initial_option": before[0]} if before else {})


def _several(field: Field) -> Json:
    """Boxes to tick while all of them can stand there, else a menu of which several can be taken."""
    options, already = _options(field), chosen(field.initial)
    before = [each for each in options if each["value"] in already]
    kind = "checkboxes" if len(options) <= limits.CHECKBOXES.most else "multi_static_select"
    return {"type": kind, "options": options} | ({"initial_options": before} if before else {})


def _options(field: Field) -> list[Json]:
    return [render.option(each.value, each.label) for each in field.options[: limits.OPTIONS.most]]


def _initial(name: str, value: str, shape: re.Pattern[str]) -> Json:
    return {name: value} if shape.fullmatch(value) else {}
