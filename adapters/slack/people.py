"""What Slack knows of the people who ask: their name, their time zone, and whether they administer the workspace."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackClientError

from adapters.slack import verdicts
from adapters.slack.defects import Noted
from adapters.slack.inbound import Sender
from adapters.slack.workspaces import NotInstalled, Workspaces
from bot.ports import Clock
from bot.requests import Actor, Platform

#: How long a profile is believed: somebody who lost the workspace's administration keeps it here no longer.
BELIEVED: Final = timedelta(minutes=5)
#: An answer goes on without the profile after this part of the time that its acknowledgement has: 1 s of 2.5.
SHARE: Final = 0.4
REMEMBERED: Final = 10_000
METHOD: Final = "users.info"
#: The one bot of which Slack does not say so.
SLACKBOT: Final = "USLACKBOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What `users.info` says. `zone` is an IANA name that this machine knows too.

    `guest`: let into some channels only. `stranger`: from another workspace, in a shared channel. `gone`: left.
    `guessed`: Slack did not say, and the name is the one that came with the payload.
    """

    name: str
    administers: bool = False
    zone: str | None = None
    guest: bool = False
    stranger: bool = False
    bot: bool = False
    gone: bool = False
    guessed: bool = False


class People:
    """Looks people up with the token of where segue was asked, and remembers them for some minutes."""

    def __init__(self, workspaces: Workspaces, clock: Clock, patience: float) -> None:
        self._workspaces = workspaces
        self._patience = SHARE * patience
        self._clock = clock
        self._known: dict[Sender, tuple[datetime, Profile]] = {}

    async def actor(self, who: Sender) -> Actor:
        """The person behind a payload; without Slack's help they have the name it sent, no zone and no powers."""
        return known_as(who, await self.profile(who))

    async def profile(self, who: Sender) -> Profile:
        """What Slack says of somebody; without its help, the name that the payload sent."""
        until, profile = self._known.get(who, (None, None))
        if until and profile and self._clock.now() < until:
            return profile
        with Noted("looking somebody up"):
            return await self._asked(who)
        return Profile(name=who.name, guessed=True)

    def forget(self, team: str, user: str) -> None:
        """Ask anew about somebody whose profile has changed."""
        self._known = {who: known for who, known in self._known.items() if (who.team, who.user) != (team, user)}

    async def _asked(self, who: Sender) -> Profile:
        if self._workspaces.brakes.until(who.team, METHOD):
            return Profile(name=who.name, guessed=True)
        try:
            async with asyncio.timeout(self._patience):
                client = await self._workspaces.client(who.team)
                answer = await client.users_info(user=who.user)
        except SlackClientError as error:
            self._leave_alone(who.team, verdicts.heard(error, METHOD))
        except (NotInstalled, *verdicts.BROKEN):
            pass
        else:
            return self._remember(who, read(answer.get("user") or {}, who))
        return Profile(name=who.name, guessed=True)

    def _leave_alone(self, team: str, no: verdicts.No) -> None:
        if no.is_limit:
            self._workspaces.brakes.press(team, METHOD, no.wait)

    def _remember(self, who: Sender, profile: Profile) -> Profile:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[who] = (self._clock.now() + BELIEVED, profile)
        return profile


def known_as(who: Sender, profile: Profile) -> Actor:
    """Somebody, as the core hears of them."""
    return Actor(
        platform=Platform.SLACK,
        workspace=who.workspace,
        user=who.user,
        name=profile.name,
        administers=profile.administers,
        zone=profile.zone,
        guessed=profile.guessed,
    )


def read(user: Mapping[str, Any], who: Sender) -> Profile:
    """A profile from `users.info`. Guests, and people from elsewhere in a shared channel, administer nothing."""
    shown = user.get("profile") or {}
    guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
    at_home = user.get("team_id") == who.workspace == who.team and not user.get("is_stranger")
    bot, gone = bool(user.get("is_bot")) or who.user == SLACKBOT, bool(user.get("deleted"))
    powers = bool(user.get("is_admin") or user.get("is_owner"))
    return Profile(
        name=shown.get("display_name") or shown.get("real_name") or user.get("real_name") or who.name,
        administers=powers and at_home and not (guest or bot or gone),
        zone=zone(str(user.get("tz") or "")),
        guest=guest,
        stranger=not at_home,
        bot=bot,
        gone=gone,
    )


def zone(name: str) -> str | None:
    """A zone of Slack's, if this machine knows it too."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None
