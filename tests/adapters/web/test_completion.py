"""What is proposed for a line that somebody types, with a script and without one."""

import pytest
from playwright.async_api import Browser, Page, expect

from adapters.web import completion
from bot.requests import CommandSpec, Option, Role
from tests.adapters.web.scenes import Scene
from tests.support.web_parrot import COMMANDS

PAIR = CommandSpec(
    path=("pair",),
    summary="Bring two people together",
    example="/pair Bo Chen",
    role=Role.ANYONE,
    options=(
        Option(name="first", summary="Who", required=True, suggests=True),
        Option(name="second", summary="Whom"),
    ),
)

QUIET = CommandSpec(
    path=("quiet",),
    summary="How much comes",
    example="/quiet all",
    role=Role.ANYONE,
    options=(Option(name="level", summary="How much", choices=("all", "none")),),
)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("/", ["/cohort start", "/cohort join", "/cohort leave ", "/roadmap", "/roadmap week ", "/segue help"]),
        ("/ro", ["/roadmap", "/roadmap week "]),
        ("  /ROAD", ["/roadmap", "/roadmap week "]),
        ("roadmap", ["/roadmap week "]),
        ("/roadmap w", ["/roadmap week "]),
        ("/join", ["/cohort join"]),
        ("any", ["/roadmap week "]),
        ("/cohort start", []),
        ("/nothing", []),
    ],
)
def test_commands_that_begin_so_come_before_those_that_speak_of_it(typed: str, proposed: list[str]) -> None:
    assert [one.line for one in completion.commands(typed, COMMANDS)] == proposed


@pytest.mark.parametrize(
    ("typed", "name", "before", "said"),
    [
        ("/cohort leave ", "name", "/cohort leave ", ""),
        ("/cohort leave Autumn in L", "name", "/cohort leave ", "Autumn in L"),
        ("/Cohort Leave spr", "name", "/cohort leave ", "spr"),
        ("/pair ", "first", "/pair ", ""),
        ("/pair B", "first", "/pair ", "B"),
        ("/pair Bo ", "second", "/pair Bo ", ""),
        ('/pair "Bo B" Chen D', "second", '/pair "Bo B" ', "Chen D"),
    ],
)
def test_the_option_that_is_being_typed_is_known_by_its_place(typed: str, name: str, before: str, said: str) -> None:
    asked = completion.option(typed, (*COMMANDS, PAIR))

    assert asked is not None
    assert (asked.option.name, asked.before, asked.typed) == (name, before, said)


@pytest.mark.parametrize("typed", ["", "/", "/roadmap", "/roadmap w", "/cohort leave", "/cohort start now"])
def test_a_command_that_is_not_whole_yet_has_no_option(typed: str) -> None:
    assert completion.option(typed, COMMANDS) is None


async def proposals(scene: Scene, line: str) -> tuple[str, list[str]]:
    async with scene.session.get(f"{scene.base}/complete", params={"as": "bo", "line": line}) as response:
        found = await response.json()
    return found["about"], [one["line"] for one in found["lines"]]


async def test_the_core_completes_the_options_it_knows(scene: Scene) -> None:
    assert await proposals(scene, "/cohort leave a") == (
        "name: Which cohort (optional)",
        ["/cohort leave Autumn in Lagos"],
    )
    assert await proposals(scene, "/roadmap week ") == ("number: Which week", [])


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("/quiet ", ["/quiet all", "/quiet none"]),
        ("/quiet N", ["/quiet none"]),
        ("/quiet none", []),
        ("/quiet x", []),
    ],
)
async def test_an_option_of_a_few_words_offers_them(scene: Scene, typed: str, lines: list[str]) -> None:
    scene.parrot.commands = (QUIET,)

    assert await proposals(scene, typed) == ("level: How much (optional)", lines)


async def test_any_line_is_completed_kindly(scene: Scene) -> None:
    for line in ("\x00", "<script>", '/pair "', "/cohort leave \0", "/cohort leave " * 500):
        _, lines = await proposals(scene, line)
        assert lines == []


