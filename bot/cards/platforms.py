"""What the places are called where people of one community are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.requests import Platform

NAMES: Mapping[Platform, str] = {
    Platform.SLACK: "Slack",
    Platform.DISCORD: "Discord",
    Platform.WEB: "the playground",
}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A workspace: its platform, and what its people call it where that is known."""

    platform: Platform
    title: str = ""


def labels(found: Sequence[Whereabouts]) -> tuple[str, ...]:
    """What they are called beside each other: Slack; where there are two of them, Slack (Acme)."""
    platforms = [one.platform for one in found]
    return tuple(
        NAMES[one.platform]
        if platforms.count(one.platform) == 1
        else f"{NAMES[one.platform]} ({one.title or platforms[: place + 1].count(one.platform)})"
        for place, one in enumerate(found)
    )
