"""Typed commands: which one is meant, what follows it, and what was nearly meant."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.domain import dates, mentions
from bot.errors import NotUnderstood
from bot.features.feature import Answers, Command
from bot.messages.wire import LIMIT, SEPARATOR
from bot.requests import CommandSpec, Option, OptionKind

#: What a button carries of a command and its words, beside the name of its action.
CARRIED = LIMIT - len("command.run|")
#: So many characters after the nearest command are offered along with it.
OFFERED = 40
#: A word, or several in quotes: straight, curly, or as a keyboard of another language writes them.
_WORD = re.compile(r'"([^"]*)"|[“„]([^“”„]*)[”“]|«([^»]*)»|‘([^’]*)’(?!\S)|(<[@#][^>]*>)|(\S+)')
#: What is found by its mention, wherever that stands.
_MENTIONED = {OptionKind.PERSON: mentions.is_person, OptionKind.ROLE: mentions.is_role}
#: The most words that a day takes: on Monday, 1 February 2027.
_DAY = 5


def find(commands: Sequence[Command], name: str, text: str) -> tuple[Command, str]:
    """The command that is meant, and the words after it.

    The longest path wins; what follows a bare command that takes no options is not understood, and the nearest one
    is offered. Raises `NotUnderstood`.
    """
    typed = (name, *text.split())
    said = tuple(word.casefold() for word in typed)
    fitting = [command for command in commands if said[: len(command.spec.path)] == command.spec.path]
    best = max(fitting, key=lambda command: len(command.spec.path), default=None)
    if best is None or (len(said) > len(best.spec.path) and not best.spec.options):
        known = name if any(command.spec.path[0] == name for command in commands) else ""
        raise NotUnderstood("/" + " ".join(typed)[:80], _nearest(commands, typed), known)
    return best, _after(text, len(best.spec.path) - 1)


def read(spec: CommandSpec, rest: str) -> Answers:
    """The words after a command as the options it declares, in their order; the last one takes all that is left.

    A day takes as many words as name one. A person or a role that is mentioned is the one it asks for, wherever it
    stands.
    """
    words, values = list(_WORD.finditer(rest)), dict[str, str]()
    asked = list(spec.options)
    for option in [one for one in asked if one.kind in _MENTIONED]:
        names = _MENTIONED[option.kind]
        named = next((word for word in words if names(_word(word))), None)
        if named is not None:
            values[option.name] = _word(named)
            words.remove(named)
            asked.remove(option)
    for place, option in enumerate(asked):
        taken = words if place == len(asked) - 1 else words[: _length(option, words)]
        words = words[len(taken) :]
        if taken:
            values[option.name] = _said(option, taken, rest)
    return Answers(values=values)


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


def _length(option: Option, words: Sequence[re.Match[str]]) -> int:
    """How many words an option takes of these: one, or as many as name a day where it asks for one."""
    if option.kind is not OptionKind.DATE:
        return 1
    most = range(min(_DAY, len(words)), 0, -1)
    return next((many for many in most if dates.reads(" ".join(map(_word, words[:many])))), 1)


def _said(option: Option, words: Sequence[re.Match[str]], rest: str) -> str:
    """What these words say: as they were typed where somebody tells something, in one line where they name it."""
    telling = option.kind is OptionKind.TEXT and not option.suggests and len(words) > 1
    return rest[words[0].start() : words[-1].end()] if telling else " ".join(map(_word, words))


def _word(found: re.Match[str]) -> str:
    """The word without its quotes."""
    return "".join(found.groups(default=""))


def _nearest(commands: Sequence[Command], typed: Sequence[str]) -> str:
    """The command most like what was typed: a subcommand of the same command, else another command.

    Where it takes words, those that were typed after it stay.
    """
    said = [word.casefold() for word in typed]
    known = [command.spec for command in commands]
    own = {spec.path[1]: spec for spec in known if spec.path[0] == said[0] and len(spec.path) > 1}
    place, among = (1, own) if own else (0, {spec.path[0]: spec for spec in known if len(spec.path) == 1})
    close = get_close_matches(said[place], among, n=1)
    if not close:
        return ""
    spec, after = among[close[0]], " ".join(typed[place + 1 :])
    carried = after if spec.options and len(after) <= OFFERED and SEPARATOR not in after else ""
    return " ".join(("/" + " ".join(spec.path), carried)).strip()


def _after(text: str, words: int) -> str:
    """The text without its first words."""
    return text.split(maxsplit=words)[words] if len(text.split()) > words else ""
