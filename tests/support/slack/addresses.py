"""The server's other addresses: where files are sent to, and where answers to what was pressed or typed are posted.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.support.slack.checks import check_alone, check_message
from tests.support.slack.faults import AFTERWARDS, instead, spoil
from tests.support.slack.things import Call, Json, Message, Refused
from tests.support.slack.workspace import Workspace

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer


def mount(app: web.Application, slack: "SlackServer") -> None:
    """Take uploads and answers for this Slack."""
    counter = Counter(slack)
    app.router.add_post("/reply/{address}", counter.reply)
    app.router.add_post("/upload/{file}", counter.upload)


class Counter:
    """Takes what is not a method."""

    def __init__(self, slack: "SlackServer") -> None:
        self._slack = slack

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that was promised."""
        name = request.match_info["file"]
        self._note("upload", {"file": name, "type": request.content_type})
        fault = self._slack.faults.take("upload", "")
        if fault and fault.kind not in AFTERWARDS:
            return instead(fault)
        file = next((here.files[name] for here in self._slack.teams.values() if name in here.files), None)
        body = await request.read()
        if file is None or not body.startswith(b"\x89PNG"):
            return web.Response(status=400, text="no such upload, or no picture")
        file.png = body
        return web.Response(text=f"OK - {len(body)}")

    async def reply(self, request: web.Request) -> web.StreamResponse:
        """An answer, five times within half an hour."""
        said = await request.json()
        address = request.match_info["address"]
        here = next((one for one in self._slack.teams.values() if address in one.addresses), self._slack.workspace)
        self._note("reply", said, here.team)
        fault = self._slack.faults.take("reply", here.team)
        if fault and fault.kind not in AFTERWARDS:
            return instead(fault)
        try:
            await _say(here, address, said)
        except Refused as refused:
            self._slack.refuse(refused)
            return web.Response(status=404, text=refused.code)
        answer = web.Response(text="ok")
        return await spoil(fault, request, answer) if fault else answer

    def _note(self, method: str, asked: Json, team: str = "") -> None:
        self._slack.calls.append(Call(method, asked, team))


async def _say(here: Workspace, address: str, said: Json) -> None:
    key = here.spend(here.addresses, address, "invalid_url", "used_url")
    if said.get("delete_original"):
        here.messages.remove(here.find(key.ts))
        return
    check_message(said)
    check_alone(said)
    viewer = key.viewer if said.get("response_type") != "in_channel" else None
    text, blocks = said["text"], said.get("blocks") or []
    message: Message
    if said.get("replace_original"):
        message = here.find(key.ts)
        message.text, message.blocks = text, blocks
    else:
        message = here.say(key.channel, text, blocks, viewer)
    await here.show(key.viewer, message)
