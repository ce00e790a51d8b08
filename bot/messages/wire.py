"""Actions and the short strings that carry them inside a button.

State travels in the button, so one from last month still works after a restart or a deploy. Discord allows
100 characters in a `custom_id` (https://discord.com/developers/docs/components/reference), Slack 255 in an
`action_id`; the shorter one is the law for both.
"""

from dataclasses import dataclass

LIMIT = 100
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Action:
    """What pressing a button or sending a form means: the name of a handler and its arguments.

    Raises `ValueError` when it would not fit on the wire or contains the separator.
    """

    name: str
    args: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(SEPARATOR in part for part in (self.name, *self.args)):
            raise ValueError(f"an action may not contain {SEPARATOR!r}: {self}")
        if len(pack(self)) > LIMIT:
            raise ValueError(f"an action is at most {LIMIT} characters on the wire: {self}")


def pack(action: Action) -> str:
    """The action as one string of at most 100 characters."""
    return SEPARATOR.join((action.name, *action.args))


def unpack(wire: str) -> Action:
    """The action that `pack` made this string from; any other text becomes an action nobody handles."""
    name, *args = wire[:LIMIT].split(SEPARATOR)
    return Action(name, tuple(args))
