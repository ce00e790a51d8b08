"""The playground as a stage: a real page in a real browser, played by its labels, as a person would."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page

from adapters.web.app import Playground
from adapters.web.bridge import Bridge
from bot.ports import Messenger, Outcome, Parcel, Sent, Turnable
from tests.support.playgrounds import serving
from tests.support.stages.stage import Seen

#: Whose page turns the clock: Lagos has no summer time, so each of its local times is one moment.
_TIMEKEEPER, _ZONE = "Bo", ZoneInfo("Africa/Lagos")
#: Weeks of a cohort are planned and said while the clock turns.
_A_TURN_TAKES = 120_000
#: What somebody reads of cards, and may press.
_READ = """cards => cards.map(card => {
  const words = [...card.querySelectorAll(":scope > :is(.body, .footnote)")].map(one => one.innerText);
  const pictured = [...card.querySelectorAll("img.picture")].map(one => one.alt);
  const buttons = [...card.querySelectorAll(".controls > button:enabled")].map(one => one.innerText);
  return {title: card.querySelector("h3").innerText, text: [...words, ...pictured].join("\\n"), buttons};
})"""


class Listening:
    """A messenger that also remembers to whom it brought which message, and what was said in rooms."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self.brought: list[tuple[str | None, str]] = []
        self.titles: set[str] = set()

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand it over."""
        outcome = await self._messenger.send(parcel)
        if parcel.to.users:
            self.titles.add(parcel.card.title)
        elif isinstance(outcome, Sent):
            self.brought.append((parcel.to.user, outcome.ref))
        return outcome


class WebStage:
    """Plays a story on the playground served at `base`, in one window; every step begins with a fresh look.

    What was `brought` to somebody is a note; all else on their private line they asked for.
    """

    def __init__(
        self, base: str, page: Page, brought: Sequence[tuple[str | None, str]] = (), titles: Collection[str] = ()
    ) -> None:
        self._base = base
        self._page = page
        self._brought = brought
        self._titles = titles

    @staticmethod
    @asynccontextmanager
    async def open(
        bridge: Bridge, *, clock: Turnable, waits: Callable[[datetime], Awaitable[None]], shelf: Path, page: Page
    ) -> AsyncIterator[tuple["WebStage", Messenger]]:
        """The stage with its playground served until the block ends, and the messenger that posts to it."""
        playground = Playground(bridge, shelf=shelf, clock=clock, turn=waits)
        async with serving(playground) as base:
            messenger = Listening(playground.messenger)
            yield WebStage(base, page, messenger.brought, messenger.titles), messenger

    async def says(self, who: str, command: str) -> Seen:
        """Type a command into the box of this person's page."""
        await self._be(who)
        await self._page.get_by_label(f"Type a command as {who}").fill(command)
        await self._act(self._page.get_by_role("button", name="Send", exact=True))
        return await self._answer()

    async def presses(self, who: str, label: str) -> Seen:
        """Press a button, or choose a menu's option of that label."""
        await self._be(who)
        for pane in (".private", ".channel"):
            if found := await self._pressable(self._page.locator(f"{pane} .message"), label):
                await self._act(found)
                return await self._answer()
        raise AssertionError(f"{who} sees nothing to press that says {label!r}")

    async def fills(self, who: str, answers: Mapping[str, str]) -> Seen:
        """Fill the open form; what the browser itself would not send fails here."""
        await self._be(who, keep_form=True)
        dialog = self._page.get_by_role("dialog")
        for label, value in answers.items():
            several = dialog.get_by_role("group", name=re.compile(rf"^{re.escape(label)}( optional)?$"))
            if await several.count():
                await _tick(several, value)
            else:
                await _fill(dialog.get_by_label(label, exact=True), value)
        fit = await dialog.locator("form.questions").evaluate("form => form.checkValidity()")
        assert fit, f"the browser does not send this form: {dict(answers)}"
        await self._act(dialog.locator(".questions .primary"))
        return await self._answer()

    async def waits(self, until: datetime) -> None:
        """Turn the page's own clock to `until`, to the second."""
        await self._be(_TIMEKEEPER)
        local = (until + timedelta(microseconds=-until.microsecond % 1_000_000)).astimezone(_ZONE)
        await self._page.get_by_text("Turn to…").click()
        words = local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")
        await self._page.get_by_label(f"{_TIMEKEEPER}’s date and time").fill(words)
        await self._act(self._page.get_by_role("button", name="Turn the clock"), patience=_A_TURN_TAKES)
        note = await self._page.get_by_role("status").inner_text()
        assert note.startswith("The clock is turned."), note

    async def channel(self) -> tuple[Seen, ...]:
        """The posts in the channel."""
        await self._be(_TIMEKEEPER)
        return await _cards(self._page.locator(".channel .card"))

    async def private(self, who: str) -> tuple[Seen, ...]:
        """Answers and notes on this person's private line, oldest first."""
        await self._be(who)
        return await _cards(self._page.locator(".private .card"))

    async def notes(self, who: str) -> tuple[Seen, ...]:
        """What was said to this person alone and unasked, oldest first."""
        await self._be(who)
        mine = [ref for user, ref in self._brought if user == who.lower()]
        found = await _cards(self._page.locator(",".join(f"#m{ref} .card" for ref in mine))) if mine else ()
        assert len(found) == len(mine), f"{len(mine)} notes were brought, and {len(found)} are there"
        return found

    async def rooms(self, who: str) -> tuple[Seen, ...]:
        """What was said in rooms for a few; the playground shows it to each of them alone, beside all else."""
        return tuple(seen for seen in await self.private(who) if seen.title in self._titles)

    async def _be(self, who: str, *, keep_form: bool = False) -> None:
        """Look at somebody's page afresh, with a form they left open put away."""
        await self._page.goto(f"{self._base}/?as={who.lower()}&all")
        close = self._page.get_by_role("button", name="Close the form")
        if not keep_form and await close.count():
            await self._act(close)

    async def _act(self, what: Locator, patience: float = 60_000) -> None:
        """Press something, and wait until the page has taken the answer in."""
        root = self._page.locator("html")
        acts = int(await root.get_attribute("data-acts") or 0)
        await what.click()
        await self._page.wait_for_selector(f'html[data-acts="{acts + 1}"]:not([data-busy])', timeout=patience)

    async def _answer(self) -> Seen:
        """What the last act led to: a form, a card, or the page's own sentence."""
        dialog = self._page.get_by_role("dialog")
        if await dialog.count():
            return await _form(dialog)
        card = self._page.locator("[data-answer] .card")
        if await card.count():
            return (await _cards(card))[0]
        note = await self._page.get_by_role("status").inner_text()
        assert note, "nothing answers"
        return Seen(title=note, text=note)

    async def _pressable(self, messages: Locator, label: str) -> Locator | None:
        """The newest button of that label, or the button of the newest menu once its option is chosen."""
        said = re.compile(rf"^\s*{re.escape(label)}\s*$")
        buttons = messages.locator("button:enabled").filter(has_text=said)
        if await buttons.count():
            return buttons.last
        menus = messages.locator(".choice").filter(has=self._page.locator("option").filter(has_text=said))
        if not await menus.count():
            return None
        await menus.last.locator("select").select_option(label=label)
        return menus.last.locator("button")


