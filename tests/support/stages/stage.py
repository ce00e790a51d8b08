"""What a story needs of a stage, so that one telling plays on the core, the playground, Slack and Discord."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody sees: a card, or a form (then `fields` are its labels). `buttons` that can still be pressed."""

    title: str
    text: str
    buttons: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Stage(Protocol):
    """A platform with people on it and one channel. `who` is a first name; Ana administers the workspace."""

    async def says(self, who: str, command: str) -> Seen:
        """Type a slash command, as in `/roadmap week 3`, into the channel; what this person sees for it."""
        ...

    async def presses(self, who: str, label: str) -> Seen:
        """Press the newest button, or choose the newest option of a menu, of that label in their sight.

        Private answers and notes come before the channel's posts.
        """
        ...

    async def fills(self, who: str, answers: Mapping[str, str]) -> Seen:
        """Fill the form they have open, by label, and send it; what they see for it."""
        ...

    async def waits(self, until: datetime) -> None:
        """Let the clock come to `until`; everything due on the way is said."""
        ...

    async def channel(self) -> tuple[Seen, ...]:
        """The bot's posts in the channel, oldest first."""
        ...

    async def notes(self, who: str) -> tuple[Seen, ...]:
        """What was said to this person alone and unasked, oldest first; also what opened below an answer."""
        ...

    async def rooms(self, who: str) -> tuple[Seen, ...]:
        """What was said in rooms for a few, this person among them, oldest first."""
        ...
