"""Pictures that cost nothing: for tests of what carries a picture, and not of what is on it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.messages.pictures import Bars, Picture

Easel: TypeAlias = Callable[[Picture], Awaitable[bytes]]

WINS = Bars(
    title="Wins",
    labels=("W1", "W2"),
    values=(2, 3),
    unit="wins",
    alt="Wins per week: 2 in week 1, 3 in week 2, which is this one.",
)
#: The smallest there is: one white dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "5478da63f80f00010101001cb08c990000000049454e44ae426082"
)


class Sketches:
    """Draws a dot for everything, and remembers for what."""

    def __init__(self) -> None:
        self.drawn: list[Picture] = []

    async def __call__(self, picture: Picture) -> bytes:
        """A dot."""
        self.drawn.append(picture)
        return DOT


async def torn(picture: Picture) -> bytes:
    """Fail to draw."""
    raise RuntimeError(picture.title)


async def endless(picture: Picture) -> bytes:
    """Draw for ever."""
    await asyncio.Event().wait()
    raise AssertionError(picture)