async def _fill(field: Locator, value: str) -> None:
    if await field.evaluate("field => field.tagName") == "SELECT":
        labels = [label.strip() for label in await field.locator("option").all_inner_texts()]
        await (field.select_option(label=value) if value in labels else field.select_option(value))
    else:
        await field.fill(value)


async def _tick(boxes: Locator, value: str) -> None:
    """Tick the boxes that are named, by value or label, and no other."""
    wanted = value.split(",")
    for label in await boxes.locator(".boxes label").all():
        box = label.get_by_role("checkbox")
        named = {await box.get_attribute("value"), (await label.inner_text()).strip()}
        await box.set_checked(not named.isdisjoint(wanted))


async def _cards(cards: Locator) -> tuple[Seen, ...]:
    """What all of them show, asked of the browser at once: one after the other takes a second for a few."""
    shown = await cards.evaluate_all(_READ)
    return tuple(Seen(title=one["title"], text=one["text"], buttons=tuple(one["buttons"])) for one in shown)


async def _form(dialog: Locator) -> Seen:
    title = await dialog.get_by_role("heading").inner_text()
    words = await dialog.locator(".questions :is(.intro, .refused, .hint, .problem)").all_inner_texts()
    labels = await dialog.locator("label").all_inner_texts()
    buttons = await dialog.locator(".questions button").all_inner_texts()
    return Seen(title=title, text="\n".join(words), buttons=tuple(buttons), fields=tuple(labels))
