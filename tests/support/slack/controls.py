"""What pressing a control and filling in a field mean, as Slack writes it into a payload."""

from collections.abc import Mapping

from tests.support.slack import sight
from tests.support.slack.things import Json, Refused, View

#: What was typed stays where it is: under which name of the element.
KEPT = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
}


def pressed(block: Json, control: Json, label: str) -> Json | None:
    """The action of pressing that label on this control of a block, if it is there."""
    done = {"type": control["type"], "action_id": control["action_id"], "block_id": block.get("block_id", "b1")}
    done |= {"action_ts": "1.1"} | ({"value": control["value"]} if "value" in control else {})
    if control["type"] == "button":
        return done if control["text"]["text"] == label else None
    chosen = [option for option in control["options"] if option["text"]["text"] == label]
    return done | {"selected_option": chosen[0]} if chosen else None


def filled(view: View, answers: Mapping[str, str]) -> Json:
    """The state of a form: what is typed now, by label, else what was there. `LookupError`: no such field."""
    if missing := answers.keys() - set(sight.fields(view)):
        raise LookupError(f"no field is called {missing}")
    return {block["block_id"]: _filled(block, answers) for block in sight.inputs(view)}


def keep(view: View, values: Json) -> None:
    """Leave in an open form what was typed, as Slack does when it shows errors."""
    for block in sight.inputs(view):
        state = next(iter(values[block["block_id"]].values()))
        block["element"] |= {KEPT[key]: value for key, value in state.items() if key in KEPT and value}


def check_errors(view: View, errors: Mapping[str, str]) -> None:
    """Raise `Refused` for a sentence beside something that takes no answer."""
    if strange := errors.keys() - {block["block_id"] for block in sight.inputs(view)}:
        raise Refused("invalid_errors", *sorted(strange))


def _filled(block: Json, answers: Mapping[str, str]) -> Json:
    element = block["element"]
    typed = answers.get(block["label"]["text"])
    state: Json = {"type": element["type"]}
    match element["type"]:
        case "static_select" | "radio_buttons":
            chosen = [each for each in element["options"] if typed in (each["value"], each["text"]["text"])]
            state["selected_option"] = chosen[0] if chosen else element.get("initial_option")
        case "checkboxes" | "multi_static_select":
            state["selected_options"] = _taken(element, typed)
        case "datepicker":
            state["selected_date"] = typed or element.get("initial_date")
        case "timepicker":
            state["selected_time"] = typed or element.get("initial_time")
        case _:
            state["value"] = typed if typed is not None else element.get("initial_value")
    return {element["action_id"]: state}


def _taken(element: Json, typed: str | None) -> list[Json]:
    """The options that are named, by value or label, in the order somebody named them; what was there by default."""
    if typed is None:
        return list(element.get("initial_options", ()))
    known = {name: each for each in element["options"] for name in (each["value"], each["text"]["text"])}
    return [known[name.strip()] for name in typed.split(",") if name.strip()]
