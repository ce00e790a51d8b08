"""How a line that somebody types could go on: the commands there are, and what the core knows of their options."""

import re
from dataclasses import dataclass

from adapters.web import inbound, limits
from adapters.web.bridge import Bridge
from adapters.web.people import Player
from bot.requests import CommandSpec, Option

#: A word as the core reads it: what is quoted is one.
_WORD = re.compile(r'"[^"]*"|“[^”]*”|\S+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A whole line to take over, and what it is."""

    line: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The option that is being typed: what stands before it, what of it is there, and whether more follow."""

    option: Option
    before: str
    typed: str
    more: bool

    @property
    def about(self) -> str:
        """What belongs here, in a few words."""
        return f"{self.option.name}: {self.option.summary}" + ("" if self.option.required else " (optional)")


async def complete(bridge: Bridge, viewer: Player, line: str) -> tuple[str, tuple[Proposal, ...]]:
    """What belongs where somebody is typing, empty for a command, and the lines they may mean."""
    asked = option(line, bridge.commands)
    if asked is None:
        return "", commands(line, bridge.commands)
    values = await _values(bridge, viewer, asked)
    return asked.about, tuple(_filled(asked, value) for value in values if value != asked.typed)


async def _values(bridge: Bridge, viewer: Player, asked: Asked) -> tuple[str, ...]:
    """What may stand there: the words it takes, or what the core knows of."""
    if asked.option.choices:
        return tuple(word for word in asked.option.choices if word.casefold().startswith(asked.typed.casefold()))
    return await bridge.suggest(inbound.actor(viewer), asked.option, asked.typed) if asked.option.suggests else ()


def commands(line: str, specs: tuple[CommandSpec, ...]) -> tuple[Proposal, ...]:
    """The commands that begin so, then those that speak of it; not the one that is there whole already."""
    sought = " ".join(line.replace("/", " ").casefold().split())
    begin = [spec for spec in specs if " ".join(spec.path).startswith(sought)]
    speak = [spec for spec in specs if spec not in begin and _speaks(spec, sought.split())]
    whole = tuple(Proposal(line=typed(spec), about=spec.summary) for spec in (*begin, *speak))
    return tuple(one for one in whole if one.line != f"/{sought}")[: limits.PROPOSALS]


def option(line: str, specs: tuple[CommandSpec, ...]) -> Asked | None:
    """The option somebody is at; none while they are still at the command itself."""
    name = line.lstrip().removeprefix("/")
    fitting = [spec for spec in specs if spec.options and _begins(name, spec)]
    spec = max(fitting, key=lambda one: len(one.path), default=None)
    if spec is None or _still_a_command(name, spec, specs):
        return None
    said = " ".join(spec.path)
    rest = name[len(said) :]
    words = [found.start() for found in _WORD.finditer(rest)]
    ended = rest[-1:].isspace()
    place = min(len(words) if ended or not words else len(words) - 1, len(spec.options) - 1)
    begin = words[place] if place < len(words) else len(rest)
    before = f"/{said}{rest[:begin]}"
    return Asked(
        option=spec.options[place],
        before=before if before[-1:].isspace() else f"{before} ",
        typed=rest[begin:].strip(' "“”'),
        more=place + 1 < len(spec.options),
    )


def typed(spec: CommandSpec) -> str:
    """A command as it is typed, with a space where something may follow."""
    return "/" + " ".join(spec.path) + (" " if spec.options else "")


def _begins(name: str, spec: CommandSpec) -> bool:
    return name.casefold().startswith(" ".join(spec.path) + " ")


def _still_a_command(name: str, spec: CommandSpec, specs: tuple[CommandSpec, ...]) -> bool:
    """Whether a longer command begins with what is typed: `/roadmap w` is on its way to `/roadmap week`."""
    longer = (" ".join(one.path) for one in specs if len(one.path) > len(spec.path))
    return any(one.startswith(name.casefold()) for one in longer)


def _speaks(spec: CommandSpec, words: list[str]) -> bool:
    said = f"{' '.join(spec.path)} {spec.summary}".casefold()
    return all(word in said for word in words)


def _filled(asked: Asked, value: str) -> Proposal:
    """A value in its place, quoted where it would be read as several."""
    word = f'"{value}"' if asked.more and " " in value else value
    return Proposal(line=f"{asked.before}{word}" + (" " if asked.more else ""), about=asked.option.summary)
