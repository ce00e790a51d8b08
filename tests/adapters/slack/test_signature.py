"""The gate: only what Slack signed, in time and in size, and never a word of the rest in the log."""

import asyncio
import http.client
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.app import SlackDoor
from adapters.slack.signature import LARGEST, sign
from bot.clocks import SetClock
from bot.errors import Misconfigured
from bot.messages.elements import Card
from bot.replies import Reply
from tests.support.slack.parrot import House, Parrot, opened

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
SECRET = "a-local-signing-secret"
CANARY = "canary-2718"
BODY = f"command=%2Fwin&text={CANARY}&team_id=T1&user_id=UBO&channel_id=C1".encode()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """A door in front of a parrot."""
    async with opened(Parrot(lambda _: Reply(card=Card(title="Hello"))), SetClock(NOW)) as house:
        yield house


async def knock(house: House, timestamp: str | None, signature: str | None, body: bytes = BODY) -> int:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"X-Slack-Request-Timestamp": timestamp} if timestamp is not None else {}
    headers |= {"X-Slack-Signature": signature} if signature is not None else {}
    async with aiohttp.ClientSession() as session, session.post(house.url, data=body, headers=headers) as response:
        return response.status


def signed(seconds: int, secret: str = SECRET, body: bytes = BODY) -> tuple[str, str]:
    return str(seconds), sign(secret, str(seconds), body)


@pytest.mark.parametrize("seconds", [SECONDS, SECONDS - 300, SECONDS + 300])
async def test_what_slack_signed_within_five_minutes_comes_in(house: House, seconds: int) -> None:
    assert await knock(house, *signed(seconds)) == 200


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        (None, None),
        (str(SECONDS), None),
        (None, signed(SECONDS)[1]),
        ("", signed(SECONDS)[1]),
        ("soon", signed(SECONDS)[1]),
        (f"{SECONDS}.5", signed(SECONDS)[1]),
        (f"-{SECONDS}", signed(SECONDS)[1]),
        ("9" * 5000, signed(SECONDS)[1]),
        ("١٧٨٣٥٠٧٢٠٠", signed(SECONDS)[1]),
        (str(SECONDS), ""),
        (str(SECONDS), "v0="),
        (str(SECONDS), "v1=" + signed(SECONDS)[1][3:]),
        (str(SECONDS), signed(SECONDS)[1].upper()),
        (str(SECONDS), signed(SECONDS)[1] + "0"),
        (str(SECONDS), "v0=" + "é" * 64),
        (str(SECONDS), "v0=" + "0" * 64),
        signed(SECONDS, secret="another secret"),
        signed(SECONDS - 301),
        signed(SECONDS + 301),
        (str(SECONDS + 1), signed(SECONDS)[1]),
    ],
)
async def test_what_slack_did_not_sign_is_turned_away_without_a_word_of_it(
    house: House, timestamp: str | None, signature: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    status = await knock(house, timestamp, signature)

    assert status == 401
    assert CANARY not in caplog.text
    assert house.slack.workspace.messages == []


@pytest.mark.parametrize("header", [b"v0=\xff\xfe" + b"0" * 62, b"\x80" * 67])
async def test_headers_that_are_not_text_are_turned_away(house: House, header: bytes) -> None:
    address = urlsplit(house.url)

    def post() -> int:
        connection = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=5)
        connection.putrequest("POST", address.path)
        connection.putheader("X-Slack-Request-Timestamp", str(SECONDS))
        connection.putheader("X-Slack-Signature", header)
        connection.putheader("Content-Length", "2")
        connection.endheaders(b"{}")
        status = connection.getresponse().status
        connection.close()
        return status

    assert await asyncio.to_thread(post) == 401


async def test_a_body_above_a_megabyte_is_too_large_whoever_signed_it(house: House) -> None:
    body = b"text=" + b"x" * LARGEST

    assert await knock(house, *signed(SECONDS, body=body), body) == 413


async def test_a_large_body_that_does_not_tell_its_length_is_too_large_as_well(house: House) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 65_536

    timestamp, signature = signed(SECONDS)
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}
    async with (
        aiohttp.ClientSession() as session,
        session.post(house.url, data=pieces(), headers=headers) as response,
    ):
        assert response.status == 413


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=7", "application/x-www-form-urlencoded"),
    ],
)
async def test_a_signed_body_that_says_nothing_is_a_bad_request(house: House, body: bytes, content_type: str) -> None:
    timestamp, signature = signed(SECONDS, body=body)
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature, "Content-Type": content_type}

    async with aiohttp.ClientSession() as session, session.post(house.url, data=body, headers=headers) as response:
        assert response.status == 400


def test_the_signature_is_the_one_that_slacks_own_library_makes() -> None:
    theirs = SignatureVerifier(SECRET).generate_signature(timestamp=str(SECONDS), body=BODY)

    assert sign(SECRET, str(SECONDS), BODY) == theirs


@pytest.mark.parametrize(("token", "secret"), [("", SECRET), ("xoxb-1", "")])
def test_a_door_without_its_secrets_is_not_built(token: str, secret: str) -> None:
    parrot = Parrot(lambda _: Reply(card=Card(title="Hello")))

    with pytest.raises(Misconfigured):
        SlackDoor(parrot, token=token, signing_secret=secret, clock=SetClock(NOW))
