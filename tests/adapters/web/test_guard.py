"""Who may talk to the playground: its own page on this machine, and nobody else."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData

from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Request
from tests.support.playgrounds import parroting
from tests.support.web_parrot import Parrot

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
COMMAND = {"as": "ana", "line": "/roadmap"}


@pytest.fixture
def parrot() -> Parrot:
    return Parrot(lambda _: Reply(card=Card(title="Heard")))


@pytest.fixture
async def base(parrot: Parrot, tmp_path: Path) -> AsyncIterator[str]:
    async with parroting(parrot, SetClock(NOW), tmp_path) as (address, _, _):
        yield address


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/say", "/press", "/send", "/close", "/turn"])
async def test_a_post_from_another_page_is_refused_and_does_nothing(
    base: str, session: ClientSession, parrot: Parrot, path: str, headers: dict[str, str]
) -> None:
    async with session.post(base + path, data=COMMAND, headers=headers) as response:
        assert response.status == 403

    assert parrot.heard == []


async def test_a_post_from_the_page_itself_is_answered(base: str, session: ClientSession, parrot: Parrot) -> None:
    headers = {"Origin": base, "Sec-Fetch-Site": "same-origin"}

    async with session.post(f"{base}/say", data=COMMAND, headers=headers) as response:
        assert response.status == 200

    assert len(parrot.heard) == 1


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example:80", "[bad", "10.0.0.7", ""])
@pytest.mark.parametrize("path", ["/", "/pulse", "/static/segue.css"])
async def test_a_name_that_is_not_this_machine_is_refused(
    base: str, session: ClientSession, path: str, host: str
) -> None:
    async with session.get(base + path, headers={"Host": host}) as response:
        words = await response.text()

        assert response.status in (400, 403)
    assert "segue playground" not in words


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
async def test_every_name_of_this_machine_is_answered(base: str, session: ClientSession, host: str) -> None:
    async with session.get(base, headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize("path", ["/", "/pulse", "/static/segue.css", "/static/segue.js", "/static/no.js"])
async def test_every_answer_has_the_headers_that_keep_it_to_itself(
    base: str, session: ClientSession, path: str
) -> None:
    async with session.get(base + path) as response:
        policy = response.headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


async def test_the_page_has_no_script_and_no_style_of_its_own(base: str, session: ClientSession) -> None:
    async with session.get(base) as response:
        html = await response.text()

    assert re.findall("<script.*", html) == [
        '<script src="/static/segue.js" defer></script>',
        '<script src="/static/complete.js" defer></script>',
    ]
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "segue.css%00", "nothing"])
async def test_only_the_pages_own_files_are_served(base: str, session: ClientSession, name: str) -> None:
    async with session.get(f"{base}/static/{name}") as response:
        assert response.status == 404


async def test_a_body_that_is_no_form_is_told_so(base: str, session: ClientSession) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=klingon"}

    async with session.post(f"{base}/say", data=b"line=%2Froadmap", headers=headers) as response:
        assert response.status == 400
        assert "could not read that" in await response.text()


async def test_a_file_in_the_place_of_a_word_is_no_word(base: str, session: ClientSession, parrot: Parrot) -> None:
    upload = FormData({"as": "ana"})
    upload.add_field("line", b"/roadmap", filename="line.txt")

    async with session.post(f"{base}/say", data=upload) as response:
        assert response.status == 200
        assert "note=empty" in str(response.url)

    assert parrot.heard == []


async def test_a_defect_becomes_a_sentence_and_the_log_has_no_private_word(
    base: str, session: ClientSession, parrot: Parrot, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(request: Request) -> Reply:
        raise RuntimeError(f"cannot keep {request!r}")

    parrot.answer = break_down

    async with session.post(f"{base}/say", data={"as": "ana", "line": "/win secret words"}) as response:
        assert response.status == 500
        assert "Something broke on our side" in await response.text()
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text
    assert caplog.records[0].levelno == logging.ERROR
