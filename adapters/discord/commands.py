"""Application commands from the house's `CommandSpec`s, and back.

Discord invokes no bare group: where a command has subcommands, what it does without one is its subcommand `show`.
https://docs.discord.com/developers/interactions/application-commands#subcommands-and-subcommand-groups
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from adapters.discord import limits
from bot.requests import CommandSpec, Option, OptionKind

Json: TypeAlias = dict[str, Any]

BARE = "show"
_SUBCOMMAND = 1
_TYPES = dict.fromkeys(OptionKind, 3) | {OptionKind.WHOLE: 4}
#: A server's channels only: in a private conversation nobody could tell which community is meant.
_EVERYWHERE_IN_SERVERS = {"contexts": [0], "integration_types": [0]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed: the path of the spec, its options as text, and the one they are typing now, if any."""

    path: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    focused: str = ""


def definitions(specs: Sequence[CommandSpec], *, one_server: bool = False) -> list[Json]:
    """What to register. Raises `ValueError` for what Discord could not hold."""
    names = dict.fromkeys(spec.path[0] for spec in specs)
    placed = {} if one_server else _EVERYWHERE_IN_SERVERS
    return [_command([spec for spec in specs if spec.path[0] == name]) | placed for name in names]


def same(wanted: Sequence[Json], registered: Sequence[Json]) -> bool:
    """Whether Discord already holds these definitions, whatever ids and versions it added to them."""
    return _bare(wanted) == _bare(registered)


def read(invoked: Mapping[str, Any]) -> Typed:
    """What was typed, from the `data` of an interaction."""
    options = cast(list[Json], invoked.get("options", []))
    name = str(invoked["name"])
    if options and options[0]["type"] == _SUBCOMMAND:
        chosen = str(options[0]["name"])
        path = (name,) if chosen == BARE else (name, chosen)
        return _typed(path, options[0].get("options", []))
    return _typed((name,), options)


def option(specs: Iterable[CommandSpec], typed: Typed) -> Option | None:
    """The option somebody is typing, if the command has it."""
    candidates = (option for spec in specs if spec.path == typed.path for option in spec.options)
    return next((option for option in candidates if option.name == typed.focused), None)


def _typed(path: tuple[str, ...], options: Iterable[Json]) -> Typed:
    given = {str(option["name"]): str(option["value"]) for option in options}
    focused = next((str(option["name"]) for option in options if option.get("focused")), "")
    return Typed(path=path, options=given, focused=focused)


def _command(specs: list[CommandSpec]) -> Json:
    name = specs[0].path[0]
    bare = next((spec for spec in specs if len(spec.path) == 1), None)
    if bare and len(specs) == 1:
        return {"type": 1, "name": name, **_described(bare.summary), **_options(bare)}
    if any(spec.path[1:] == (BARE,) for spec in specs) or any(len(spec.path) > 2 for spec in specs):
        raise ValueError(f"/{name}: one subcommand deep, and {BARE!r} is what the bare command becomes on Discord")
    if len(specs) > limits.COMMAND_OPTIONS:
        raise ValueError(f"/{name} has {len(specs)} subcommands; Discord takes {limits.COMMAND_OPTIONS}")
    summary = bare.summary if bare else specs[0].summary
    return {"type": 1, "name": name, **_described(summary), "options": [_subcommand(spec) for spec in specs]}


def _subcommand(spec: CommandSpec) -> Json:
    name = spec.path[1] if len(spec.path) > 1 else BARE
    return {"type": _SUBCOMMAND, "name": name, **_described(spec.summary), **_options(spec)}


def _options(spec: CommandSpec) -> Json:
    # Discord wants the required ones first.
    ordered = sorted(spec.options, key=lambda option: not option.required)
    return {"options": [_option(option) for option in ordered]} if ordered else {}


def _option(option: Option) -> Json:
    marks = {"required": option.required, "autocomplete": option.suggests}
    shown = {name: True for name, meant in marks.items() if meant}
    return {"type": _TYPES[option.kind], "name": option.name, **_described(option.summary), **shown}


def _described(summary: str) -> Json:
    return {"description": limits.shorten(summary, limits.COMMAND_DESCRIPTION)}


_OURS = ("type", "name", "description", "options", "required", "autocomplete", "contexts", "integration_types")


def _bare(definitions: Iterable[Json]) -> list[Json]:
    return sorted((dict(_kept(one)) for one in definitions), key=lambda one: str(one["name"]))


def _kept(one: Json) -> Iterator[tuple[str, Any]]:
    for key in _OURS:
        if one.get(key):
            yield key, [dict(_kept(option)) for option in one[key]] if key == "options" else one[key]
