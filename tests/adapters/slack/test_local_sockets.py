"""The local Slack's Socket Mode, looked at with the SDK's own client and with a bare one."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.local import two_teams
from tests.support.slack.hands import Hands
from tests.support.slack.server import SlackServer

QUIET = logging.getLogger("tests.sockets")


class App:
    """The SDK's client: it keeps what it hears, and acknowledges while `takes`."""

    def __init__(self, slack: SlackServer) -> None:
        web = AsyncWebClient(base_url=slack.base_url, retry_handlers=[])
        self.client = SocketModeClient(slack.app.app_token, logger=QUIET, web_client=web, ping_interval=0.2)
        self.client.socket_mode_request_listeners.append(self.take)  # type: ignore[arg-type]
        self.heard: list[SocketModeRequest] = []
        self.takes = True

    async def take(self, client: SocketModeClient, asked: SocketModeRequest) -> None:
        self.heard.append(asked)
        payload = {"text": "Noted"} if asked.type == "slash_commands" else None
        if self.takes:
            await client.send_socket_mode_response(SocketModeResponse(asked.envelope_id, payload))


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[SlackServer, App, Hands]]:
    async with two_teams() as slack:
        slack.sockets.patience = 0.3
        app = App(slack)
        await app.client.connect()  # type: ignore[no-untyped-call]
        try:
            await slack.sockets.connected()
            yield slack, app, Hands(slack)
        finally:
            await app.client.close()  # type: ignore[no-untyped-call]
            await app.client.aiohttp_client_session.close()


async def address(slack: SlackServer) -> str:
    answer = await AsyncWebClient(base_url=slack.base_url).apps_connections_open(app_token=slack.app.app_token)
    return str(answer["url"])


async def test_a_command_travels_in_an_envelope_and_its_answer_in_the_acknowledgement() -> None:
    async with connected() as (slack, app, hands):
        await hands.types("UBO", "C1", "/win parser")

        assert (app.heard[0].type, app.heard[0].payload["text"]) == ("slash_commands", "parser")
        assert app.heard[0].accepts_response_payload
        assert slack.workspace.messages[0].text == "Noted"


async def test_hello_comes_first_and_says_how_many_connections_there_are() -> None:
    async with connected() as (slack, _, _hands):
        hello = slack.sockets.open[0].sent[0]

        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"] == {"app_id": slack.app.id}


async def test_what_is_not_acknowledged_comes_again_with_the_reason() -> None:
    async with connected() as (slack, app, hands):
        app.takes = False
        await hands.mentions("UBO", "C1", "hello", "Ev1")
        app.takes = True
        await slack.events.later()

        assert [(one.retry_attempt, one.retry_reason) for one in app.heard] == [
            (0, ""),
            (1, "timeout"),
            (2, "timeout"),
        ]
        assert {one.payload["event_id"] for one in app.heard} == {"Ev1"}
        assert not slack.events.pending


async def test_a_refresh_brings_a_new_connection_and_loses_nothing() -> None:
    async with connected() as (slack, app, hands):
        [old] = slack.sockets.open
        await slack.sockets.warn(old)
        await slack.sockets.refresh(old)
        await hands.mentions("UBO", "C1", "hello", "Ev1")
        await slack.sockets.connected(opened=2)

        assert [one["reason"] for one in old.sent if one["type"] == "disconnect"] == ["warning", "refresh_requested"]
        assert [one.payload["event_id"] for one in app.heard] == ["Ev1"]


@pytest.mark.parametrize("end", ["end", "abort"])
async def test_a_connection_that_ends_is_followed_by_another(end: str) -> None:
    async with connected() as (slack, app, hands):
        slack.sockets.patience = 5
        await getattr(slack.sockets, end)(slack.sockets.open[0])
        await hands.mentions("UBO", "C1", "hello", "Ev1")

        assert slack.sockets.opened >= 2
        assert [one.payload["event_id"] for one in app.heard] == ["Ev1"]


async def test_a_silent_connection_takes_frames_and_gives_nothing() -> None:
    async with connected() as (slack, app, hands):
        slack.sockets.silence(slack.sockets.open[0])
        await hands.mentions("UBO", "C1", "hello")

        assert app.heard == []
        assert len(slack.events.pending) == 1


async def test_a_silent_connection_answers_no_ping() -> None:
    async with two_teams() as slack, aiohttp.ClientSession() as session:
        wire = await session.ws_connect(await address(slack), autoping=False)
        await wire.receive()
        await wire.ping(b"1")
        answered = await wire.receive()
        slack.sockets.silence(slack.sockets.open[0])
        await wire.ping(b"2")

        assert (answered.type, answered.data) == (aiohttp.WSMsgType.PONG, b"1")
        with pytest.raises(TimeoutError):
            await wire.receive(timeout=0.1)
        await wire.close()


async def test_several_connections_take_turns() -> None:
    async with connected() as (slack, app, hands):
        other = App(slack)
        await other.client.connect()  # type: ignore[no-untyped-call]
        await slack.sockets.connected(2)
        for number in range(4):
            await hands.mentions("UBO", "C1", "hello", f"Ev{number}")
        await other.client.close()  # type: ignore[no-untyped-call]
        await other.client.aiohttp_client_session.close()

        assert (len(app.heard), len(other.heard)) == (2, 2)


async def test_the_eleventh_connection_is_sent_away() -> None:
    async with two_teams() as slack, aiohttp.ClientSession() as session:
        wires = [await session.ws_connect(await address(slack)) for _ in range(11)]
        hellos = [await wire.receive_json() for wire in wires]

        assert [one["type"] for one in hellos] == ["hello"] * 10 + ["disconnect"]
        assert hellos[-1]["reason"] == "too_many_websockets"
        await asyncio.gather(*(wire.close() for wire in wires))


async def test_an_address_is_good_once_and_only_for_an_app_token() -> None:
    async with two_teams() as slack, aiohttp.ClientSession() as session:
        url = await address(slack)
        wire = await session.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await AsyncWebClient(base_url=slack.base_url).apps_connections_open(app_token=slack.token)
        await wire.close()
