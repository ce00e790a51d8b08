"""The local Slack is strict: what the real one refuses, it refuses too, or the other tests would prove nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clocks import SetClock
from tests.support.slack import grammar, sight
from tests.support.slack.parrot import settle
from tests.support.slack.server import SlackServer
from tests.support.slack.workspace import Json

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(**more: object) -> Json:
    return {"type": "button", "text": plain("Done"), "action_id": "a"} | more


def section(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


MODAL: Json = {"type": "modal", "title": plain("Check-in"), "blocks": [{"type": "header", "text": plain("Hello")}]}


@pytest.fixture
def clock() -> SetClock:
    """A clock at nine in Berlin."""
    return SetClock(NOW)


@pytest.fixture
async def slack(clock: SetClock) -> AsyncIterator[SlackServer]:
    """A local Slack with Ana and Bo in it."""
    server = SlackServer(clock)
    settle(server)
    await server.start()
    yield server
    await server.close()


def client(slack: SlackServer, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=token or slack.token, base_url=slack.base_url, retry_handlers=[])


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": plain("x" * 151)},
        {"type": "header", "text": plain("")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "sparkles"},
        {"type": "context", "elements": [plain("x")] * 11},
        {"type": "actions", "elements": []},
        {"type": "actions", "elements": [button(action_id=str(number)) for number in range(26)]},
        {"type": "actions", "elements": [button(), button()]},
        {"type": "actions", "elements": [button(text=plain("x" * 76))]},
        {"type": "actions", "elements": [button(action_id="x" * 256)]},
        {"type": "actions", "elements": [button(style="loud")]},
        {"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": []}]},
        {"type": "input", "block_id": "a", "label": plain("x"), "element": {"type": "plain_text_input"}},
        section(),
        section({"type": "text", "text": ""}),
        section({"type": "sparkles"}),
        section({"type": "text", "text": "x" * 3001}),
    ],
)
def test_blocks_that_break_a_rule_are_refused(block: Json) -> None:
    assert list(grammar.message([block]))


@pytest.mark.parametrize(
    "change",
    [
        {"title": plain("x" * 25)},
        {"submit": plain("x" * 25)},
        {"private_metadata": "x" * 3001},
        {"blocks": [{"type": "divider"}] * 101},
        {"blocks": [{"type": "input", "label": plain("x"), "element": {"type": "plain_text_input"}}]},
        {"type": "home"},
    ],
)
def test_modals_that_break_a_rule_are_refused(change: Json) -> None:
    assert list(grammar.view(MODAL)) == []
    assert list(grammar.view(MODAL | change))


async def test_a_wrong_token_is_refused(slack: SlackServer) -> None:
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client(slack, "xoxb-wrong").auth_test()


async def test_a_message_with_broken_blocks_is_refused_with_its_reasons(slack: SlackServer) -> None:
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client(slack).chat_postMessage(channel="C1", text="x", blocks=[{"type": "header", "text": plain("")}])

    assert slack.refusals == [("invalid_blocks", "blocks/0: text: empty")]


async def test_a_trigger_opens_one_modal_within_three_seconds(slack: SlackServer, clock: SetClock) -> None:
    used, old = slack.workspace.trigger("UBO"), slack.workspace.trigger("UBO")

    await client(slack).views_open(trigger_id=used, view=MODAL)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client(slack).views_open(trigger_id=used, view=MODAL)
    clock.turn_to(NOW + timedelta(seconds=4))
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client(slack).views_open(trigger_id=old, view=MODAL)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client(slack).views_open(trigger_id="made-up", view=MODAL)

    assert len(slack.workspace.views) == 1


async def answer(slack: SlackServer, address: str) -> int:
    url = slack.reply_url(address)
    async with aiohttp.ClientSession() as session, session.post(url, json={"text": "Hello"}) as response:
        return response.status


async def test_an_answering_address_takes_five_answers(slack: SlackServer) -> None:
    address = slack.workspace.address("UBO", "C1")

    assert [await answer(slack, address) for _ in range(6)] == [200] * 5 + [404]


async def test_an_answering_address_lives_half_an_hour(slack: SlackServer, clock: SetClock) -> None:
    address = slack.workspace.address("UBO", "C1")

    clock.turn_to(NOW + timedelta(minutes=31))

    assert await answer(slack, address) == 404


async def test_everybody_sees_a_moment_in_their_own_time(slack: SlackServer) -> None:
    moment = section({"type": "date", "timestamp": int(NOW.timestamp()), "format": "{date_short_pretty}, {time}"})

    assert sight.words([moment], "Europe/Berlin") == "Mon 4 Jan 2027, 09:00"
    assert sight.words([moment], "America/New_York") == "Mon 4 Jan 2027, 03:00"
