"""Beginning again: from nothing, or with a cohort that has lived two weeks; and nothing of it by accident."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, expect

from adapters.web import script
from adapters.web.app import Playground
from adapters.web.sample import WORDS, sent
from bot.clocks import SetClock
from bot.messages.elements import Field, FieldKind, Form, Option
from bot.messages.wire import Action
from tests.adapters.web.scenes import EVERYTHING, NOW, Scene, answer
from tests.support.demos import Demo
from tests.support.plain_browser import PlainBrowser
from tests.support.playgrounds import living, serving
from tests.support.web_parrot import Parrot, parcel

NEW_YEAR = datetime(2027, 1, 1, 11, tzinfo=UTC)


@pytest.fixture
async def base(tmp_path: Path) -> AsyncIterator[str]:
    async with living(tmp_path, SetClock(NEW_YEAR)) as (address, _):
        yield address


async def test_starting_from_nothing_forgets_everything_said(scene: Scene) -> None:
    await scene.says_as_bo("/checkin")
    await scene.playground.messenger.send(parcel(EVERYTHING))
    scene.parrot.due = NOW

    await (await scene.browser.go("/?as=bo")).press("Start from nothing")

    page = scene.browser.page
    assert "Everything is forgotten" in page.text
    assert "Nothing is planned" in page.text
    assert '<li id="m' not in page.html
    assert all(form.action != "/send" for form in page.forms)


async def test_a_playground_that_cannot_begin_again_does_not_offer_it(tmp_path: Path) -> None:
    playground = Playground(Parrot(answer), shelf=tmp_path / "shelf", clock=SetClock(NOW), turn=_stand_still)
    async with serving(playground) as address, ClientSession() as session:
        page = (await PlainBrowser(session, address).go("/")).page
        answers = [await session.post(address + path, data={"as": "ana"}) for path in ("/anew", "/sample")]

    assert "Start from nothing" not in page.text
    assert [response.status for response in answers] == [404, 404]


async def test_the_sample_cohort_is_in_its_third_week_and_lived(base: str) -> None:
    async with ClientSession() as session:
        browser = await PlainBrowser(session, base).go("/?as=finn")
        await browser.press("Or show me a cohort in week 3")
        finn = browser.page
        bo = (await browser.go("/?as=bo&all")).page

    assert "Spring is in its third week." in finn.text
    assert "Join it as Finn." in finn.text
    assert "For Finn it is Wed 20 Jan 2027" in finn.text
    assert all(f"Week {week} · " in finn.text for week in (1, 2, 3))
    assert "Join it as Bo" not in bo.text
    assert 'class="card care"' not in bo.html
    assert bo.html.count("<code>/checkin</code></p>") == 2
    assert all(form.action != "/send" for form in bo.forms)


async def test_the_sample_has_a_mentor_who_answered_and_buddies_who_met(base: str) -> None:
    async with ClientSession() as session:
        browser = await PlainBrowser(session, base).go("/?as=finn")
        await browser.press("Show a cohort in week 3")
        bo = (await browser.go("/?as=bo&all")).page.text
        await browser.go("/?as=finn")
        for line in ("/cohort join", "/mentor", "/buddy"):
            await browser.press("Send", {"Type a command as Finn": line})
        finn = browser.page.text

    assert "Esha could be your mentor" in bo
    assert "Bo and Esha" in bo
    assert "Written down: you met " in bo
    assert "Your buddy is " in bo
    assert "Ask for a mentor" in finn
    assert "segue looks for somebody" in finn


async def test_the_sample_begins_again_however_often_it_is_asked_for(base: str) -> None:
    async with ClientSession() as session:
        browser = await PlainBrowser(session, base).go("/")
        for _ in range(2):
            await browser.press("Show a cohort in week 3")

    assert browser.page.text.count("Spring is open") == 1


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2027, 1, 3, 22, tzinfo=UTC), "2027-01-04"),
        (datetime(2027, 1, 3, 23, 30, tzinfo=UTC), "2027-01-11"),
        (datetime(2027, 1, 4, 8, tzinfo=UTC), "2027-01-11"),
    ],
)
def test_the_sample_begins_on_the_next_monday_where_its_organiser_is(now: datetime, begins: str) -> None:
    assert script.monday(now).isoformat() == begins


def test_a_form_of_the_sample_is_filled_whatever_it_asks() -> None:
    options = (Option("py", "Python"), Option("go", "Go"))
    fields = (
        Field(key="name", label="Name", initial="Autumn"),
        Field(key="why", label="Why", longest=10),
        Field(key="kept", label="Kept", initial="as it was"),
        Field(key="known", label="Known", kind=FieldKind.CHOICES, options=options),
        Field(key="more", label="More", required=False),
    )

    filled = sent(Form(title="T", action=Action("a", ("1",)), fields=fields), {"name": "Spring"})

    assert filled == {
        "wire": "a|1",
        "answer:name": "Spring",
        "answer:why": WORDS[:10],
        "answer:kept": "as it was",
        "answer:known": "py",
        "answer:more": "",
    }


@pytest.mark.browser
async def test_other_windows_see_that_everything_is_new(scene: Scene, window: Page, chromium: Browser) -> None:
    await scene.playground.messenger.send(parcel(EVERYTHING))
    await window.goto(f"{scene.base}/?as=bo")
    other = await chromium.new_page()
    await other.goto(f"{scene.base}/?as=ana")

    await other.get_by_text("Begin again…").click()
    await other.get_by_role("button", name="Start from nothing").click()

    await expect(other.get_by_role("status")).to_contain_text("Everything is forgotten")
    await expect(window.locator(".message")).to_have_count(0)
    await expect(window.get_by_text("The channel is quiet.")).to_be_visible()


@pytest.mark.browser
async def test_a_page_that_waits_for_a_new_life_does_not_look_for_one_itself(scene: Scene, window: Page) -> None:
    await window.goto(scene.base)
    await window.evaluate("() => { window.stayed = true; document.documentElement.dataset.busy = '' }")
    scene.playground._shelf.clear()

    await window.evaluate("() => look()")
    stayed = await window.evaluate("() => window.stayed")

    assert stayed


@pytest.mark.browser
async def test_one_press_forgets_nothing_and_escape_goes_back(scene: Scene, window: Page) -> None:
    await scene.playground.messenger.send(parcel(EVERYTHING))
    await window.goto(scene.base)

    await window.get_by_text("Begin again…").click()
    await expect(window.get_by_text("is forgotten for good")).to_be_visible()
    await window.keyboard.press("Escape")

    await expect(window.get_by_role("button", name="Start from nothing")).to_be_hidden()
    await expect(window.locator(".message")).to_have_count(1)


def test_a_demo_that_begins_again_has_today_and_no_cohort(tmp_path: Path) -> None:
    with Demo.running(tmp_path) as demo:
        demo.post("/sample", **{"as": "ana"})
        lived = demo.posts()
        demo.post("/anew", **{"as": "ana"})
        gone = demo.posts()
        demo.kill()
        demo.spawn()
        demo.welcome()
        demo.post("/sample", **{"as": "ana"})
        again = demo.posts()

    assert lived[0] == "Spring is open"
    assert (gone, again) == ([], lived)
    assert "Traceback" not in demo.log.read_text()


async def _stand_still(_: datetime) -> None:
    """The clock of a page that is only looked at."""
