"""How a story is told where the platforms differ: once, here, so that the stories need not know."""

from collections.abc import Mapping

from tests.support.stages import slack
from tests.support.stages.core import CoreStage
from tests.support.stages.discord import DiscordStage
from tests.support.stages.slack import SlackStage
from tests.support.stages.stage import Seen, Stage


async def mends(stage: Stage, who: str, refused: Seen, answers: Mapping[str, str]) -> Seen:
    """Answer a refused form again; Discord has put it away, and offers to open it as it was left."""
    if not refused.fields:
        await stage.presses(who, "Open the form again")
    return await stage.fills(who, answers)


async def notes(stage: Stage, who: str) -> tuple[str, ...]:
    """The titles of what was said to somebody alone and unasked, oldest first."""
    return tuple(one.title for one in await stage.notes(who))


async def note(stage: Stage, who: str) -> str:
    """The newest private note of somebody, all of it; empty when there was none."""
    seen = await stage.notes(who)
    return f"{seen[-1].title}\n{seen[-1].text}" if seen else ""


async def wants_notes(stage: Stage, *everybody: str) -> None:
    """Let them say yes to private notes; only on Discord does anybody have to."""
    if isinstance(stage, DiscordStage):
        for who in everybody:
            await stage.says(who, "/my notes on")


async def posts(stage: Stage) -> tuple[str, ...]:
    """The titles of the posts in the channel, oldest first."""
    return tuple(one.title for one in await stage.channel())


def brings_notes(stage: Stage) -> bool:
    """Whether a private word comes unasked: on Discord only to those who said that they want it."""
    return not isinstance(stage, DiscordStage)


def sends_anything(stage: Stage) -> bool:
    """Whether people can send a command that does not exist: Discord's own client offers the known ones alone."""
    return not isinstance(stage, DiscordStage)


async def joins_as(stage: Stage, who: str, name: str) -> bool:
    """Let somebody call themselves `name`, and join; the playground's people cannot choose what they are called."""
    match stage:
        case CoreStage():
            await stage.says(name, "/cohort join")
        case SlackStage():
            stage.slack.workspace.member(slack.user(who)).name = name
            await stage.says(who, "/cohort join")
        case DiscordStage():
            stage.discord.world.person(who).name = name
            await stage.people.types(name, "/cohort join")
        case _:
            return False
    return True
