"""A core that answers what it was told to answer, and remembers what it was asked: for tests of the adapter alone."""

import asyncio
from collections.abc import Callable, Mapping

from bot.messages.pictures import Picture
from bot.news import News
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Platform, Request
from tests.support.sketches import Easel, Sketches


class Parrot:
    """Every request is kept in `asked` and given to `answers`, after `slow` seconds; `heard` tells of the first.

    News are kept in `told`, after the first `deaf` of them were not taken in. `spoken`, `cohorts` and `left` are
    where cohorts speak, who is in them and who has left, by server.
    """

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
        self.told: list[News] = []
        self._came = asyncio.Event()
        self.deaf = 0
        self.spoken: dict[str, frozenset[str]] = {"900": frozenset()}
        self.cohorts: dict[str, frozenset[str]] = {}
        self.left: frozenset[str] = frozenset()
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

    async def hear(self, news: News) -> bool:
        """Keep the news."""
        if self.deaf:
            self.deaf -= 1
            raise OSError("the database does not answer")
        self.told.append(news)
        self._came.set()
        return True

    async def heard_of(self, count: int) -> list[News]:
        """The news, once there are so many."""
        async with asyncio.timeout(60):
            while len(self.told) < count:
                self._came.clear()
                await self._came.wait()
        return self.told

    async def places(self, platform: Platform) -> Mapping[str, frozenset[str]]:
        """Where cohorts speak."""
        return self.spoken

    async def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who is in a cohort."""
        return self.cohorts.get(workspace, frozenset())

    async def away(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who has left."""
        return self.left
