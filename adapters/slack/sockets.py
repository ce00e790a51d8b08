"""Socket Mode: Slack delivers over connections that segue opens, so that this machine needs no address of its own.

Two of them, because Slack takes each one down now and then: a new one is open before the old one is let go, and
meanwhile the other one hears. https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import logging
from collections.abc import Coroutine
from random import uniform
from typing import Any, Final

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import verdicts
from adapters.slack.defects import Noted
from adapters.slack.line import Line, Take, Timing
from bot.errors import Misconfigured
from bot.metrics import RECONNECTED

logger = logging.getLogger(__name__)

LINES: Final = 2
#: Ends that leave the connection of use until the next one is there.
GENTLE: Final = frozenset({"refresh", "idle"})
#: As many failures count for one of these: Slack has to be left alone for a while.
GRAVE: Final = {"crowd": 5, "disabled": 6}
#: What Slack answers to an app token that it will not take later either.
DEAD: Final = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "token_revoked",
    }
)


class Sockets:
    """Keeps the connections. `take` is what an envelope is handed to; one that it does not take comes again."""

    def __init__(self, take: Take, client: AsyncWebClient, app_token: str, timing: Timing | None = None) -> None:
        self._take = take
        self._client = client
        self._app_token = app_token
        self._timing = timing or Timing()
        self._opening = asyncio.Lock()
        self._lines: set[Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Open the first connection, and the other behind it. Raises `Misconfigured` if Slack refuses the token."""
        first: Line | None = None
        try:
            first = await self._open()
        except SlackApiError as error:
            if (code := verdicts.code_of(error)) in DEAD:
                raise Misconfigured(f"Slack refuses the app token ({code}): see SEGUE_SLACK_APP_TOKEN.") from None
            _warn(error)
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            _warn(error)
        for line in (first, *[None] * (LINES - 1)):
            self._run(self._keep(line))

    async def close(self) -> None:
        """Let every connection go; what they heard is acknowledged first."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(line.hang_up() for line in tuple(self._lines)), return_exceptions=True)
        self._lines.clear()

    async def _keep(self, line: Line | None) -> None:
        """Have one connection, always."""
        failures = 0
        while True:
            with Noted("keeping a socket"):
                if line is None:
                    line, failures = await self._persist(failures)
                why = await line.ended()
                RECONNECTED.labels("slack", why).inc()
                failures = 0 if line.lived() >= self._timing.steady else failures
                line, failures = await self._replace(line, why, failures)
                continue
            line = None
            await asyncio.sleep(self._timing.longest)

    async def _replace(self, old: Line, why: str, failures: int) -> tuple[Line, int]:
        """The next connection. The old one is let go behind it, or before it when it is of no use."""
        if why == "disabled":
            logger.warning("Socket Mode is switched off in the settings of the Slack app")
        if why not in GENTLE:
            self._run(self._let_go(old))
        try:
            return await self._persist(max(failures, GRAVE.get(why, 0)))
        finally:
            if why in GENTLE:
                self._run(self._let_go(old))

    async def _persist(self, failures: int) -> tuple[Line, int]:
        """A connection, however long it takes to get one; and how many failures to begin with the next time."""
        while True:
            await asyncio.sleep(self._wait(failures))
            failures += 1
            try:
                return await self._open(), failures
            except (SlackClientError, ClientError, TimeoutError, OSError) as error:
                _warn(error)
                failures = max(failures, GRAVE.get(str(error), 0))
                await asyncio.sleep(_asked(error))

    async def _open(self) -> Line:
        """One connection, greeted. One is opened at a time: Slack gives out few addresses in a minute."""
        async with self._opening:
            answer = await self._client.apps_connections_open(app_token=self._app_token)
            line = Line(self._take, self._client, self._app_token, self._timing)
            self._lines.add(line)
            try:
                await line.dial(str(answer["url"]))
            except BaseException:
                await self._let_go(line)
                raise
            return line

    async def _let_go(self, line: Line) -> None:
        await line.hang_up()
        self._lines.discard(line)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _wait(self, failures: int) -> float:
        """Nothing before the first try, then longer and longer, never the same for two that failed together."""
        most = min(self._timing.longest, 2.0 ** min(failures, 10)) if failures else 0.0
        return uniform(most / 2, most)  # noqa: S311  (no secret)


def _warn(error: Exception) -> None:
    """Log it by its kind or code: what Slack answers may hold the address of a connection, which is a key."""
    code = verdicts.code_of(error) if isinstance(error, SlackApiError) else ""
    logger.warning("no connection to Slack: %s", code or type(error).__name__)


def _asked(error: Exception) -> float:
    """How long Slack asked to wait, in seconds."""
    response = getattr(error, "response", None)
    if getattr(response, "status_code", 0) != 429:
        return 0.0
    return verdicts.seconds(getattr(response, "headers", {}).get("Retry-After", ""), 60.0)
