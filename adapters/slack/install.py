"""Installing segue in a workspace: to Slack's page and back, in one browser, within ten minutes, once.

https://docs.slack.dev/authentication/installing-with-oauth; `troubles` has what may go wrong on the way.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import urlencode

from aiohttp import web
from slack_sdk.errors import SlackClientError

from adapters.slack import codes, defects, oauth, page, troubles, verdicts
from adapters.slack.bridge import Bridge
from adapters.slack.oauth import Denied, NoTeam, OAuth, Unanswered
from adapters.slack.troubles import Trouble
from adapters.slack.workspaces import Workspaces
from bot.installation import Installation
from bot.ports import Clock

logger = logging.getLogger(__name__)

BEGIN: Final = "/slack/install"
BACK: Final = "/slack/oauth"
#: Beginning anew, from either of the two pages, wherever a proxy puts them.
ANEW: Final = "install"
#: Knows the browser again.
COOKIE: Final = "segue_install"
#: How long somebody may take on Slack's page.
LASTS: Final = timedelta(minutes=10)
#: Longer than anything that Slack or we put into an address.
LONGEST: Final = 500


class Stopped(Exception):
    """The way ends here."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.title)
        self.trouble = trouble


class Consent:
    """The two addresses of an installation."""

    def __init__(self, app: OAuth, workspaces: Workspaces, bridge: Bridge, clock: Clock) -> None:
        self._app = app
        self._workspaces = workspaces
        self._bridge = bridge
        self._clock = clock

    def mount(self, app: web.Application) -> None:
        """Answer at `/slack/install` and `/slack/oauth`."""
        app.router.add_get(BEGIN, _guarded(self._begin), allow_head=False)
        app.router.add_get(BACK, _guarded(self._back), allow_head=False)

    async def _begin(self, _: web.Request) -> web.Response:
        """Send somebody to Slack's page, with a state that only this browser can bring back."""
        state, browser = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        await self._bridge.open_consent(mark(state, browser), self._clock.now() + LASTS)
        asked = {
            "client_id": self._app.client_id,
            "scope": ",".join(oauth.SCOPES),
            "redirect_uri": self._app.back,
            "state": state,
        }
        answer = web.Response(status=302, headers={"Location": f"{self._app.consent_page}?{urlencode(asked)}"})
        answer.set_cookie(
            COOKIE,
            browser,
            max_age=int(LASTS.total_seconds()),
            path=self._app.path,
            httponly=True,
            samesite="Lax",
            secure=self._app.address.startswith("https://"),
        )
        return answer

    async def _back(self, request: web.Request) -> web.Response:
        """Somebody comes back from Slack's page, with a code or without."""
        if refusal := request.query.get("error"):
            return _shown(troubles.declined(refusal))
        try:
            code = await self._checked(request)
            installation = await self._redeemed(code)
        except Stopped as stopped:
            return _shown(stopped.trouble)
        await self._bridge.install(installation)
        self._workspaces.forget(installation.workspace)
        logger.info("segue was installed in a workspace")
        answer = _page(page.installed(installation))
        answer.del_cookie(COOKIE, path=self._app.path)
        return answer

    async def _checked(self, request: web.Request) -> str:
        """The code, once it is certain that this browser was sent for it. Raises `Stopped`."""
        code, state = request.query.get("code", ""), request.query.get("state", "")
        browser = request.cookies.get(COOKIE, "")
        if not code or not state or len(code) > LONGEST or len(state) > LONGEST:
            raise Stopped(troubles.INCOMPLETE)
        if not browser or len(browser) > LONGEST:
            raise Stopped(troubles.OTHER_BROWSER)
        # State and browser are looked up together by their hash: nothing here is compared letter by letter.
        if not await self._bridge.spend_consent(mark(state, browser)):
            raise Stopped(troubles.STALE)
        return code

    async def _redeemed(self, code: str) -> Installation:
        """What the code is worth. Raises `Stopped`."""
        try:
            client = self._workspaces.calls.client(None)
            installation = await oauth.redeem(client, self._app, code, self._clock.now())
        except Denied as denied:
            logger.warning("Slack gave no token for a consent: %s", denied.code)
            raise Stopped(troubles.denied(denied.code)) from None
        except NoTeam:
            raise Stopped(troubles.WHOLE_ORGANISATION) from None
        except Unanswered:
            raise Stopped(troubles.AWAY) from None
        return await self._met(installation)

    async def _met(self, installation: Installation) -> Installation:
        """The installation, with who segue is there; without an answer it goes without, for nothing depends on it."""
        try:
            told = await self._workspaces.calls.client(installation.token).auth_test()
        except SlackClientError as error:
            if verdicts.heard(error, "auth.test").code in codes.WORKSPACE:
                raise Stopped(troubles.STRANGE) from None
            return installation
        except verdicts.BROKEN:
            return installation
        if told.get("team_id") != installation.workspace:
            raise Stopped(troubles.STRANGE)
        return replace(installation, bot=str(told.get("bot_id") or ""))


def mark(state: str, browser: str) -> str:
    """What the database remembers of a beginning: neither of the two can be read from it."""
    return sha256(f"{state}{browser}".encode("utf-8", "surrogatepass")).hexdigest()


def _guarded(handler: Callable[[web.Request], Awaitable[web.Response]]) -> Callable[..., Awaitable[web.Response]]:
    """The handler with headers on every answer, and a page for what nobody foresaw."""

    async def answer(request: web.Request) -> web.Response:
        try:
            answered = await handler(request)
        except Exception as defect:  # noqa: BLE001  (the edge of the house: a defect becomes a sentence)
            defects.note("installing", defect)
            answered = _shown(troubles.NOT_KEPT)
        answered.headers.update(page.HEADERS)
        return answered

    return answer


def _shown(trouble: Trouble) -> web.Response:
    return _page(page.troubled(trouble, ANEW), trouble.status)


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(status=status, text=html, content_type="text/html")
