"""The one workspace whose token is in the environment."""

import asyncio
import logging

from slack_sdk.errors import SlackClientError

from adapters.slack import codes, verdicts
from adapters.slack.bridge import Bridge
from adapters.slack.calls import Calls
from adapters.slack.defects import Noted
from adapters.slack.installed import BELIEVED, NotInstalled, TokenEnded
from bot.errors import Misconfigured
from bot.installation import Installation
from bot.news import WorkspaceNews
from bot.ports import Clock
from bot.requests import Platform

logger = logging.getLogger(__name__)


class Alone:
    """Knows whose token it is, once Slack has said so. Until then it is taken for anybody's who asks.

    That holds at the start alone: where segue was removed it says nothing before Slack has taken the token again.
    """

    def __init__(self, token: str, calls: Calls, bridge: Bridge, clock: Clock) -> None:
        self._token = token
        self._calls = calls
        self._bridge = bridge
        self._clock = clock
        self._met: Installation | None = None
        self._refused = ""
        self._in_doubt = False
        self._asks_at = clock.now()
        self._asking = asyncio.Lock()

    async def start(self) -> None:
        """Ask Slack whose token this is. Raises `Misconfigured` if nobody's; that Slack is away stops nothing."""
        await self._meet()
        if self._refused:
            raise Misconfigured(f"Slack refuses the bot token: {self._refused}.")

    async def close(self) -> None:
        """Nothing is left in the middle."""

    async def installation(self, team: str) -> Installation:
        """The one in its workspace.

        Raises `NotInstalled` for others and while Slack refuses the token, `TokenEnded` while it does not say.
        """
        if self._met is None:
            async with self._asking:
                if self._met is None and self._clock.now() >= self._asks_at:
                    await self._meet()
        if self._in_doubt and not self._refused:
            raise TokenEnded
        found = await self.known(team)
        if found is None:
            raise NotInstalled
        return found

    async def known(self, team: str) -> Installation | None:
        """The same without asking Slack."""
        if self._refused or (self._met is not None and self._met.workspace != team):
            return None
        return self._met or self._stranger(team)

    def forget(self, team: str) -> None:
        """Say nothing more there, until Slack takes the token again."""
        if self._met is None or self._met.workspace == team:
            self._met, self._refused, self._in_doubt = None, "", True
            self._asks_at = self._clock.now()

    def refuse(self, team: str, token: str) -> None:
        """Slack did not take the token: there is no other. Of many who say so at once, one has Slack asked."""
        if token == self._token and self._met is not None:
            self.forget(team)

    async def _meet(self) -> None:
        self._asks_at = self._clock.now() + BELIEVED
        try:
            answer = await self._calls.client(self._token).auth_test()
        except SlackClientError as error:
            self._refuse(verdicts.heard(error, "auth.test").code)
        except verdicts.BROKEN as error:
            logger.warning("Slack could not be reached to ask whose token this is: %s", type(error).__name__)
        else:
            self._refused, self._in_doubt = "", False
            self._met = self._stranger(str(answer["team_id"]), answer.data)
            await self._heal(self._met)

    def _refuse(self, code: str) -> None:
        if code in codes.WORKSPACE:
            self._refused = code
        logger.warning("Slack did not say whose token this is: %s", code or "no reason")

    def _stranger(self, team: str, said: object = None) -> Installation:
        """The installation there, with what Slack said of it so far."""
        answer = said if isinstance(said, dict) else {}
        return Installation(
            platform=Platform.SLACK,
            workspace=team,
            name=str(answer.get("team") or ""),
            bot_user=str(answer.get("user_id") or ""),
            bot=str(answer.get("bot_id") or ""),
            token=self._token,
            installed_at=self._clock.now(),
        )

    async def _heal(self, met: Installation) -> None:
        """A workspace where segue had been removed, and is again."""
        with Noted("telling that the workspace is there"):
            back = WorkspaceNews(platform=Platform.SLACK, workspace=met.workspace, gone=False, at=self._clock.now())
            await self._bridge.hear(back)
