"""A core that answers what it was told to answer, and remembers what it was asked: for tests of the adapter alone."""

import asyncio
from collections.abc import Callable

from bot.messages.pictures import Picture
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Request
from tests.support.sketches import Easel, Sketches


class Parrot:
    """Every request is kept in `asked` and given to `answers`, after `slow` seconds; `heard` tells of the first."""

    def __init__(
        self,
        answers: Callable[[Request], Reply],
        commands: tuple[CommandSpec, ...] = (),
        suggestions: tuple[str, ...] = (),
        slow: float = 0,
    ) -> None:
        self.commands = commands
        self.asked: list[Request] = []
        self.completed: list[tuple[Actor, Option, str]] = []
        self._answers = answers
        self._suggestions = suggestions
        self._slow = slow
        self.heard = asyncio.Event()
        self.easel: Easel = Sketches()

    async def ask(self, request: Request) -> Reply:
        """The answer that was arranged."""
        self.asked.append(request)
        self.heard.set()
        await asyncio.sleep(self._slow)
        return self._answers(request)

    async def draw(self, picture: Picture) -> bytes:
        """What `easel` makes of it."""
        return await self.easel(picture)

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """The suggestions that were arranged."""
        self.completed.append((actor, option, typed))
        return self._suggestions
