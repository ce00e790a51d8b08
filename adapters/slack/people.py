"""What Slack knows of the people who ask: their name, their time zone, and whether they administer the workspace."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import Sender
from bot.ports import Clock
from bot.requests import Actor, Platform

#: How long a profile is believed: somebody who lost the workspace's administration keeps it here no longer.
BELIEVED: Final = timedelta(minutes=5)
#: An answer that waits for Slack longer than this goes on without the profile, in seconds.
PATIENCE: Final = 1.0
REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What `users.info` says. `zone` is an IANA name that this machine knows too."""

    name: str
    administers: bool = False
    zone: str | None = None


class People:
    """Looks people up, and remembers them for some minutes."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[Sender, tuple[datetime, Profile]] = {}

    async def actor(self, who: Sender) -> Actor:
        """The person behind a payload; without Slack's help they have the name it sent, no zone and no powers."""
        profile = await self._profile(who)
        return Actor(
            platform=Platform.SLACK,
            workspace=who.workspace,
            user=who.user,
            name=profile.name,
            administers=profile.administers,
            zone=profile.zone,
        )

    async def _profile(self, who: Sender) -> Profile:
        until, profile = self._known.get(who, (None, None))
        if until and profile and self._clock.now() < until:
            return profile
        try:
            answer = await asyncio.wait_for(self._client.users_info(user=who.user), PATIENCE)
        except (ClientError, SlackClientError, TimeoutError):
            return Profile(name=who.name)
        return self._remember(who, read(answer.get("user") or {}, who))

    def _remember(self, who: Sender, profile: Profile) -> Profile:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[who] = (self._clock.now() + BELIEVED, profile)
        return profile


def read(user: Mapping[str, Any], who: Sender) -> Profile:
    """A profile from `users.info`. Guests from elsewhere, in a shared channel, administer nothing."""
    shown = user.get("profile") or {}
    at_home = user.get("team_id") == who.workspace and not user.get("is_stranger")
    return Profile(
        name=shown.get("display_name") or shown.get("real_name") or user.get("real_name") or who.name,
        administers=at_home and bool(user.get("is_admin") or user.get("is_owner")),
        zone=_zone(str(user.get("tz") or "")),
    )


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None
