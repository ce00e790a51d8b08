"""The playground over the real core: the first minutes of somebody who tries segue."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page

from bot.clocks import SetClock
from tests.support.plain_browser import PlainBrowser
from tests.support.playgrounds import living
from tests.support.stages.web import WebStage

NEW_YEAR = datetime(2027, 1, 1, 11, tzinfo=UTC)
COHORT = {
    "Name": "Spring",
    "First day": "2027-01-04",
    "Time zone": "Europe/Berlin",
    "Hour of the weekly prompt": "09:00",
}


@pytest.fixture
async def base(tmp_path: Path) -> AsyncIterator[str]:
    async with living(tmp_path, SetClock(NEW_YEAR)) as (address, _):
        yield address


@pytest.fixture
async def browser(base: str) -> AsyncIterator[PlainBrowser]:
    async with ClientSession() as session:
        yield PlainBrowser(session, base)


async def test_a_cohort_starts_and_its_first_week_comes_without_a_script(browser: PlainBrowser) -> None:
    await (await browser.go("/")).press("Send")
    await browser.press("Start", COHORT)
    assert "Spring" in (await browser.go("/?as=dana")).page.text
    await browser.press("Join")

    await browser.press("Next thing that happens")
    assert "New: 1 for Dana alone" in browser.page.text
    await browser.press("Next thing that happens")

    assert "For Dana it is Mon 4 Jan 2027, 03:00" in browser.page.text
    assert "New: 1 in the channel" in browser.page.text
    assert "Week 1" in browser.page.text


async def test_a_refused_cohort_keeps_what_was_typed(browser: PlainBrowser) -> None:
    await (await browser.go("/")).press("Send")

    await browser.press("Start", COHORT | {"Time zone": "Berlin or so"})

    [form] = [form for form in browser.page.forms if form.action == "/send"]
    assert "Berlin or so" in form.fields.values()
    assert 'class="problem"' in browser.page.html


@pytest.mark.parametrize(
    "wire", ["", "|", "no-such-thing|1", "x" * 500, "cohort.join|" * 20, "cohort.join|oh", "\x00"]
)
async def test_a_mangled_wire_never_breaks_anything(browser: PlainBrowser, base: str, wire: str) -> None:
    await (await browser.go("/")).press("Send")
    await browser.press("Start", COHORT)
    number = browser.page.html.partition('name="on" value="')[2].partition('"')[0]

    async with ClientSession() as session:
        for path in ("/press", "/send"):
            fields = {"as": "bo", "on": number, "wire": wire}
            async with session.post(base + path, data=fields) as response:
                assert response.status == 200


async def test_only_an_administrator_starts_a_cohort(browser: PlainBrowser) -> None:
    await browser.go("/?as=bo")

    await browser.press("Send", {"Type a command as Bo": "/cohort start"})

    assert "Administrators" in browser.page.text
    assert all(form.action != "/send" for form in browser.page.forms)


@pytest.mark.browser
async def test_the_first_minutes_in_a_browser(base: str, window: Page) -> None:
    stage = WebStage(base, window)
    assert (await stage.says("Ana", "/cohort start")).title == "Start a cohort"
    assert "Spring" in (await stage.fills("Ana", COHORT)).title
    assert [post.buttons for post in await stage.channel()] == [("Join",)]

    joined = await stage.presses("Bo", "Join")
    await stage.waits(datetime(2027, 1, 4, 8, tzinfo=UTC))

    assert "Mon 4 Jan 2027, 09:00" in joined.text
    assert "Week 1" in (await stage.channel())[-1].title
    assert (await stage.says("Bo", "/roadmap week 3")).title.startswith("Week 3")


@pytest.mark.browser
async def test_a_proposed_command_goes_once_it_is_done_and_typed_words_stay(base: str, window: Page) -> None:
    stage = WebStage(base, window)
    await stage.says("Ana", "/cohort start")
    await stage.fills("Ana", COHORT)
    box = window.locator("#line")
    await window.goto(f"{base}/?as=bo")
    proposed = await box.input_value()

    await stage.presses("Bo", "Join")
    joined = await box.input_value()
    await box.fill("/roadmap we")
    await window.keyboard.press("Escape")
    await window.get_by_role("button", name="Where am I?").click()
    await window.get_by_text("Spring begins").wait_for()

    assert (proposed, joined) == ("/cohort join", "")
    assert await box.input_value() == "/roadmap we"
