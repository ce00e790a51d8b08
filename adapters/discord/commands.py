"""Application commands from the house's `CommandSpec`s, and back.

Discord invokes no bare group: where a command has subcommands, what it does without one is its subcommand `show`.
https://docs.discord.com/developers/interactions/application-commands#subcommands-and-subcommand-groups
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from adapters.discord import limits
from bot.requests import CommandSpec, Option, OptionKind, Role

Json: TypeAlias = dict[str, Any]

BARE = "show"
_SUBCOMMAND = 1
_USER, _ROLE = 6, 8
#: https://docs.discord.com/developers/interactions/application-commands#application-command-object
_CHOICES = 25
#: Ours, the length of a form's input: of an option Discord takes up to 6000.
_LONGEST = limits.INPUT_VALUE
_TYPES = dict.fromkeys(OptionKind, 3) | {OptionKind.WHOLE: 4, OptionKind.PERSON: _USER, OptionKind.ROLE: _ROLE}
#: Nothing that is typed behind a command is longer, and weeks are counted from one.
_BOUNDS: dict[int, Json] = {3: {"max_length": _LONGEST}, 4: {"min_value": 1}}
#: Who may manage the server, as Discord writes down permissions.
_MANAGERS = {"default_member_permissions": "32"}
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


def read(invoked: Mapping[str, Any], guild: str = "") -> Typed:
    """What was typed in a server, from the `data` of an interaction. Somebody who was chosen becomes a mention."""
    options = cast(list[Json], invoked.get("options", []))
    resolved = cast(Json, invoked.get("resolved") or {})
    name = str(invoked["name"])
    if options and options[0]["type"] == _SUBCOMMAND:
        chosen = str(options[0]["name"])
        path = (name,) if chosen == BARE else (name, chosen)
        return _typed(path, options[0].get("options", []), resolved, guild)
    return _typed((name,), options, resolved, guild)


def option(specs: Iterable[CommandSpec], typed: Typed) -> Option | None:
    """The option somebody is typing, if the command has it."""
    candidates = (option for spec in specs if spec.path == typed.path for option in spec.options)
    return next((option for option in candidates if option.name == typed.focused), None)


def _typed(path: tuple[str, ...], options: Iterable[Json], resolved: Json, guild: str) -> Typed:
    given = {str(option["name"]): _said(option, resolved, guild) for option in options}
    focused = next((str(option["name"]) for option in options if option.get("focused")), "")
    return Typed(path=path, options=given, focused=focused)


def _said(option: Json, resolved: Json, guild: str) -> str:
    """The text of an option. The role that everybody has is no role that could be named: it has its server's id."""
    chosen = str(option["value"])
    match option["type"]:
        case 6:
            return f"<@{chosen}|{_name(resolved, chosen)}>"
        case 8 if chosen == guild:
            return "@everyone"
        case 8:
            role = resolved.get("roles", {}).get(chosen) or {}
            return f"<@&{chosen}|{_plain(role.get('name'))}>"
    return chosen


def _name(resolved: Json, user: str) -> str:
    """What they are called in this server, or else on Discord."""
    member = resolved.get("members", {}).get(user) or {}
    known = resolved.get("users", {}).get(user) or {}
    return _plain(member.get("nick") or known.get("global_name") or known.get("username"))


def _plain(name: object) -> str:
    """A name without what would end a mention."""
    return "".join(letter for letter in str(name or "") if letter not in "<>|")


def _command(specs: list[CommandSpec]) -> Json:
    name = specs[0].path[0]
    bare = next((spec for spec in specs if len(spec.path) == 1), None)
    if bare and len(specs) == 1:
        return {"type": 1, "name": name, **_described(bare.summary), **_options(bare), **_shown(specs)}
    if any(spec.path[1:] == (BARE,) for spec in specs) or any(len(spec.path) > 2 for spec in specs):
        raise ValueError(f"/{name}: one subcommand deep, and {BARE!r} is what the bare command becomes on Discord")
    if len(specs) > limits.COMMAND_OPTIONS:
        raise ValueError(f"/{name} has {len(specs)} subcommands; Discord takes {limits.COMMAND_OPTIONS}")
    summary = bare.summary if bare else specs[0].summary
    inner = {"options": [_subcommand(spec) for spec in specs]}
    return {"type": 1, "name": name, **_described(summary), **inner, **_shown(specs)}


def _shown(specs: list[CommandSpec]) -> Json:
    """Who is shown a command, until the server's administrators decide otherwise: everybody, as a rule.

    Discord knows no subcommands in this, and nothing of who organises a cohort. Only a command that is for nobody
    but organisers is kept out of everybody's list; who may do what is the core's to say in any case.
    """
    return _MANAGERS if all(spec.role in (Role.ORGANISER, Role.STARTER) for spec in specs) else {}


def _subcommand(spec: CommandSpec) -> Json:
    name = spec.path[1] if len(spec.path) > 1 else BARE
    return {"type": _SUBCOMMAND, "name": name, **_described(spec.summary), **_options(spec)}


def _options(spec: CommandSpec) -> Json:
    # Discord wants the required ones first.
    ordered = sorted(spec.options, key=lambda option: not option.required)
    return {"options": [_option(option) for option in ordered]} if ordered else {}


def _option(option: Option) -> Json:
    kind, choices = _kind(option), option.choices[:_CHOICES]
    # Discord offers the choices itself, and roles, too.
    suggests = option.suggests and not choices and kind not in (_USER, _ROLE)
    marks = {"required": option.required, "autocomplete": suggests}
    shown: Json = {name: True for name, meant in marks.items() if meant}
    if choices:
        shown["choices"] = [{"name": word, "value": word} for word in choices]
    else:
        shown |= _BOUNDS.get(kind, {})
    return {"type": kind, "name": option.name, **_described(option.summary), **shown}


def _kind(option: Option) -> int:
    """What Discord lets people fill in. Its own list of people has nobody of a cohort who is on Slack alone."""
    known_to_us = option.kind is OptionKind.PERSON and option.suggests
    return _TYPES[OptionKind.TEXT] if known_to_us else _TYPES[option.kind]


def _described(summary: str) -> Json:
    return {"description": limits.shorten(summary, limits.COMMAND_DESCRIPTION)}


_OURS = (
    *("type", "name", "value", "description", "options", "choices", "required", "autocomplete"),
    *("max_length", "min_value", "default_member_permissions", "contexts", "integration_types"),
)


def _bare(definitions: Iterable[Json]) -> list[Json]:
    return sorted((dict(_kept(one)) for one in definitions), key=lambda one: str(one["name"]))


def _kept(one: Json) -> Iterator[tuple[str, Any]]:
    for key in _OURS:
        if one.get(key):
            yield key, [dict(_kept(inner)) for inner in one[key]] if key in ("options", "choices") else one[key]
