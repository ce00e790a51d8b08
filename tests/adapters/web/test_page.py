"""The page in a real browser: lively with a script, whole without one, and usable by everybody."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from adapters.web.app import Playground
from bot.clocks import SetClock
from bot.messages.elements import Card, Text
from bot.messages.text import line
from bot.replies import Reply
from tests.adapters.web.scenes import CHECKIN, EVERYTHING, JOIN, NOW, answer
from tests.support import looks
from tests.support.playgrounds import parroting
from tests.support.stages.stage import Seen
from tests.support.stages.web import WebStage
from tests.support.web_parrot import Parrot, parcel

pytestmark = pytest.mark.browser


@dataclass
class Room:
    """The playground around a parrot."""

    base: str
    playground: Playground
    parrot: Parrot


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    parrot = Parrot(answer)
    async with parroting(parrot, SetClock(NOW), tmp_path) as (base, playground, _):
        yield Room(base, playground, parrot)


async def test_a_command_is_answered_without_leaving_the_page(room: Room, window: Page) -> None:
    await window.goto(f"{room.base}/?as=bo")
    await window.evaluate("() => { window.stayed = true }")

    await window.get_by_label("Type a command as Bo").fill("/cohort join")
    await window.keyboard.press("Enter")

    await expect(window.locator(".private .card h3")).to_have_text("Spring is open")
    await expect(window.get_by_label("Type a command as Bo")).to_have_value("")
    await expect(window.get_by_label("Type a command as Bo")).to_be_focused()
    assert await window.evaluate("() => window.stayed")


async def test_a_pressed_card_changes_in_its_place(room: Room, window: Page) -> None:
    stage = WebStage(room.base, window)
    await stage.says("Bo", "/cohort join")

    seen = await stage.presses("Bo", "Join")

    assert seen == Seen(title="You are in", text="")
    await expect(window.locator("[data-answer]")).to_be_focused()
    assert await stage.private("Bo") == (seen,)
    await expect(window.get_by_role("button", name="Joined")).to_be_disabled()


async def test_a_menu_sends_what_was_chosen(room: Room, window: Page) -> None:
    await room.playground.messenger.send(parcel(EVERYTHING))

    assert (await WebStage(room.base, window).presses("Bo", "Week 2")).title == "Week 2"


async def test_what_is_said_appears_by_itself_and_leaves_what_somebody_is_doing(room: Room, window: Page) -> None:
    await room.playground.messenger.send(parcel(EVERYTHING))
    await window.goto(f"{room.base}/?as=ana")
    await window.get_by_label("Another week").select_option("2")
    await window.get_by_label("Type a command as Ana").fill("/road")

    await room.playground.messenger.send(parcel(Card(title="Fresh"), key="d2"))
    await room.playground.messenger.send(parcel(Card(title="For Bo alone"), key="d3", user="bo"))

    await expect(window.locator(".channel .card h3").last).to_have_text("Fresh")
    await expect(window.get_by_role("link", name=re.compile("^Bo"))).to_contain_text("1 new")
    await expect(window.get_by_label("Another week")).to_have_value("2")
    await expect(window.get_by_label("Type a command as Ana")).to_have_value("/road")
    await expect(window.get_by_text("For Bo alone")).to_have_count(0)


async def test_a_form_takes_the_keyboard_and_gives_it_back(room: Room, window: Page) -> None:
    stage = WebStage(room.base, window)
    assert (await stage.says("Bo", "/checkin")).fields == ("Done", "Next", "Energy")
    await expect(window.get_by_label("Done")).to_be_focused()

    await window.keyboard.press("Escape")

    await expect(window.get_by_role("dialog")).to_have_count(0)
    await expect(window.get_by_label("Type a command as Bo")).to_be_focused()
    await window.reload()
    await expect(window.get_by_role("dialog")).to_have_count(0)


async def test_a_refused_answer_is_pointed_out_with_everything_kept(room: Room, window: Page) -> None:
    stage = WebStage(room.base, window)
    await stage.says("Bo", "/checkin")

    refused = await stage.fills("Bo", {"Done": "x", "Next": "Read a paper", "Energy": "High"})

    assert "A word or two would help." in refused.text
    await expect(window.get_by_label("Done")).to_be_focused()
    await expect(window.get_by_label("Next", exact=True)).to_have_value("Read a paper")
    await expect(window.get_by_label("Energy")).to_have_value("2")
    assert await stage.fills("Bo", {"Done": "Two charts"}) == Seen(title="Noted", text="Two charts")


async def test_a_long_answer_begins_at_its_title(room: Room, window: Page) -> None:
    long = Card(title="Long", body=tuple(Text(line(f"Paragraph {number}.")) for number in range(60)))
    await room.playground.messenger.send(parcel(long, user="bo"))
    room.parrot.answer = lambda _: Reply(card=long)

    await WebStage(room.base, window).says("Bo", "/roadmap")

    await expect(window.locator("[data-answer] h3")).to_be_in_viewport()


async def test_the_newest_post_is_in_sight_at_once(room: Room, window: Page) -> None:
    for number in range(20):
        await room.playground.messenger.send(parcel(EVERYTHING, key=f"d{number}"))
    await room.playground.messenger.send(parcel(Card(title="Newest"), key="newest"))

    await window.goto(room.base)

    await expect(window.get_by_text("Newest")).to_be_in_viewport()


async def test_the_keyboard_alone_is_enough(room: Room, window: Page) -> None:
    await window.goto(room.base)

    await window.keyboard.press("Tab")
    await expect(window.get_by_text("Skip to the command box")).to_be_focused()
    await window.keyboard.press("Enter")
    await window.keyboard.press("Enter")

    await expect(window.locator(".private .card h3")).to_have_text("Spring is open")


async def test_hostile_words_do_nothing(room: Room, window: Page) -> None:
    words = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    asked: list[str] = []
    window.on("dialog", lambda dialog: asked.append(dialog.message))
    await room.playground.messenger.send(parcel(Card(title=words, body=(Text(line(words)),))))

    await WebStage(room.base, window).says("Bo", f"/win {words}")

    assert asked == []
    await expect(window.locator(".channel .card h3")).to_have_text(words)
    await expect(window.locator(".typed")).to_have_text(f"/win {words}")


async def test_everything_works_without_a_script(room: Room, chromium: Browser) -> None:
    await room.playground.messenger.send(parcel(JOIN))
    page = await chromium.new_page(java_script_enabled=False)
    page.set_default_timeout(60_000)

    await page.goto(f"{room.base}/?as=bo")
    await page.get_by_role("button", name="Join").click()
    await expect(page.locator(".private .card h3")).to_have_text("You are in")
    await page.get_by_label("Type a command as Bo").fill("/checkin")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text(CHECKIN.title)
    await page.get_by_label("Done").fill("Two charts")
    await page.get_by_label("Energy").select_option("High")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator(".private .card h3").last).to_have_text("Noted")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_role("status")).to_contain_text("The clock is turned.")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
async def test_it_fits_every_screen(room: Room, window: Page, width: int) -> None:
    await room.playground.messenger.send(parcel(EVERYTHING))
    words = Card(title="Long" * 60, body=(Text(line("unbroken" * 60)),))
    await room.playground.messenger.send(parcel(words, key="d2", user="bo"))
    await window.set_viewport_size({"width": width, "height": 800})

    await window.goto(f"{room.base}/?as=bo")
    await window.get_by_text("Turn to…").click()

    assert not await looks.is_too_wide(window)
    await WebStage(room.base, window).says("Bo", "/checkin")
    assert not await looks.is_too_wide(window)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_faint_nameless_or_too_small(
    room: Room, window: Page, scheme: Literal["light", "dark"]
) -> None:
    await window.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await window.goto(room.base)
    empty = await looks.flaws(window)
    await room.playground.messenger.send(parcel(EVERYTHING))
    await room.playground.messenger.send(parcel(JOIN, key="d2", user="bo"))
    stage = WebStage(room.base, window)
    await stage.says("Ana", "/cohort join")
    await stage.presses("Ana", "Join")
    await window.get_by_role("button", name="+1 week").click()
    await expect(window.get_by_role("status")).to_contain_text("The clock is turned.")
    await window.get_by_text("Turn to…").click()

    assert empty == {}
    assert await looks.flaws(window) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_form_is_not_faint_nameless_or_too_small(
    room: Room, window: Page, scheme: Literal["light", "dark"]
) -> None:
    await window.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    stage = WebStage(room.base, window)
    await stage.says("Ana", "/checkin")

    await stage.fills("Ana", {"Done": "x", "Energy": "Low"})

    assert await looks.flaws(window) == {}
