"""The local Slack is strict: what the real one refuses, it refuses too, or the other tests would prove nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.clocks import SetClock
from tests.adapters.slack.local import MODAL, NOW, client, plain, two_teams
from tests.support.slack import sight
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Json


def section(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


@pytest.fixture
def clock() -> SetClock:
    """A clock at nine in Berlin."""
    return SetClock(NOW)


@pytest.fixture
async def slack(clock: SetClock) -> AsyncIterator[SlackServer]:
    """A local Slack with people in it."""
    async with two_teams(clock) as server:
        yield server


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
