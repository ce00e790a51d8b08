"""The server: Slack's Web API over HTTP for several teams, with limits, and with faults on demand."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeAlias

from aiohttp import web

from bot.ports import Clock
from scheduler.stopwatch import Stopwatch
from tests.support.slack import addresses, scopes
from tests.support.slack.delivery import Line
from tests.support.slack.events import Events
from tests.support.slack.faults import AFTERWARDS, Fault, FaultKind, Faults, instead, limited, spoil
from tests.support.slack.methods import METHODS
from tests.support.slack.oauth import PAGE, Consents
from tests.support.slack.rates import Breach, Rates
from tests.support.slack.scopes import App
from tests.support.slack.sockets import Sockets
from tests.support.slack.things import Call
from tests.support.slack.tokens import Token, Tokens
from tests.support.slack.workspace import Json, Refused, Workspace

__all__ = ["SECRET", "TOKEN", "Call", "Fault", "FaultKind", "SlackServer"]

TOKEN = "xoxb-a-local-slack"
SECRET = "a-local-signing-secret"

#: A method that takes no bot token: it looks itself who asks.
Open: TypeAlias = Callable[[web.Request, Json], Awaitable[Json]]


class SlackServer:
    """Slack at 127.0.0.1, with one app, in one team unless more are added.

    `workspace`, `token` and `team` are of that first team. `refusals` lists what Slack did not take, with the
    reasons, for a test that fails. Rates are counted by `stopwatch`: `breaches`, which get 429 if they are `strict`.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        token: str = TOKEN,
        secret: str = SECRET,
        team: str = "T1",
        stopwatch: Stopwatch | None = None,
        strict: bool = True,
        app: App | None = None,
    ) -> None:
        self.clock = clock
        self.app = app or scopes.app()
        self.token = token
        self.secret = secret
        self.tokens = Tokens(clock)
        self.teams: dict[str, Workspace] = {}
        self.rates = Rates(stopwatch, strict=strict)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.refusals: list[tuple[str, ...]] = []
        self.open: dict[str, Open] = {}
        #: How the app is reached: `Hands` knows its address.
        self.line: Line | None = None
        self.events = Events(self)
        self.sockets = Sockets(self)
        self.consents = Consents(self)
        self._tasks: set[asyncio.Task[object]] = set()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self.home = ""
        self.workspace = self.add(team, "Cohort house", token=token)

    @property
    def base_url(self) -> str:
        """What `AsyncWebClient` takes."""
        return f"{self.home}/api/"

    @property
    def consent_page(self) -> str:
        """Where people are sent to install the app."""
        return self.home + PAGE

    @property
    def breaches(self) -> list[Breach]:
        """The calls that broke a limit."""
        return self.rates.breaches

    def add(self, team: str, name: str, *, token: str = "", installed: bool = True) -> Workspace:
        """One more team, with the app installed there (`token` if one is given) or not yet."""
        here = Workspace(self.clock, team, name, self.teams, self._numbers)
        here.home, here.installed = self.home, installed
        self.teams[team] = here
        if installed:
            self.tokens.keep(token or f"xoxb-{team}", team, self.app.scopes)
        return here

    def token_of(self, team: str) -> str:
        """The newest good token of a team."""
        return self.tokens.living(team)[-1].value

    def uninstall(self, here: Workspace) -> None:
        """Let the app be gone from a team, and its tokens over."""
        here.installed = False
        self.tokens.end(here.team, "account_inactive")

    def soon(self, doing: Coroutine[object, object, object]) -> None:
        """Do something after the answer that is being given."""
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def reply_url(self, address: str) -> str:
        """Where answers to something pressed or typed are posted."""
        return f"{self.home}/reply/{address}"

    async def start(self, port: int = 0) -> None:
        """Listen, on a free port unless one is given."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        addresses.mount(app, self)
        self.consents.mount(app)
        self.sockets.mount(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.home = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        for here in self.teams.values():
            here.home = self.home

    async def close(self) -> None:
        """Hang up."""
        await asyncio.gather(*self._tasks)
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def fail_next(self, method: str, kind: FaultKind, detail: str = "1", team: str = "") -> None:
        """Let the next call of a method, by one team or by any, meet a fault."""
        self.faults.add(Fault(method, kind, detail, team))

    def called(self, method: str, team: str = "") -> list[Json]:
        """What a method was asked, by one team or by any, oldest first."""
        return [call.asked for call in self.calls if call.method == method and team in {"", call.team}]

    def refuse(self, refused: Refused) -> None:
        """Remember what Slack did not take."""
        self.refusals.append((refused.code, *refused.details))

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked = await _arguments(request)
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team = self._team(bearer)
        self.calls.append(Call(method, asked, team))
        fault = self.faults.take(method, team)
        if fault and fault.kind not in AFTERWARDS:
            return instead(fault)
        if wait := self._early(method, team, asked):
            return limited(str(int(wait) + 1))
        answer = web.json_response(await self._answer(method, asked, request, bearer), headers=self._granted(bearer))
        return await spoil(fault, request, answer) if fault else answer

    def _early(self, method: str, team: str, asked: Json) -> float:
        wait = self.rates.take(method, team, str(asked.get("channel", "")))
        return wait if self.rates.strict else 0.0

    def _team(self, bearer: str) -> str:
        try:
            return self.tokens.check(bearer).team
        except Refused:
            return ""

    def _granted(self, bearer: str) -> dict[str, str]:
        """What the token may do, as Slack says with every answer."""
        try:
            return {"x-oauth-scopes": ",".join(sorted(self.tokens.check(bearer).scopes))}
        except Refused:
            return {}

    async def _answer(self, method: str, asked: Json, request: web.Request, bearer: str) -> Json:
        try:
            if method in self.open:
                return {"ok": True} | await self.open[method](request, asked)
            here = self.teams[self._check(method, bearer).team]
            return {"ok": True} | await METHODS[method](here, asked)
        except Refused as refused:
            self.refuse(refused)
            return _refusal(refused)

    def _check(self, method: str, bearer: str) -> Token:
        """The token, if it may be used for this. Raises `Refused` with Slack's reason if not."""
        token = self.tokens.check(bearer)
        if method not in METHODS:
            raise Refused("unknown_method")
        needed = scopes.METHODS[method]
        if needed and not needed & token.scopes:
            raise Refused("missing_scope", *sorted(needed))
        return token


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json()) if await request.read() else {}
    return dict(await request.post()) | dict(request.query)


def _refusal(refused: Refused) -> Json:
    told: Json = {"ok": False, "error": refused.code, "response_metadata": {"messages": list(refused.details)}}
    if refused.code == "missing_scope":
        told |= {"needed": ",".join(refused.details)}
    return told
