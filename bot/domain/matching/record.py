"""What goes into the record of a round, so that anybody can see later that the same came of the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256

from bot.domain.matching.buddies import Circle
from bot.domain.matching.mentors import Round


def digest(given: Round | Circle) -> str:
    """SHA-256 of everything a round was decided by; in whatever order it was given."""
    return sha256(_told(given).encode()).hexdigest()


def _told(value: object) -> str:
    """The same text for the same value; pairs and what somebody put in order keep it, people have none."""
    if is_dataclass(value):
        told = (f"{one.name}:{_told(getattr(value, one.name))}" for one in fields(value))
        return f"{type(value).__name__}({','.join(told)})"
    if isinstance(value, Mapping):
        return _sorted(f"{_told(key)}:{_told(inner)}" for key, inner in value.items())
    if isinstance(value, tuple) and value and not any(map(is_dataclass, value)):
        return f"({','.join(map(_told, value))})"
    if isinstance(value, Collection) and not isinstance(value, str):
        return _sorted(map(_told, value))
    return repr(value)


def _sorted(told: Iterable[str]) -> str:
    return "{" + ",".join(sorted(told)) + "}"
