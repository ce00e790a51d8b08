"""What was received on a stage that would ring at somebody's place, or run: after words that try to, nothing."""

from collections.abc import Iterator

from tests.support.discord import reading
from tests.support.stages.core import CoreStage
from tests.support.stages.discord import DiscordStage
from tests.support.stages.slack import SlackStage
from tests.support.stages.stage import Stage
from tests.support.stages.web import WebStage

#: Elements of Slack's blocks that ping, and texts that Slack reads as markup.
RINGING = frozenset({"user", "usergroup", "broadcast", "channel", "team", "mrkdwn"})
#: What Discord's clients make a mention of.
MENTIONS = frozenset({"mention", "role", "everyone", "channel", "command"})


async def heard(stage: Stage) -> list[str]:
    """Everything that rings or runs, of all that was said so far."""
    match stage:
        case CoreStage():
            return [card for card in map(repr, stage.cards()) if "Mention(" in card]
        case SlackStage():
            return [*_slack(stage)]
        case DiscordStage():
            return [*_discord(stage)]
        case WebStage():
            page = stage._page
            return await page.locator(".message :is(script, .mention, [onclick], img:not(.bot))").all_inner_texts()
        case _:
            raise TypeError(f"what rings on {stage}?")


def _slack(stage: SlackStage) -> Iterator[str]:
    here = stage.slack.workspace
    for message in here.messages:
        if "<" in message.text:
            yield message.text
        yield from ringing(message.blocks)
    for view in here.views:
        yield from ringing(view.shown["blocks"])


def ringing(part: object) -> Iterator[str]:
    """What pings or is read as markup, in a part of Slack's blocks."""
    if isinstance(part, dict):
        if part.get("type") in RINGING:
            yield str(part)
        for value in part.values():
            yield from ringing(value)
    elif isinstance(part, list):
        for one in part:
            yield from ringing(one)


def _discord(stage: DiscordStage) -> Iterator[str]:
    for message in stage.discord.world.messages.values():
        yield from message.pinged
        yield from (raw for name, raw in reading.read(message.text).acts if name in MENTIONS)
        if message.allowed.get("parse", ["everything"]):
            yield f"everything may ping: {message.allowed}"
