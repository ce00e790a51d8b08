"""One task for everything that is delivered under the same key, while it runs and for a while after."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")

#: How long what is done is remembered, in seconds: Slack's last retry of an event comes five minutes after the first.
REMEMBERED: Final = 400.0
#: As many are remembered at most.
MOST: Final = 1_000


class Shared(Generic[T]):
    """Tasks by key. One that raised is forgotten at once, and so is one whose outcome is not `worth` keeping."""

    def __init__(self, worth: Callable[[T], bool] = lambda _: True) -> None:
        self._worth = worth
        self._tasks: OrderedDict[str, tuple[asyncio.Task[T], float]] = OrderedDict()

    def task(self, key: str, begin: Callable[[], Coroutine[Any, Any, T]]) -> tuple[asyncio.Task[T], bool]:
        """The task of this key, and whether it begins now; without a key every task is one of its own."""
        self._forget_old()
        known = self._tasks.get(key) if key else None
        if known is not None:
            return known[0], False
        task = asyncio.create_task(begin())
        if key:
            self._tasks[key] = task, asyncio.get_running_loop().time() + REMEMBERED
            task.add_done_callback(lambda done: self._done(key, done))
        return task, True

    def _done(self, key: str, task: asyncio.Task[T]) -> None:
        if task.cancelled() or task.exception() is not None or not self._worth(task.result()):
            self._tasks.pop(key, None)

    def _forget_old(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._tasks:
            task, until = next(iter(self._tasks.values()))
            if len(self._tasks) <= MOST and (now < until or not task.done()):
                return
            self._tasks.popitem(last=False)
