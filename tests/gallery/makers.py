"""Who makes cards and forms, and the usual values a new one is made from."""

import inspect
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import get_type_hints

import bot.cards
from adapters.discord import notices
from adapters.slack import words
from bot.messages.elements import Card, Form

#: Where the doors keep their own words.
DOORS: Mapping[str, ModuleType] = {"slack": words, "discord": notices}


def makers() -> Iterator[FunctionType]:
    """Every public function that returns a card or a form, of the cards' modules and of the doors' own words."""
    cards = (import_module(found.name) for found in walk_packages(bot.cards.__path__, f"{bot.cards.__name__}."))
    for module in (*cards, *DOORS.values()):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            made_there = function.__module__ == module.__name__ and not name.startswith("_")
            if made_there and get_type_hints(function).get("return") in {Card, Form}:
                yield function


def usual(make: FunctionType, samples: Mapping[object, object]) -> tuple[object, ...] | None:
    """A value for each of its parameters, by type; none when a type has no usual value."""
    hints = get_type_hints(make)
    types = [hints[name] for name in inspect.signature(make).parameters]
    return tuple(samples[kind] for kind in types) if all(kind in samples for kind in types) else None
