"""What each file of a pack may hold beside the weeks, and how the parts of one thing lie inside another."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from bot.domain.guide import Guide

#: The files that a pack may do without, and the parts of `Guide` each of them holds. Passages may stand in several.
FILES: Mapping[str, tuple[str, ...]] = {
    "prompts": (
        "passages",
        "compass",
        "stories",
        "reminders",
        "milestones",
        "market",
        "answers",
        "win_categories",
        "monthly_questions",
        "mentor_sessions",
    ),
    "onboarding": ("passages", "onboarding", "plan_rules", "roles", "paces"),
    "routes": ("passages", "routes", "route_rules", "hunt_hints", "hunt_tags"),
    "checklists": (
        "passages",
        "checklists",
        "action_plans",
        "certificates",
        "tracks",
        "meetings",
        "chat_kits",
        "exports",
    ),
    "sources": ("articles",),
}


def homes(key: str) -> tuple[str, ...]:
    """The files that may hold this part of the guide."""
    return tuple(name for name, keys in FILES.items() if key in keys)


def shared(key: str) -> bool:
    """Whether this part of the guide may stand in several files."""
    return len(homes(key)) > 1


@cache
def parts(shape: type) -> Mapping[str, type]:
    """The dataclasses that one of this shape holds, alone or in a row, by field."""
    found = {key: _inner(hint) for key, hint in get_type_hints(shape).items()}
    return {key: inner for key, inner in found.items() if inner is not None}


def every(shape: type = Guide) -> tuple[type, ...]:
    """This dataclass and every one inside it, each once."""
    found = [shape]
    for one in found:
        found += [inner for inner in dict.fromkeys(parts(one).values()) if inner not in found]
    return tuple(found)


def _inner(hint: Any) -> type | None:  # noqa: ANN401  (a hint may be anything)
    return next((kind for kind in (hint, *get_args(hint)) if isinstance(kind, type) and is_dataclass(kind)), None)
