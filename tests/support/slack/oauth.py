"""Consent: the page that asks for it, the code it brings, tokens that are exchanged for it, and their end.

https://docs.slack.dev/authentication/installing-with-oauth, https://docs.slack.dev/authentication/using-token-rotation
"""

import html
from base64 import b64decode
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from aiohttp import web

from tests.support.slack.things import Json, Refused
from tests.support.slack.tokens import ROTATED_LIVES, Token

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer

PAGE: Final = "/oauth/v2/authorize"
CODE_LIVES: Final = timedelta(minutes=10)
ROW: Final = """<form method="post"><p>{name}, for {place} ({team})
<input type="hidden" name="team" value="{team}"><input type="hidden" name="user" value="{user}">
<button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p></form>"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody answers on the page."""

    team: str
    user: str
    allows: bool = True


@dataclass(slots=True, kw_only=True)
class Code:
    """What an allowed consent brings back, once, for ten minutes."""

    team: str
    user: str
    scopes: frozenset[str]
    redirect: str
    until: datetime
    used: bool = False


class Consents:
    """Asks people; or takes the answers that a test has put into `decisions`, one per visit."""

    def __init__(self, slack: "SlackServer") -> None:
        self._slack = slack
        self.decisions: deque[Decision] = deque()
        self._codes: dict[str, Code] = {}

    def mount(self, app: web.Application) -> None:
        """Take visits, and the methods that go with them."""
        app.router.add_get(PAGE, self._visit)
        app.router.add_post(PAGE, self._answered)
        self._slack.open |= {"oauth.v2.access": self._access, "auth.revoke": self._revoke}

    def decides(self, team: str = "T1", user: str = "UANA", *, allows: bool = True) -> None:
        """Let the next visitor of the page answer at once."""
        self.decisions.append(Decision(team, user, allows))

    async def _visit(self, request: web.Request) -> web.Response:
        if wrong := self._wrong(request):
            return web.Response(status=400, text=f"Something is not right with this app: {wrong}")
        if self.decisions:
            return self._back(request, self.decisions.popleft())
        return web.Response(text=self._page(), content_type="text/html")

    async def _answered(self, request: web.Request) -> web.Response:
        if wrong := self._wrong(request):
            return web.Response(status=400, text=wrong)
        said = await request.post()
        return self._back(request, Decision(str(said["team"]), str(said["user"]), said["answer"] == "allow"))

    def _wrong(self, request: web.Request) -> str:
        """What is wrong with the address somebody was sent to."""
        app, asked = self._slack.app, request.query
        if asked.get("client_id") != app.client_id:
            return "invalid_client_id"
        if not asked.get("scope") or strange(asked["scope"], app.scopes):
            return "invalid_scope"
        back = asked.get("redirect_uri", "")
        if not back.startswith(("http://", "https://")) or not back.startswith(app.redirects or ("http",)):
            return "bad_redirect_uri"
        return ""

    def _back(self, request: web.Request, decision: Decision) -> web.Response:
        asked = request.query
        given = {"state": asked["state"]} if "state" in asked else {}
        if decision.allows:
            given |= {"code": self._code(decision, asked["scope"], asked["redirect_uri"])}
        else:
            given |= {"error": "access_denied"}
        joint = "&" if "?" in asked["redirect_uri"] else "?"
        raise web.HTTPFound(asked["redirect_uri"] + joint + urlencode(given))

    def _code(self, decision: Decision, scope: str, redirect: str) -> str:
        name = f"code-{len(self._codes) + 1}-{decision.team}"
        until = self._slack.clock.now() + CODE_LIVES
        scopes = frozenset(scope.split(","))
        self._codes[name] = Code(
            team=decision.team, user=decision.user, scopes=scopes, redirect=redirect, until=until
        )
        return name

    async def _access(self, request: web.Request, asked: Json) -> Json:
        """A token for a code, or for what renews one."""
        self._check_client(request, asked)
        if asked.get("grant_type") == "refresh_token":
            return self._granted(self._slack.tokens.renew(str(asked.get("refresh_token"))), "")
        code = self._spend(asked)
        here = self._slack.teams[code.team]
        here.installed = True
        token = self._slack.tokens.issue(code.team, code.scopes, rotates=self._slack.app.rotates)
        return self._granted(token, code.user)

    def _check_client(self, request: web.Request, asked: Json) -> None:
        name, secret = str(asked.get("client_id", "")), str(asked.get("client_secret", ""))
        header = request.headers.get("Authorization", "")
        if header.startswith("Basic "):
            name, _, secret = b64decode(header.removeprefix("Basic ")).decode().partition(":")
        if name != self._slack.app.client_id:
            raise Refused("invalid_client_id")
        if secret != self._slack.app.client_secret:
            raise Refused("bad_client_secret")

    def _spend(self, asked: Json) -> Code:
        code = self._codes.get(str(asked.get("code")))
        if code is None:
            raise Refused("invalid_code")
        if code.used:
            raise Refused("code_already_used")
        if self._slack.clock.now() >= code.until:
            raise Refused("code_expired")
        if asked.get("redirect_uri") != code.redirect:
            raise Refused("bad_redirect_uri")
        code.used = True
        return code

    def _granted(self, token: Token, user: str) -> Json:
        here = self._slack.teams[token.team]
        told: Json = {
            "access_token": token.value,
            "token_type": "bot",
            "scope": ",".join(sorted(token.scopes)),
            "bot_user_id": here.bot_user,
            "app_id": self._slack.app.id,
            "team": {"id": here.team, "name": here.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if user:
            told |= {"authed_user": {"id": user}}
        if token.refresh:
            told |= {"expires_in": int(ROTATED_LIVES.total_seconds()), "refresh_token": token.refresh}
        return told

    async def _revoke(self, request: web.Request, asked: Json) -> Json:
        """End the token it is asked with; its team's app hears of it."""
        token = self._slack.tokens.check(request.headers.get("Authorization", "").removeprefix("Bearer "))
        here = self._slack.teams[token.team]
        self._slack.tokens.end(token.team, "token_revoked", token.value)
        event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [here.bot_user]}}
        if self._slack.line is not None:
            self._slack.soon(self._slack.events.tell(here, event))
        return {"revoked": True}

    def _page(self) -> str:
        teams = self._slack.teams.values()
        people = [(here, member) for here in teams for member in here.members.values() if not member.bot]
        rows = "".join(
            ROW.format(name=html.escape(member.name), place=html.escape(here.name), team=here.team, user=member.id)
            for here, member in people
        )
        return f"<!doctype html><title>Slack</title><h1>{self._slack.app.id} asks to be installed</h1>{rows}"


def strange(scope: str, known: frozenset[str]) -> set[str]:
    """The scopes that the app's manifest does not have."""
    return set(scope.split(",")) - known
