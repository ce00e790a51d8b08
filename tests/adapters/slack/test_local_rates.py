"""The local Slack counts as Slack does, keeps what came too early, and goes wrong in the ways it is told to."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.slack.local import client, two_teams
from tests.support.slack.faults import FaultKind
from tests.support.slack.rates import Rates
from tests.support.slack.server import SlackServer
from tests.support.stopwatches import WoundStopwatch


async def post(slack: SlackServer, channel: str = "C1", team: str = "T1") -> int:
    """0, or how many seconds Slack says to wait."""
    try:
        await client(slack, team=team).chat_postMessage(channel=channel, text="Hello")
    except SlackApiError as error:
        return int(error.response.headers["Retry-After"])
    return 0


async def test_a_channel_takes_a_post_a_second_and_a_small_burst() -> None:
    watch = WoundStopwatch()
    async with two_teams(stopwatch=watch) as slack:
        burst = [await post(slack) for _ in range(5)]
        others = await post(slack, "UBO"), await post(slack, "C2", "T2")
        watch.seconds += 4
        later = await post(slack)

        [breach] = slack.breaches
        assert burst == [0, 0, 0, 0, 5]
        assert (others, later, len(slack.workspace.public("C1"))) == ((0, 0), 0, 5)
        assert (breach.method, breach.team, breach.channel) == ("chat.postMessage", "T1", "C1")


def test_a_workspace_takes_three_hundred_posts_a_minute() -> None:
    watch = WoundStopwatch()
    rates = Rates(watch, strict=True)

    waits = [rates.take("chat.postMessage", "T1", f"C{number}") for number in range(301)]
    other = rates.take("chat.postMessage", "T2", "C0")
    watch.seconds += 60

    assert (set(waits[:300]), waits[300], other) == ({0.0}, 60.0, 0.0)
    assert rates.take("chat.postMessage", "T1", "C0") == 0


@pytest.mark.parametrize(("method", "calls"), [("chat.update", 50), ("users.info", 100), ("views.publish", 100)])
def test_every_method_has_the_calls_a_minute_of_its_tier(method: str, calls: int) -> None:
    rates = Rates(WoundStopwatch(), strict=True)

    waits = [rates.take(method, "T1") for _ in range(calls + 1)]

    assert waits == [0.0] * calls + [60.0]


def test_what_is_not_refused_is_counted_all_the_same() -> None:
    watch = WoundStopwatch()
    rates = Rates(watch, strict=False)

    for _ in range(6):
        rates.take("chat.postMessage", "T1", "C1")
    watch.seconds += 1

    assert len(rates.breaches) == 2
    assert rates.take("chat.postMessage", "T1", "C1") == 3


def test_a_steady_post_a_second_breaks_nothing() -> None:
    watch = WoundStopwatch()
    rates = Rates(watch, strict=True)

    for _ in range(200):
        rates.take("chat.postMessage", "T1", "C1")
        watch.seconds += 1.0

    assert rates.breaches == []


async def test_a_slow_answer_comes_after_the_call_is_done() -> None:
    async with two_teams() as slack:
        slack.fail_next("chat.postEphemeral", FaultKind.SLOW, "0.2")
        saying = asyncio.create_task(client(slack).chat_postEphemeral(channel="C1", user="UBO", text="Hello"))
        await slack.workspace.shown_after("UBO", 0)

        assert not saying.done()
        assert (await saying)["ok"]


async def test_half_a_body_and_a_dropped_answer_come_after_the_call_is_done_too() -> None:
    async with two_teams() as slack:
        slack.fail_next("chat.postMessage", FaultKind.MALFORMED)
        slack.fail_next("chat.postMessage", FaultKind.DROPPED)
        with pytest.raises(SlackApiError, match="non-JSON"):
            await client(slack).chat_postMessage(channel="C1", text="Hello")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await post(slack)

        assert len(slack.workspace.messages) == 2


async def test_a_fault_can_be_of_one_team() -> None:
    async with two_teams() as slack:
        slack.fail_next("chat.postMessage", FaultKind.LIMITED, "30", team="T1")

        assert (await post(slack, "C2", "T2"), await post(slack)) == (0, 30)
