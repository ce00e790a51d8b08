"""What Discord's client makes of a typed command: the subcommand and typed options of what is registered."""

from tests.support.discord.world import Json

SUBCOMMAND, WHOLE = 1, 4


class NotSent(LookupError):
    """The client has no way to send this; the sentence says why."""


def invoked(registered: list[Json], text: str) -> Json:
    """The `data` of the interaction for `/cohort join Spring`. Raises `NotSent` where the client would not let go.

    A group without its subcommand becomes `show`, as somebody would choose it who wants the bare command. Options
    are filled in their order, the last one with all that is left; `name:value` fills one by its name.
    """
    name, *words = text.removeprefix("/").split()
    command = _named(registered, name)
    data: Json = {"id": command["id"], "name": name, "type": 1}
    inner = command.get("options", [])
    if any(option["type"] == SUBCOMMAND for option in inner):
        chosen = words.pop(0) if words and words[0] in {option["name"] for option in inner} else "show"
        sub = _named(inner, chosen)
        filled = _filled(sub.get("options", []), words)
        return data | {"options": [{"name": chosen, "type": SUBCOMMAND, "options": filled}]}
    return data | {"options": _filled(inner, words)}


def _named(options: list[Json], name: str) -> Json:
    found = next((option for option in options if option["name"] == name), None)
    if found is None:
        raise NotSent(f"there is no {name!r} among {sorted(option['name'] for option in options)}")
    return found


def _filled(options: list[Json], words: list[str]) -> list[Json]:
    given: dict[str, str] = {}
    names = [option["name"] for option in options]
    for word in words:
        label, colon, value = word.partition(":")
        left = [name for name in names if name not in given]
        if colon and label in names:
            given[label] = value
        elif left:
            given[left[0]] = word
        elif names:
            given[names[-1]] += " " + word
        else:
            raise NotSent(f"this command takes nothing, so {word!r} has no place")
    missing = [option["name"] for option in options if option.get("required") and option["name"] not in given]
    if missing:
        raise NotSent(f"{missing[0]!r} is required")
    return [_option(option, given[option["name"]]) for option in options if option["name"] in given]


def _option(option: Json, said: str) -> Json:
    if option["type"] != WHOLE:
        return {"name": option["name"], "type": option["type"], "value": said}
    if not said.lstrip("-").isdecimal():
        raise NotSent(f"{option['name']!r} takes a whole number, not {said!r}")
    return {"name": option["name"], "type": WHOLE, "value": int(said)}