async def test_every_command_is_listed_without_a_script_with_an_example_where_it_needs_more(scene: Scene) -> None:
    await scene.browser.go("/?as=bo")

    await scene.browser.press("/roadmap week 3 Any week")

    assert "<code>/roadmap week 3</code></p>" in scene.browser.page.html


@pytest.mark.browser
async def test_the_keyboard_takes_a_command_over_and_sends_it(scene: Scene, window: Page) -> None:
    await window.goto(f"{scene.base}/?as=bo")
    box = window.get_by_role("combobox", name="Type a command as Bo")
    await box.press_sequentially("/co")
    await expect(window.get_by_role("option")).to_have_count(3)
    await expect(box).to_have_attribute("aria-expanded", "true")

    await window.keyboard.press("ArrowDown")
    await window.keyboard.press("ArrowDown")
    await expect(window.get_by_role("option", selected=True)).to_contain_text("/cohort join")
    await window.keyboard.press("Enter")
    await expect(box).to_have_value("/cohort join")
    await expect(box).to_have_attribute("aria-expanded", "false")
    await window.keyboard.press("Enter")

    await expect(window.locator(".private .card h3")).to_have_text("Spring is open")


@pytest.mark.browser
async def test_tab_goes_on_into_the_options_and_then_leaves(scene: Scene, window: Page) -> None:
    await window.goto(f"{scene.base}/?as=bo")
    box = window.get_by_label("Type a command as Bo")
    await box.press_sequentially("/leave")
    await expect(window.get_by_role("option")).to_have_count(1)

    await window.keyboard.press("Tab")
    await expect(box).to_have_value("/cohort leave ")
    await expect(window.get_by_role("option")).to_have_count(2)
    await expect(window.get_by_text("name: Which cohort (optional)")).to_be_visible()
    await window.keyboard.press("ArrowUp")
    await window.keyboard.press("Tab")

    await expect(box).to_have_value("/cohort leave Autumn in Lagos")
    await expect(box).to_be_focused()
    await window.keyboard.press("Tab")
    await expect(window.get_by_role("button", name="Send", exact=True)).to_be_focused()


@pytest.mark.browser
async def test_escape_puts_the_list_away_and_the_arrows_bring_it_back(scene: Scene, window: Page) -> None:
    await window.goto(f"{scene.base}/?as=bo")
    box = window.get_by_label("Type a command as Bo")
    await box.fill("/ro")
    await expect(window.get_by_role("listbox")).to_be_visible()

    await window.keyboard.press("Escape")
    await expect(window.get_by_role("listbox")).to_have_count(0)
    await expect(box).to_have_value("/ro")
    await window.keyboard.press("ArrowDown")
    await window.get_by_role("option").first.click()

    await expect(box).to_have_value("/roadmap")
    await expect(box).to_be_focused()


@pytest.mark.browser
async def test_the_list_of_all_commands_closes_once_one_is_sent(scene: Scene, window: Page) -> None:
    await window.goto(f"{scene.base}/?as=bo")
    await window.get_by_text("Turn to…").click()

    await window.get_by_text("All commands").click()
    await expect(window.get_by_role("button", name="Turn the clock")).to_be_hidden()
    await window.get_by_role("button", name="/cohort join Join a cohort").click()

    await expect(window.locator(".private .card h3")).to_have_text("Spring is open")
    await expect(window.get_by_role("button", name="/cohort join Join a cohort")).to_be_hidden()
    await expect(window.get_by_label("Type a command as Bo")).to_be_focused()


@pytest.mark.browser
async def test_without_a_script_the_browser_has_the_commands_itself(scene: Scene, chromium: Browser) -> None:
    page = await chromium.new_page(java_script_enabled=False)

    await page.goto(f"{scene.base}/?as=bo")
    await page.get_by_text("All commands").click()
    await page.get_by_role("button", name="/cohort join Join a cohort").click()

    assert await page.locator("#commands option").count() == len(COMMANDS)
    await expect(page.locator(".private .card h3")).to_have_text("Spring is open")
