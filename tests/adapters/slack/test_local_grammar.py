"""The local Slack's grammar knows every documented limit: what reaches it passes, and one more does not."""

from collections.abc import Callable

import pytest

from tests.adapters.slack.local import HOME, MODAL, button, plain
from tests.support.slack import grammar
from tests.support.slack.things import Json


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def menu(kind: str, most: int, **more: object) -> Json:
    options = [{"text": plain("x"), "value": str(number)} for number in range(most)]
    return {"type": kind, "action_id": "a", "options": options} | more


def option(**more: object) -> Json:
    return menu("static_select", 0, options=[{"text": plain("x"), "value": "x"} | more])


def asked(kind: str, **more: object) -> Json:
    element = {"type": kind, "action_id": "a"} | more
    return {"type": "input", "block_id": "b", "label": plain("x"), "element": element}


def typed(block: str = "b", **more: object) -> Json:
    return asked("plain_text_input", **more) | {"block_id": block}


def sure(**more: object) -> Json:
    words = {"title": plain("x"), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}
    return row(button(confirm=words | more))


def modal(**more: object) -> Json:
    return MODAL | {"submit": plain("Send")} | more


def image(**more: object) -> Json:
    return {"type": "image", "image_url": "https://example.org/x.png", "alt_text": "x"} | more


