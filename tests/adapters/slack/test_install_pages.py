"""The pages of an installation: locked, loading nothing, and telling nobody's secret."""

import base64
import hashlib
import logging
import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.slack.browsing import House, opened
from tests.support.slack.server import FaultKind
from tests.support.worlds import World

ACCESS = "oauth.v2.access"


@pytest.fixture
async def house(world: World) -> AsyncIterator[House]:
    async with opened(world.bridge, world.clock) as house:
        yield house


async def test_every_page_is_locked_and_loads_nothing(house: House) -> None:
    house.slack.consents.decides()
    pages = [await house.browser.opens("/slack/install"), await house.browser.opens("/slack/oauth")]

    for page in pages:
        style = re.search(r"<style>(.*?)</style>", page.html, re.DOTALL)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert f"'sha256-{digest}'" in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert re.findall(r"<(?:script|img|link|iframe)| src=| on\w+=| style=", page.html) == []


async def test_a_workspace_of_any_name_is_only_a_name(world: World, house: House) -> None:
    house.slack.workspace.name = "<script>alert(1)</script> & sons"
    house.slack.consents.decides()

    page = await house.browser.opens("/slack/install")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; sons" in page.html


async def test_no_token_code_or_state_is_on_a_page_or_in_a_log(
    world: World, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pages = []
    for fault in (None, FaultKind.REFUSED, FaultKind.BROKEN, FaultKind.MALFORMED):
        house.slack.consents.decides()
        if fault is not None:
            house.slack.fail_next(ACCESS, fault, "invalid_code")
        pages.append(await house.browser.opens("/slack/install"))
        pages.append(await house.browser.opens(house.browser.last))

    asked = [parse_qs(urlsplit(address).query) for address in house.browser.addresses]
    given = {value for one in asked for name in ("state", "code") for value in one.get(name, ())}
    secrets = {*given, house.slack.token_of("T1"), house.slack.app.client_secret}
    told = "\n".join(page.html for page in pages) + "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("adapters", "slack", "bot"))
    )
    assert len(given) >= 8
    assert [secret for secret in secrets if secret in told] == []
