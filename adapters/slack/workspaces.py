"""The one place that knows tokens: a client for every workspace where segue is installed."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import codes, verdicts
from adapters.slack.alone import Alone
from adapters.slack.brakes import Brakes
from adapters.slack.bridge import Bridge
from adapters.slack.calls import Calls
from adapters.slack.defects import Noted
from adapters.slack.installed import NotInstalled, TokenEnded
from adapters.slack.oauth import OAuth
from adapters.slack.rotation import Rotation
from bot.installation import Installation
from bot.ports import Clock

__all__ = ["NotInstalled", "TokenEnded", "Workspaces"]


class Installations(Protocol):
    """Where tokens come from: the environment, or consents that the database keeps."""

    async def start(self) -> None:
        """Get ready."""
        ...

    async def close(self) -> None:
        """Finish what must not be left in the middle."""
        ...

    async def installation(self, team: str) -> Installation:
        """The one in this workspace, its token good for now. Raises `NotInstalled`."""
        ...

    async def known(self, team: str) -> Installation | None:
        """The one in this workspace, whatever its token; None where segue is not. Slack is not asked."""
        ...

    def forget(self, team: str) -> None:
        """Believe nothing that was known about a workspace."""
        ...

    def refuse(self, team: str, token: str) -> None:
        """Slack did not take this token."""
        ...


class Workspaces:
    """Clients by workspace. Ask for one each time there is something to say: it costs nothing, and tokens end."""

    def __init__(self, calls: Calls, installations: Installations, clock: Clock) -> None:
        self._calls = calls
        self._installations = installations
        self._brakes = Brakes(clock)
        self._clients: dict[str, AsyncWebClient] = {}

    @classmethod
    def single(cls, token: str, *, bridge: Bridge, clock: Clock, base_url: str) -> "Workspaces":
        """The one workspace of a token from the environment."""
        calls = Calls(base_url)
        return cls(calls, Alone(token, calls, bridge, clock), clock)

    @classmethod
    def many(cls, oauth: OAuth, *, bridge: Bridge, clock: Clock, base_url: str) -> "Workspaces":
        """Every workspace that consented: see `install`."""
        calls = Calls(base_url)
        return cls(calls, Rotation(oauth, calls, bridge, clock), clock)

    @property
    def calls(self) -> Calls:
        """How Slack is reached, for what needs no token of a workspace."""
        return self._calls

    @property
    def brakes(self) -> Brakes:
        """What Slack asked to be left alone."""
        return self._brakes

    async def start(self) -> None:
        """Open the one pool that every call shares. Raises `Misconfigured` if Slack refuses the one token."""
        await self._calls.start()
        try:
            await self._installations.start()
        except BaseException:
            await self._calls.close()
            raise

    async def close(self) -> None:
        """Finish what must not be left in the middle, and let go of the connections."""
        await self._installations.close()
        await self._calls.close()

    async def client(self, team: str) -> AsyncWebClient:
        """The client for this workspace, with a token that is good for now.

        Raises `NotInstalled` where segue is not, or no longer, installed, and its kind `TokenEnded` where it is and
        Slack cannot be asked for a new token at the moment.
        """
        installation = await self._installations.installation(team)
        known = self._clients.get(team)
        if known is None or known.token != installation.token:
            known = self._clients[team] = self._calls.client(installation.token)
        return known

    def forget(self, team: str) -> None:
        """Believe nothing that was known about a workspace: segue was removed there, or installed anew."""
        self._installations.forget(team)
        self._clients.pop(team, None)

    async def is_lost(self, team: str, refused: AsyncWebClient) -> bool:
        """Whether segue is gone from a workspace where Slack did not take the token of this client.

        There may be another token, one that ended may be exchanged, and Slack is asked twice before it is believed.
        """
        self._installations.refuse(team, refused.token or "")
        try:
            anew = await self.client(team)
        except TokenEnded:
            return False
        except NotInstalled:
            return True
        return anew.token == refused.token and await _is_dead(anew)

    def authorizer(self) -> Callable[..., Awaitable[Any]]:
        """Bolt's question whose request this is. It gets no token: whatever segue says, it says through `client`."""

        # Bolt passes what the names of the arguments ask for, and would take a method's `self` for one of them.
        async def authorize(
            enterprise_id: str | None, team_id: str | None, user_id: str | None
        ) -> AuthorizeResult | None:
            return await self._authorized(enterprise_id, team_id, user_id)

        return authorize

    async def _authorized(self, enterprise: str | None, team: str | None, user: str | None) -> AuthorizeResult | None:
        """What Bolt wants to know; None where segue is not installed. A database that is away refuses nobody."""
        known: Installation | None = None
        with Noted("asking whose request it is"):
            known = await self._installations.known(team or "")
            if known is None:
                return None
        return AuthorizeResult(
            enterprise_id=enterprise,
            team_id=team,
            user_id=user,
            bot_id=known.bot if known else None,
            bot_user_id=known.bot_user if known else None,
        )


async def _is_dead(client: AsyncWebClient) -> bool:
    """Whether Slack says so of a token; that it says nothing is no answer."""
    try:
        await client.auth_test()
    except SlackClientError as error:
        return verdicts.heard(error, "auth.test").code in codes.WORKSPACE
    except verdicts.BROKEN:
        return False
    return False
