"""Every number that Discord publishes for what went wrong has a meaning here, and one that it does not is counted."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import REGISTRY

from adapters.discord import codes
from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.ports import Address, Failed, Lost, Messenger, Outcome, Parcel, Retry, Sent, Skipped
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CHANNEL = Address(platform=Platform.DISCORD, workspace="900", channel="901")
BO = Address(platform=Platform.DISCORD, workspace="900", user="12")
POST = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=CHANNEL, card=Card(title="Week 3"), reader_zone="UTC")
POSTING, CHANGING = "POST .*/messages", "PATCH .*/messages"

#: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes, as far as messages,
#: private lines, files and interactions go.
PUBLISHED = """
10003 10004 10007 10008 10013 10015 10062 20001 20002 20009 20012 20016 20022 20028 20029 30015 30046 40001 40002
40003 40004 40005 40006 40058 40060 40062 40067 40094 40333 50001 50002 50003 50005 50006 50007 50008 50009 50013
50014 50021 50024 50027 50028 50033 50035 50041 50045 50046 50055 50068 50080 50081 50083 50095 50101 50109 50110
50123 50138 50146 50178 50278 60003 110001 130000 160002 160005 200000 200001 220001 220002 220003 220004 240000
400001
"""


@pytest.fixture
async def messenger(server: DiscordServer) -> AsyncIterator[Messenger]:
    core = Parrot(lambda _: Reply(card=Card(title="T")))
    door = DiscordDoor(core, token=server.token, clock=SetClock(NOW), api_base=server.api, gateway=server.socket)
    await door.start()
    try:
        yield door.messenger
    finally:
        await door.close()


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"segue_{name}_total", {"platform": "discord"} | labels) or 0.0


def in_(seconds: float, reason: str) -> Retry:
    return Retry(NOW + timedelta(seconds=seconds), reason)


@pytest.mark.parametrize("code", [int(code) for code in PUBLISHED.split()])
def test_every_published_code_is_known(code: int) -> None:
    assert code in codes.KNOWN


def test_a_code_has_one_meaning() -> None:
    families = (codes.REFUSED, codes.GONE, codes.PASSING, codes.CLOSED, codes.TOKEN)
    lists = (
        codes.WORKSPACE,
        codes.CHANNEL,
        codes.PERSON,
        codes.SETTINGS,
        codes.PICTURE,
        codes.SHAPE,
        codes.LATE,
    )

    assert sum(map(len, families)) == len(codes.KNOWN)
    assert sum(map(len, lists)) == len(codes.REFUSED)


def test_what_is_lost_says_so() -> None:
    lost = {code: verdict.lost for code, verdict in codes.REFUSED.items() if verdict.lost}

    assert {code for code, of in lost.items() if of is Lost.WORKSPACE} == set(codes.WORKSPACE)
    assert {code for code, of in lost.items() if of is Lost.PERSON} == set(codes.PERSON)
    assert {code for code, of in lost.items() if of is Lost.CHANNEL} == set(codes.CHANNEL)


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (404, 10003, codes.CHANNEL[10003]),
        (403, 50001, codes.CHANNEL[50001]),
        (403, 50013, codes.CHANNEL[50013]),
        (400, 50083, codes.CHANNEL[160005]),
        (404, 10004, codes.WORKSPACE[10004]),
        (404, 10008, Skipped("it was posted before, and somebody deleted it")),
        (400, 50035, Failed("Discord refused the shape of the message.")),
        (403, 200000, codes.SETTINGS[200000]),
        (400, 10013, Failed("There is no such person on Discord any more.")),
        (400, 77777, Failed("Discord refused it (HTTP 400, code 77777)")),
        (403, 0, Failed("Discord refused it (HTTP 403, code 0)")),
        (403, 20028, in_(15, "Discord asked to wait")),
        (400, 110001, in_(600, "Discord asked to wait")),
        (401, 0, in_(600, "Discord refused the bot's token")),
        (401, 50014, in_(600, "Discord refused the bot's token")),
        (503, 0, in_(15, "Discord had a fault of its own (HTTP 503)")),
    ],
)
async def test_every_refusal_of_a_post_has_its_outcome(
    server: DiscordServer, messenger: Messenger, status: int, code: int, outcome: Outcome
) -> None:
    server.faults.refuse(POSTING, lambda: refused(status, code, "no"))

    assert await messenger.send(POST) == outcome
    assert server.world.messages == {}


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (403, 50007, Skipped("their direct messages are closed", closed=True)),
        (403, 50278, Failed("They share no server with segue any more.", Lost.PERSON)),
        (400, 10013, Failed("There is no such person on Discord any more.", Lost.PERSON)),
        (403, 50001, Failed("Discord has no private line to them any more.")),
        (400, 50024, Failed("segue speaks in text channels and threads only: choose one with /cohort settings.")),
        (404, 10004, codes.WORKSPACE[10004]),
        (400, 40003, in_(600, "Discord asked to wait")),
    ],
)
async def test_about_a_private_line_the_same_code_may_mean_something_else(
    server: DiscordServer, messenger: Messenger, status: int, code: int, outcome: Outcome
) -> None:
    server.faults.refuse(POSTING, lambda: refused(status, code, "no"))

    assert await messenger.send(replace(POST, to=BO)) == outcome
    assert server.world.messages == {}


@pytest.mark.parametrize(
    ("to", "code", "outcome"),
    [
        (CHANNEL, 10003, codes.CHANNEL[10003]),
        (CHANNEL, 50083, in_(3600, "it waits until somebody opens the archived thread")),
        (CHANNEL, 30046, in_(600, "Discord asked to wait")),
        (BO, 10008, Skipped("it was posted before, and somebody deleted it")),
        (BO, 50007, Skipped("their direct messages are closed")),
        (BO, 50278, Failed("They share no server with segue any more.")),
    ],
)
async def test_a_change_that_is_refused_takes_nobody_their_place(
    server: DiscordServer, messenger: Messenger, to: Address, code: int, outcome: Outcome
) -> None:
    first = await messenger.send(replace(POST, to=to))
    assert isinstance(first, Sent)
    server.faults.refuse(CHANGING, lambda: refused(403, code, "no"))

    assert await messenger.send(replace(POST, to=to, key="d2", instead=first.ref)) == outcome


@pytest.mark.parametrize(
    ("to", "outcome"),
    [(replace(CHANNEL, channel="999"), codes.CHANNEL[10003]), (replace(BO, user="99"), codes.PERSON[10013])],
)
async def test_nobody_there_is_a_failure_in_words(messenger: Messenger, to: Address, outcome: Outcome) -> None:
    assert await messenger.send(replace(POST, to=to)) == outcome


async def test_what_discord_refuses_is_counted_under_its_own_number_and_parked_when_it_is_new(
    server: DiscordServer, messenger: Messenger
) -> None:
    before = counted("provider_errors", error="77777"), counted("posts", result="failed")
    server.faults.refuse(POSTING, lambda: refused(400, 77777, "something brand new"))

    outcome = await messenger.send(POST)

    assert outcome == Failed("Discord refused it (HTTP 400, code 77777)")
    assert counted("provider_errors", error="77777") == before[0] + 1
    assert counted("posts", result="failed") == before[1] + 1


async def test_a_refused_token_is_told_once_and_asked_with_no_more_until_later(
    server: DiscordServer, messenger: Messenger, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.refuse(POSTING, lambda: refused(401, 0, "401: Unauthorized"), times=9)
    with caplog.at_level(logging.ERROR):
        became = [
            await messenger.send(replace(POST, key=str(number), to=to)) for number, to in enumerate((CHANNEL, BO))
        ]

    assert all(isinstance(one, Retry) and one.at == NOW + timedelta(minutes=10) for one in became)
    assert [one.message for one in caplog.records if "token" in one.message] == [
        "Discord refuses the bot's token, so nothing can be said: copy it from the developer portal"
    ]
    assert [one for one in server.faults.seen if one.startswith("POST") and "channels" in one] == [
        "POST /api/v10/channels/901/messages"
    ]