BLOCKS: dict[str, tuple[int, Callable[[int], Json]]] = {
    "header": (150, lambda most: {"type": "header", "text": plain("x" * most)}),
    "section text": (3000, lambda most: {"type": "section", "text": plain("x" * most)}),
    "section field": (2000, lambda most: {"type": "section", "fields": [plain("x" * most)]}),
    "section fields": (10, lambda most: {"type": "section", "fields": [plain("x")] * most}),
    "rich text": (3000, lambda most: rich({"type": "text", "text": "x" * most})),
    "context": (10, lambda most: {"type": "context", "elements": [plain("x")] * most}),
    "block id": (255, lambda most: {"type": "divider", "block_id": "x" * most}),
    "actions": (25, lambda most: row(*(button(action_id=str(number)) for number in range(most)))),
    "button text": (75, lambda most: row(button(text=plain("x" * most)))),
    "button value": (2000, lambda most: row(button(value="x" * most))),
    "button url": (3000, lambda most: row(button(url="x" * most))),
    "action id": (255, lambda most: row(button(action_id="x" * most))),
    "select options": (100, lambda most: row(menu("static_select", most))),
    "overflow options": (5, lambda most: row(menu("overflow", most))),
    "boxes": (10, lambda most: row(menu("checkboxes", most))),
    "radios": (10, lambda most: row(menu("radio_buttons", most))),
    "option text": (75, lambda most: row(option(text=plain("x" * most)))),
    "option value": (150, lambda most: row(option(value="x" * most))),
    "option description": (75, lambda most: row(option(description=plain("x" * most)))),
    "placeholder": (150, lambda most: row(menu("static_select", 1, placeholder=plain("x" * most)))),
    "confirm title": (100, lambda most: sure(title=plain("x" * most))),
    "confirm text": (300, lambda most: sure(text=plain("x" * most))),
    "confirm yes": (30, lambda most: sure(confirm=plain("x" * most))),
    "confirm no": (30, lambda most: sure(deny=plain("x" * most))),
    "alt text": (2000, lambda most: image(alt_text="x" * most)),
    "image address": (3000, lambda most: image(image_url="x" * most)),
    "markdown": (12_000, lambda most: {"type": "markdown", "text": "x" * most}),
    "table rows": (100, lambda most: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * most}),
    "table cells": (20, lambda most: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * most]}),
}
VIEWS: dict[str, tuple[int, Callable[[int], Json]]] = {
    "title": (24, lambda most: modal(title=plain("x" * most))),
    "submit": (24, lambda most: modal(submit=plain("x" * most))),
    "close": (24, lambda most: modal(close=plain("x" * most))),
    "metadata": (3000, lambda most: modal(private_metadata="x" * most)),
    "callback": (255, lambda most: modal(callback_id="x" * most)),
    "external id": (255, lambda most: modal(external_id="x" * most)),
    "blocks": (100, lambda most: modal(blocks=[{"type": "divider"}] * most)),
    "label": (2000, lambda most: modal(blocks=[asked("plain_text_input") | {"label": plain("x" * most)}])),
    "hint": (2000, lambda most: modal(blocks=[asked("plain_text_input") | {"hint": plain("x" * most)}])),
    "longest answer": (3000, lambda most: modal(blocks=[asked("plain_text_input", max_length=most)])),
    "answer before": (
        9,
        lambda most: modal(blocks=[asked("plain_text_input", max_length=9, initial_value="x" * most)]),
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_may_be_as_large_as_documented_and_no_larger(name: str) -> None:
    most, build = BLOCKS[name]

    assert list(grammar.message([build(most)])) == []
    assert list(grammar.message([build(most + 1)]))


@pytest.mark.parametrize("name", VIEWS)
def test_a_modal_may_be_as_large_as_documented_and_no_larger(name: str) -> None:
    most, build = VIEWS[name]

    assert list(grammar.view(build(most))) == []
    assert list(grammar.view(build(most + 1)))


def test_a_message_holds_fifty_blocks_and_one_table() -> None:
    table: Json = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}

    assert list(grammar.message([{"type": "divider"}] * 50)) == []
    assert list(grammar.message([{"type": "divider"}] * 51))
    assert list(grammar.message([table, table]))
    assert list(grammar.message([{"type": "markdown", "text": "x" * 7000}] * 2))


@pytest.mark.parametrize(
    "change",
    [
        {"type": "modal"},
        {"title": plain("Mine")},
        {"submit": plain("Send")},
        {"private_metadata": "x" * 3001},
        {"external_id": "x" * 256},
        {"blocks": []},
        {"blocks": [{"type": "divider"}] * 101},
        {"blocks": [{"type": "markdown", "text": "ü" * 12_000}] * 11},
    ],
)
def test_homes_that_break_a_rule_are_refused(change: Json) -> None:
    assert list(grammar.home(HOME)) == []
    assert list(grammar.home(HOME | change))


@pytest.mark.parametrize(
    "block",
    [
        {"type": "sparkles"},
        {"type": "header", "text": plain("")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "section"},
        {"type": "image", "image_url": "https://example.org/x.png"},
        image(slack_file={"id": "F00000001"}),
        row(),
        row(button(), button()),
        row(button(style="loud")),
        row(menu("static_select", 0)),
        row(menu("static_select", 1, initial_option={"text": plain("y"), "value": "y"})),
        row({"type": "datepicker", "action_id": "a", "initial_date": "1 May"}),
        rich(),
        rich({"type": "sparkles"}),
        rich({"type": "text", "text": ""}),
        asked("plain_text_input"),
    ],
)
def test_blocks_of_a_wrong_shape_are_refused(block: Json) -> None:
    assert list(grammar.message([block]))


@pytest.mark.parametrize(
    "change",
    [
        {"type": "home"},
        {"blocks": [asked("sparkles")]},
        {"blocks": [asked("plain_text_input", max_length=0)]},
        {"blocks": [asked("timepicker", initial_time="25:00")]},
        {"blocks": [typed(focus_on_load=True), typed("c", focus_on_load=True)]},
        {"blocks": [typed(), typed()]},
    ],
)
def test_modals_of_a_wrong_shape_are_refused(change: Json) -> None:
    assert list(grammar.view(modal(**change)))


def test_a_form_needs_a_way_to_send_it() -> None:
    assert list(grammar.view(MODAL | {"blocks": [asked("plain_text_input")]})) == ["submit: required with inputs"]
