"""Slack's rules for what can be pressed, chosen or typed into.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import re
from collections.abc import Iterator, Sequence

from tests.support.slack.measures import count, plain, size, text, unique
from tests.support.slack.things import Json

#: How many options each kind may have.
MENUS = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10, "radio_buttons": 10, "overflow": 5}
PRESSABLE = frozenset({"button", "datepicker", "timepicker", *MENUS})
INPUTS = frozenset({"plain_text_input", "datepicker", "timepicker", *MENUS}) - {"overflow"}
SHAPES = {"initial_date": r"\d{4}-\d{2}-\d{2}", "initial_time": r"([01]\d|2[0-3]):[0-5]\d"}


def actions(elements: Sequence[Json]) -> Iterator[str]:
    """What is wrong with the row of an actions block."""
    yield from count("elements", elements, 25)
    yield from unique("action_id", [element.get("action_id") for element in elements])
    for element in elements:
        yield from pressable(element)


def pressable(element: Json) -> Iterator[str]:
    """What is wrong with something that can be pressed, in a row or beside a section."""
    if element.get("type") not in PRESSABLE:
        yield f"elements: {element.get('type')} is no element this Slack knows"
    elif element["type"] == "button":
        yield from _button(element)
    else:
        yield from _answerable(element)


def typed(element: Json) -> Iterator[str]:
    """What is wrong with the element of an input block."""
    if element.get("type") not in INPUTS:
        yield f"element: {element.get('type')} takes no answer"
        return
    yield from _answerable(element)
    if element["type"] == "plain_text_input":
        most, least = element.get("max_length", 3000), element.get("min_length", 0)
        if not 1 <= most <= 3000:
            yield "max_length: between 1 and 3000"
        if not 0 <= least <= most:
            yield "min_length: between 0 and max_length"
        yield from size("initial_value", element.get("initial_value", ""), most)


def _answerable(element: Json) -> Iterator[str]:
    yield from size("action_id", element.get("action_id", ""), 255)
    if "placeholder" in element:
        yield from plain("placeholder", element["placeholder"], 150)
    if "confirm" in element:
        yield from _confirm(element["confirm"])
    for name, shape in SHAPES.items():
        if name in element and not re.fullmatch(shape, element[name], re.ASCII):
            yield f"{name}: not of the form {shape}"
    if element["type"] in MENUS:
        yield from _menu(element)


def _button(button: Json) -> Iterator[str]:
    yield from plain("text", button.get("text"), 75)
    yield from size("action_id", button.get("action_id", ""), 255)
    yield from size("url", button.get("url", ""), 3000)
    yield from size("value", button.get("value", ""), 2000)
    yield from size("accessibility_label", button.get("accessibility_label", ""), 75)
    if button.get("style") not in {None, "primary", "danger"}:
        yield "style: neither primary nor danger"
    if "confirm" in button:
        yield from _confirm(button["confirm"])


def _confirm(confirm: Json) -> Iterator[str]:
    yield from plain("confirm.title", confirm.get("title"), 100)
    yield from text("confirm.text", confirm.get("text"), 300)
    yield from plain("confirm.confirm", confirm.get("confirm"), 30)
    yield from plain("confirm.deny", confirm.get("deny"), 30)


def _menu(menu: Json) -> Iterator[str]:
    groups = menu.get("option_groups")
    if groups is not None:
        yield from count("option_groups", groups, 100)
        for group in groups:
            yield from plain("option_groups.label", group.get("label"), 75)
    options = [option for group in groups for option in group["options"]] if groups else menu.get("options") or []
    yield from count("options", options, MENUS[menu["type"]])
    yield from unique("value", [option["value"] for option in options])
    for option in options:
        yield from _option(option)
    if menu.get("initial_option") not in [None, *options]:
        yield "initial_option: not among the options"
    before = menu.get("initial_options")
    if before is not None and not (before and all(each in options for each in before)):
        yield "initial_options: one or more of the options"


def _option(option: Json) -> Iterator[str]:
    yield from text("options", option.get("text"), 75)
    yield from size("value", option.get("value", ""), 150)
    yield from size("url", option.get("url", ""), 3000)
    if "description" in option:
        yield from text("description", option["description"], 75)
