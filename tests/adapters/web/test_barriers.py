"""Nothing on the page keeps anybody out: axe-core looks at it as it is in each of its moods, by day and by night."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from bot.messages.elements import Field, FieldKind, Form, Option, filled
from bot.messages.wire import Action
from bot.replies import Reply
from tests.adapters.web.scenes import CHECKIN, EVERYTHING, JOIN, NOW, Scene
from tests.support import looks
from tests.support.stages.web import WebStage
from tests.support.web_parrot import parcel

pytestmark = pytest.mark.browser

KNOWN = Form(
    title="Before week 1",
    action=Action("known"),
    fields=(
        Field(
            key="known",
            label="You know",
            kind=FieldKind.CHOICES,
            options=(Option("py", "Python"), Option("sql", "SQL")),
            hint="Tick what you have used.",
            required=False,
            initial="py",
        ),
    ),
)


@pytest.fixture(params=["light", "dark"])
async def page(request: pytest.FixtureRequest, window: Page) -> Page:
    scheme: Literal["light", "dark"] = request.param
    await window.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return window


async def test_the_empty_page_keeps_nobody_out(scene: Scene, page: Page) -> None:
    await page.goto(scene.base)

    assert await looks.barriers(page) == []


@pytest.mark.parametrize("width", [390, 1280])
async def test_posts_and_answers_keep_nobody_out(scene: Scene, page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    scene.parrot.due = NOW + timedelta(days=1)
    await scene.playground.messenger.send(parcel(EVERYTHING))
    await scene.playground.messenger.send(parcel(JOIN, key="d2", user="bo"))
    stage = WebStage(scene.base, page)
    await stage.says("Ana", "/cohort join")
    await stage.presses("Ana", "Join")

    assert await looks.barriers(page) == []


@pytest.mark.parametrize("opened", ["Turn to…", "Begin again…", "All commands"])
async def test_what_opens_keeps_nobody_out(scene: Scene, page: Page, opened: str) -> None:
    await page.goto(scene.base)
    await page.get_by_text(opened, exact=True).click()

    assert await looks.barriers(page) == []


async def test_the_commands_that_are_proposed_keep_nobody_out(scene: Scene, page: Page) -> None:
    await page.goto(scene.base)
    await page.get_by_label("Type a command as Ana").fill("/co")
    await expect(page.get_by_role("option")).to_have_count(3)
    await page.keyboard.press("ArrowDown")

    assert await looks.barriers(page) == []
    assert await looks.flaws(page) == {}


@pytest.mark.parametrize("form", [CHECKIN, KNOWN])
async def test_a_form_and_a_refused_one_keep_nobody_out(scene: Scene, page: Page, form: Form) -> None:
    scene.parrot.answer = lambda _: Reply(form=form)
    await WebStage(scene.base, page).says("Bo", "/checkin")
    opened = await looks.barriers(page)
    problems = {field.key: "Look at this once more." for field in form.fields}
    scene.parrot.answer = lambda _: Reply(form=filled(form, {}, problems))
    await WebStage(scene.base, page).says("Bo", "/checkin")

    assert (opened, await looks.barriers(page)) == ([], [])
    assert await looks.flaws(page) == {}


async def test_axe_does_find_what_keeps_people_out(scene: Scene, page: Page) -> None:
    await page.goto(scene.base)
    await page.evaluate("() => document.getElementById('line').removeAttribute('aria-expanded')")
    await page.evaluate("() => document.querySelector('.say label').remove()")

    assert [found.partition(":")[0] for found in await looks.barriers(page)] != []
