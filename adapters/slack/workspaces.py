"""Where segue is installed, and with which token. One workspace today; OAuth will put more of them here."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import ClientError
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import verdicts
from bot.errors import Misconfigured

logger = logging.getLogger(__name__)

#: A token that Slack will not take later either.
DEAD: Final = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


class Workspaces:
    """Knows whose token it is."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._team: str | None = None
        self._bot: str | None = None
        self._bot_user: str | None = None

    async def meet(self) -> None:
        """Ask Slack whose token this is. Raises `Misconfigured` if nobody's; that Slack is away stops nothing."""
        try:
            answer = await self._client.auth_test()
        except SlackApiError as error:
            if verdicts.code_of(error) in DEAD:
                raise Misconfigured(f"Slack refuses the bot token: {verdicts.code_of(error)}.") from None
            logger.warning("Slack did not say whose token this is: %s", verdicts.code_of(error) or "no reason")
        except (ClientError, TimeoutError, OSError) as error:
            logger.warning("Slack could not be reached at the start: %s", type(error).__name__)
        else:
            self._team, self._bot, self._bot_user = answer["team_id"], answer.get("bot_id"), answer.get("user_id")

    def holds(self, team: str) -> bool:
        """Whether messages to this workspace can be sent; while Slack has not said which one is ours, any may be."""
        return self._team is None or team == self._team

    def authorizer(self) -> Callable[..., Awaitable[AuthorizeResult]]:
        """Bolt's question for a token, answered from memory, so that no request waits for Slack."""

        # Bolt passes what the names of the arguments ask for, and would take a method's `self` for one of them.
        async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                bot_token=self._client.token,
                bot_id=self._bot,
                bot_user_id=self._bot_user,
            )

        return authorize
