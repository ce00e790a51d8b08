"""App Home is somebody's corner, and shows what came of everything that began there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.slack import home as homes
from adapters.slack.spans import Reader
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Request, Submission
from tests.support.slack import grammar, sight
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.workspace import Message

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
BUTTONS = tuple(Button(label=name.title(), action=Action(name)) for name in ("done", "ask", "tell"))
FORM = Form(title="Zone", action=Action("zone"), fields=(Field(key="zone", label="Where are you?"),))


class Corner:
    """A core whose corner counts what was done."""

    def __init__(self) -> None:
        self.done = 0

    def answer(self, request: Request) -> Reply:
        match request:
            case Command():
                return Reply(card=Card(title=f"{self.done} done", controls=BUTTONS))
            case Click(action=Action(name="done")):
                self.done += 1
                return Reply(card=Card(title="Yes, done"), replaces=True)
            case Click(action=Action(name="ask")):
                return Reply(form=FORM)
            case Submission():
                self.done += 1
                return Reply(card=Card(title="Kept", controls=BUTTONS))
            case _:
                return Reply(card=Card(title="Told"))


@dataclass(frozen=True, slots=True)
class AtHome:
    """Bo, at home."""

    house: House
    parrot: Parrot

    async def presses(self, label: str) -> None:
        await self.house.hands.presses("UBO", label)

    def title(self) -> str:
        """What is on top of their home."""
        return sight.title(self.house.slack.workspace.homes["UBO"].shown["blocks"])

    async def shows(self, title: str) -> None:
        """Wait until the home says so."""
        here = self.house.slack.workspace
        async with here.changed:
            await here.changed.wait_for(lambda: "UBO" in here.homes and self.title() == title)

    async def modal(self) -> str:
        """The title of the modal in front of them, once there is one."""
        here = self.house.slack.workspace
        async with here.changed:
            await here.changed.wait_for(lambda: here.modal("UBO") is not None)
        found = here.modal("UBO")
        assert found is not None
        return sight.view_title(found)


@asynccontextmanager
async def at_home() -> AsyncIterator[AtHome]:
    parrot = Parrot(Corner().answer)
    async with opened(parrot, SetClock(NOW)) as house:
        bo = AtHome(house, parrot)
        await house.hands.goes_home("UBO")
        await bo.shows("0 done")
        yield bo
        await house.door.close()
        assert house.slack.refusals == []


async def test_whoever_opens_the_home_finds_their_corner_there() -> None:
    async with at_home() as bo:
        [asked] = bo.parrot.heard
        assert isinstance(asked, Command)
        assert (asked.name, asked.actor.user, asked.actor.name, asked.place.private) == ("my", "UBO", "Bo", True)


async def test_the_messages_tab_shows_itself() -> None:
    parrot = Parrot(Corner().answer)
    async with opened(parrot, SetClock(NOW)) as house:
        event = {"type": "app_home_opened", "user": "UBO", "channel": "DUBO", "tab": "messages"}

        await house.slack.events.tell(house.slack.workspace, event)
        await house.door.close()

        assert (parrot.heard, house.slack.workspace.homes) == ([], {})


async def test_what_takes_the_place_of_what_was_pressed_at_home_is_seen_there() -> None:
    async with at_home() as bo:
        await bo.presses("Done")
        await bo.shows("1 done")

        assert (bo.house.slack.workspace.views, bo.house.slack.workspace.messages) == ([], [])


async def test_a_card_that_is_asked_for_at_home_opens_in_a_modal() -> None:
    async with at_home() as bo:
        await bo.presses("Tell")

        assert await bo.modal() == "Told"
        assert bo.house.slack.workspace.messages == []


async def test_a_form_that_began_at_home_changes_the_home_when_it_is_sent() -> None:
    async with at_home() as bo:
        await bo.presses("Ask")
        form = await bo.modal()

        await bo.house.hands.fills("UBO", {"Where are you?": "Lagos"})
        await bo.shows("1 done")

        assert (form, await bo.modal()) == ("Zone", "Kept")


async def test_what_is_pressed_in_a_modal_that_began_at_home_changes_modal_and_home() -> None:
    async with at_home() as bo:
        await bo.presses("Ask")
        await bo.modal()
        await bo.house.hands.fills("UBO", {"Where are you?": "Lagos"})

        await bo.presses("Done")
        await bo.shows("2 done")

        assert await bo.modal() == "Yes, done"


async def test_a_home_that_is_asked_for_while_it_is_made_is_made_once_more() -> None:
    corner, asked, door = Corner(), asyncio.Event(), asyncio.Event()

    class Slow(Parrot):
        """Makes the first home when it may."""

        async def ask(self, request: Request) -> Reply:
            """What there is to say before it had to wait."""
            self.heard.append(request)
            said = self.answer(request)
            asked.set()
            await door.wait()
            return said

    async with opened(Slow(corner.answer), SetClock(NOW)) as house:
        bo = AtHome(house, Slow(corner.answer))
        await house.hands.goes_home("UBO")
        await asked.wait()
        corner.done = 5
        await house.hands.goes_home("UBO")
        door.set()

        await bo.shows("5 done")

        assert len(house.slack.called("views.publish")) == 2


async def test_what_is_pressed_elsewhere_leaves_the_home_alone() -> None:
    async with at_home() as bo:
        await bo.house.hands.types("UBO", CHANNEL, "/my")
        before = len(bo.house.slack.called("views.publish"))

        await bo.presses("Done")
        await bo.house.door.close()

        assert len(bo.house.slack.called("views.publish")) == before


async def test_a_home_that_the_core_cannot_make_is_owned_up_to() -> None:
    def fail(request: Request) -> Reply:
        raise LookupError

    async with at_home() as bo:
        bo.parrot.answer = fail
        await bo.house.hands.goes_home("UBO")
        await bo.shows("That did not work")


def test_a_long_corner_has_room_for_twice_the_blocks_of_a_message() -> None:
    long = Card(title="Your corner", body=tuple(Text((f"Line {number}",)) for number in range(120)))

    shown = homes.view(long, Reader("T1"))

    assert 80 < len(shown["blocks"]) <= 100
    assert list(grammar.home(shown)) == []


async def test_a_message_becomes_a_win_through_its_shortcut() -> None:
    parrot = Parrot(lambda request: Reply(form=FORM))
    async with opened(parrot, SetClock(NOW)) as house:
        said = house.hands.writes("UANA", CHANNEL, "Shipped <the> parser & slept")

        await house.hands.uses("UBO", "win", said)
        await house.slack.workspace.shown_after("UBO", 0)

        [asked] = parrot.heard
        assert isinstance(asked, Command)
        assert (asked.name, asked.options) == ("win", {"text": "Shipped <the> parser & slept"})
        assert (asked.actor.user, asked.place.channel) == ("UBO", CHANNEL)
        assert house.slack.workspace.modal("UBO") is not None


async def test_a_shortcut_that_is_refused_is_answered_beside_the_message_for_the_person_alone() -> None:
    parrot = Parrot(lambda request: Reply(card=Card(title="Not yet")))
    async with opened(parrot, SetClock(NOW)) as house:
        said = house.hands.writes("UANA", CHANNEL, "Shipped it")

        await house.hands.uses("UBO", "win", said)
        answer = await house.slack.workspace.shown_after("UBO", 0)

        assert isinstance(answer, Message)
        assert (answer.viewer, sight.title(answer.blocks)) == ("UBO", "Not yet")
        assert said.text == "Shipped it"


async def test_a_message_without_words_cannot_become_a_win_and_that_is_said() -> None:
    parrot = Parrot(Corner().answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.uses("UBO", "win", house.hands.writes("UANA", CHANNEL, " "))
        answer = await house.slack.workspace.shown_after("UBO", 0)

        assert isinstance(answer, Message)
        assert (sight.title(answer.blocks), parrot.heard) == ("That message has no words", [])
