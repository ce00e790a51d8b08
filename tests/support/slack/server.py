"""The server: Slack's Web API and its answering addresses over HTTP, with faults on demand."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.ports import Clock
from tests.support.slack.methods import METHODS, check_alone, check_message
from tests.support.slack.workspace import Json, Refused, Workspace

TOKEN = "xoxb-a-local-slack"
SECRET = "a-local-signing-secret"


class FaultKind(StrEnum):
    """What can go wrong with one call."""

    #: 429: not done, and not to be tried again for some seconds.
    LIMITED = "limited"
    #: Done, but the connection dies before the answer.
    DROPPED = "dropped"
    #: 503 from something in front of Slack, with no words of Slack's.
    BROKEN = "broken"
    #: An answer of Slack's own: ok is false, with a code.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method meets; `detail` is the Retry-After of a limit, or the code of a refusal."""

    method: str
    kind: FaultKind
    detail: str = "1"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that arrived."""

    method: str
    asked: Json


class SlackServer:
    """Slack at 127.0.0.1. `refusals` lists what it did not take, with the reasons, for a test that fails."""

    def __init__(self, clock: Clock, *, token: str = TOKEN, secret: str = SECRET, team: str = "T1") -> None:
        self.workspace = Workspace(clock, team)
        self.token = token
        self.secret = secret
        self.calls: list[Call] = []
        self.refusals: list[tuple[str, ...]] = []
        self.faults: deque[Fault] = deque()
        self._runner: web.AppRunner | None = None
        self._home = ""

    @property
    def base_url(self) -> str:
        """What `AsyncWebClient` takes."""
        return f"{self._home}/api/"

    def reply_url(self, address: str) -> str:
        """Where answers to something pressed or typed are posted."""
        return f"{self._home}/reply/{address}"

    async def start(self, port: int = 0) -> None:
        """Listen, on a free port unless one is given."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/reply/{address}", self._reply)
        app.router.add_post("/upload/{file}", self._upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._home = self.workspace.home = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Hang up."""
        if self._runner is not None:
            await self._runner.cleanup()

    def fail_next(self, method: str, kind: FaultKind, detail: str = "1") -> None:
        """Let the next call of a method meet a fault."""
        self.faults.append(Fault(method, kind, detail))

    def called(self, method: str) -> list[Json]:
        """What a method was asked, oldest first."""
        return [call.asked for call in self.calls if call.method == method]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked = await _arguments(request)
        self.calls.append(Call(method, asked))
        fault = self._fault(method)
        if fault and fault.kind is not FaultKind.DROPPED:
            return _failing(fault)
        answer = await self._answer(method, asked, request.headers)
        if fault and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(Call("upload", {"file": request.match_info["file"], "type": request.content_type}))
        fault = self._fault("upload")
        if fault and fault.kind is not FaultKind.DROPPED:
            return _failing(fault)
        file = self.workspace.files.get(request.match_info["file"])
        body = await request.read()
        if file is None or not body.startswith(b"\x89PNG"):
            return web.Response(status=400, text="no such upload, or no picture")
        file.png = body
        return web.Response(text=f"OK - {len(body)}")

    async def _reply(self, request: web.Request) -> web.Response:
        here = self.workspace
        said = await request.json()
        self.calls.append(Call("reply", said))
        try:
            key = here.spend(here.addresses, request.match_info["address"], "invalid_url", "used_url")
            check_message(said)
            check_alone(said)
            if said.get("replace_original"):
                message = here.find(key.ts)
                message.text, message.blocks = said["text"], said.get("blocks") or []
            else:
                viewer = key.viewer if said.get("response_type") != "in_channel" else None
                message = here.say(key.channel, said["text"], said.get("blocks") or [], viewer)
        except Refused as refused:
            self.refusals.append((refused.code, *refused.details))
            return web.Response(status=404, text=refused.code)
        await here.show(key.viewer, message)
        return web.Response(text="ok")

    async def _answer(self, method: str, asked: Json, headers: Mapping[str, str]) -> Json:
        try:
            self._check(method, headers.get("Authorization", ""))
            return {"ok": True} | await METHODS[method](self.workspace, asked)
        except Refused as refused:
            self.refusals.append((refused.code, *refused.details))
            messages = {"messages": list(refused.details)}
            return {"ok": False, "error": refused.code, "response_metadata": messages}

    def _check(self, method: str, bearer: str) -> None:
        if bearer != f"Bearer {self.token}":
            raise Refused("invalid_auth" if bearer else "not_authed")
        if method not in METHODS:
            raise Refused("unknown_method")

    def _fault(self, method: str) -> Fault | None:
        found = next((fault for fault in self.faults if fault.method == method), None)
        if found:
            self.faults.remove(found)
        return found


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(await request.post()) | dict(request.query)


def _failing(fault: Fault) -> web.Response:
    if fault.kind is FaultKind.LIMITED:
        answer = {"ok": False, "error": "ratelimited"}
        return web.json_response(answer, status=429, headers={"Retry-After": fault.detail})
    if fault.kind is FaultKind.REFUSED:
        return web.json_response({"ok": False, "error": fault.detail})
    return web.Response(status=503, text="upstream connect error", content_type="text/html")
