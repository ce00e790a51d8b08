"""Typed commands: which one is meant, what follows it, and what was nearly meant."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.cards import help as cards
from bot.errors import NotUnderstood
from bot.features.feature import Answers, Command
from bot.messages.wire import LIMIT, SEPARATOR
from bot.requests import CommandSpec

#: What a button carries of a command and its words, beside the name of its action.
CARRIED = LIMIT - len("command.run|")
_WORD = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


def find(commands: Sequence[Command], name: str, text: str) -> tuple[Command, str]:
    """The command that is meant, and the words after it.

    The longest path wins; what follows a bare command that takes no options is not understood, and the nearest one
    is offered. Raises `NotUnderstood`.
    """
    said = (name, *text.split())
    fitting = [command for command in commands if said[: len(command.spec.path)] == command.spec.path]
    best = max(fitting, key=lambda command: len(command.spec.path), default=None)
    if best is None or (len(said) > len(best.spec.path) and not best.spec.options):
        raise NotUnderstood(_typed(said), _nearest(commands, said))
    return best, _after(text, len(best.spec.path) - 1)


def read(spec: CommandSpec, rest: str) -> Answers:
    """The words after a command as the options it declares; the last option takes all that is left."""
    words = ["".join(found.groups(default="")) for found in _WORD.finditer(rest)]
    names = [option.name for option in spec.options]
    if len(words) > len(names) and names:
        words[len(names) - 1 :] = [" ".join(words[len(names) - 1 :])]
    return Answers(values=dict(zip(names, words, strict=False)))


def of(commands: Sequence[Command], name: str) -> tuple[CommandSpec, ...]:
    """Everything one command can do."""
    return tuple(command.spec for command in commands if command.spec.path[0] == name)


def completed(spec: CommandSpec, values: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    """The same command as it is typed, once with each of these cohorts; none where a button cannot carry it."""
    if all(option.name != "cohort" for option in spec.options):
        return ()
    lines = tuple(" ".join((*spec.path, *_filled(spec, {**values, "cohort": name}))) for name in names)
    return lines if all(len(line) <= CARRIED and SEPARATOR not in line for line in lines) else ()


def _filled(spec: CommandSpec, values: Mapping[str, str]) -> Sequence[str]:
    """The options in their order, each in quotes, up to the last one that is given."""
    said = ['"{}"'.format(values.get(option.name, "").replace('"', "")) for option in spec.options]
    while said and said[-1] == '""':
        said.pop()
    return said


def _nearest(commands: Sequence[Command], said: Sequence[str]) -> str:
    """The command most like what was said, as it is typed: a subcommand of the same command, else another command."""
    known = [command.spec for command in commands]
    own = {spec.path[1]: spec for spec in known if spec.path[0] == said[0] and len(spec.path) > 1}
    place, among = (1, own) if own else (0, {spec.path[0]: spec for spec in known if len(spec.path) == 1})
    close = get_close_matches(said[place].casefold(), among, n=1)
    return cards.typed(among[close[0]]) if close else ""


def _typed(said: Sequence[str]) -> str:
    return "/" + " ".join(said)[:80]


def _after(text: str, words: int) -> str:
    """The text without its first words."""
    return text.split(maxsplit=words)[words] if len(text.split()) > words else ""
