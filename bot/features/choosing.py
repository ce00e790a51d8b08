"""Options that take only a few words: any other one is refused with the words there are."""

from collections.abc import Mapping

from bot.errors import NotOffered
from bot.requests import CommandSpec, Option


def chosen(spec: CommandSpec, values: Mapping[str, str]) -> Mapping[str, str]:
    """The same values, what was chosen in the words of its option. Raises `NotOffered` for any other word."""
    picked = {
        option.name: _word(spec, option, values[option.name])
        for option in spec.options
        if option.choices and values.get(option.name, "").strip()
    }
    return {**values, **picked}


def _word(spec: CommandSpec, option: Option, said: str) -> str:
    meant = said.strip().casefold()
    found = next((word for word in option.choices if word.casefold() == meant), None)
    if found is None:
        raise NotOffered(said.strip(), option.choices, f"/{' '.join(spec.path)}")
    return found
