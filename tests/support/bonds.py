"""Two sides that become one: a code made on one, typed on the other, and both say yes."""

import re

from bot.replies import Reply
from bot.requests import Platform
from tests.support.hands import press
from tests.support.seen import text
from tests.support.worlds import World

_CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def two(world: World) -> tuple[World, World]:
    """The world as people of a Slack team and of a Discord server come into it."""
    return world.through(Platform.SLACK, "T1"), world.through(Platform.DISCORD, "900")


def connected(world: World) -> tuple[World, World]:
    """The same, where both are one community by Ana's word on both sides."""
    slack, discord = two(world)
    _connect(slack, discord)
    return slack, discord


def joined_by(first: World, workspace: str) -> World:
    """Another Slack team, which joins the community of the first side."""
    other = first.through(Platform.SLACK, workspace)
    _connect(first, other)
    return other


def code(reply: Reply) -> str:
    """The code on a card."""
    found = _CODE.search(text(reply))
    assert found is not None, text(reply)
    return found[0]


def asked(first: World, second: World, who: str, other: str = "") -> Reply:
    """What `other` reads on the second side, after typing the code that `who` made on the first."""
    return second.says(other or who, f"/my link code:{code(first.says(who, '/my link'))}")


def answered(first: World, second: World, who: str, other: str = "") -> Reply:
    """The same, after their yes."""
    return press(second, other or who, asked(first, second, who, other), "Yes, that is me")


def _connect(first: World, second: World) -> None:
    asked = second.says("Ana", f"/segue connect {code(first.says('Ana', '/segue connect'))}")
    press(second, "Ana", asked, "Yes, connect them")
    press(first, "Ana", first.says("Ana", "/segue connect"), "Yes, connect them")


def linked(first: World, second: World, who: str) -> Reply:
    """One person is on both sides from here on."""
    answered(first, second, who)
    return press(first, who, first.says(who, "/my link"), "Yes, this is me")
