"""How Slack's methods are reached: one pool of connections for every workspace, and nothing tried twice."""

from typing import Final

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import defects
from bot.ports import LEASE

#: No call may take longer, in seconds, so that a sender which froze cannot speak over the one that took its place.
TIMEOUT: Final = LEASE.total_seconds() / 4


class Calls:
    """Makes clients that share one pool. Begin with `start` and end with `close`."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    def client(self, token: str | None) -> AsyncWebClient:
        """A client that speaks with this token.

        Its retries are off: by default a message whose answer was lost is posted twice.
        """
        return AsyncWebClient(
            token=token,
            base_url=self._base_url,
            session=self._session,
            logger=defects.quiet("sdk"),
            retry_handlers=[],
        )
