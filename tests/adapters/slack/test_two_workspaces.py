"""Two workspaces, one segue: whatever id somebody sends, another workspace's cohorts are not there for them."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from adapters.slack.app import PATH, SlackDoor
from bot.ports import Failed, Outcome, Sent
from bot.requests import Platform
from tests.support.slack import sight, tenants
from tests.support.slack.browsing import browsing
from tests.support.slack.hands import Hands
from tests.support.slack.parrot import served
from tests.support.slack.server import SlackServer
from tests.support.slack.tenants import parcel
from tests.support.slack.workspace import Channel, Member, Message, View
from tests.support.worlds import World

SPRING = "Spring-of-T1"


@dataclass(frozen=True, slots=True)
class House:
    """Ana and Bo with a cohort in T1; Eli, who administers T2, and has none."""

    slack: SlackServer
    door: SlackDoor
    one: Hands
    two: Hands
    home: str

    async def types(self, hands: Hands, user: str, channel: str, command: str) -> str:
        """Type a command; the words that are shown for it."""
        return await self.sees(user, hands.types(user, channel, command))

    async def sees(self, user: str, doing: Awaitable[None]) -> str:
        """Do something; the words somebody is shown for it."""
        here = self.slack.teams["T1" if user in self.slack.workspace.members else "T2"]
        before = here.revisions.get(user, 0)
        await doing
        return words(await here.shown_after(user, before))


def words(thing: Message | View) -> str:
    """Everything that can be read of it."""
    return f"{sight.words(sight.blocks_of(thing), 'UTC')}\n{getattr(thing, 'text', '')}"


@asynccontextmanager
async def opened(world: World) -> AsyncIterator[House]:
    async with tenants.two_teams(world.clock) as slack:
        slack.workspace.members["UANA"] = Member(id="UANA", name="Ana", zone="Europe/Berlin", admin=True)
        slack.teams["T2"].members["UELI"] = Member(id="UELI", name="Eli", zone="Asia/Tokyo", admin=True)
        for team in ("T1", "T2"):
            await world.bridge.install(tenants.consent(slack, team))
        door = SlackDoor(
            world.bridge,
            clock=world.clock,
            signing_secret=slack.secret,
            oauth=tenants.app(slack),
            base_url=slack.base_url,
        )
        async with served(door) as url:
            await door.start()
            try:
                yield House(slack, door, Hands(slack, url, "T1"), Hands(slack, url, "T2"), url.removesuffix(PATH))
            finally:
                await door.close()


@pytest.fixture
async def house(world: World) -> AsyncIterator[House]:
    async with opened(world) as house:
        here = house.slack.workspace
        await house.one.types("UANA", "C-T1", "/cohort start")
        await here.shown_after("UANA", 0)
        begun = {"Name": SPRING, "First day": "2027-01-04"}
        await house.sees("UANA", house.one.fills("UANA", begun))
        await house.types(house.one, "UBO", "C-T1", "/cohort join")
        yield house


async def test_the_cohort_is_there_for_its_own_workspace(house: House) -> None:
    assert SPRING in await house.types(house.one, "UBO", "C-T1", "/cohort")


@pytest.mark.parametrize(
    "command",
    [
        "/cohort",
        f"/cohort join {SPRING}",
        f"/cohort people {SPRING}",
        f"/cohort settings {SPRING}",
        "/roadmap",
        "/my",
    ],
)
@pytest.mark.parametrize("channel", ["C-T2", "C-T1"])
async def test_no_command_of_another_workspace_finds_it_wherever_it_says_to_be_typed(
    world: World, house: House, command: str, channel: str
) -> None:
    house.slack.teams["T2"].channels["C-T1"] = Channel(id="C-T1", name="ml-switch")

    said = await house.types(house.two, "UELI", channel, command)

    typed = f"“{SPRING}”"
    assert SPRING not in said.replace(typed, "")
    assert await world.bridge.members(Platform.SLACK, "T2") == frozenset()
    assert await world.bridge.members(Platform.SLACK, "T1") == frozenset({"UANA", "UBO"})


async def test_no_button_that_is_copied_from_it_does_anything_elsewhere(world: World, house: House) -> None:
    """Somebody who learns what T1's buttons say presses them in T2: its ids are nothing there."""
    for command in ("/cohort", "/cohort people", "/cohort settings", "/roadmap", "/checkin", "/my", "/win wall"):
        await house.types(house.one, "UANA", "C-T1", command)
    pressed = 0
    before = await house.types(house.one, "UANA", "C-T1", "/cohort people")
    for thing in house.one.sight("UANA"):
        for label in sight.buttons(sight.blocks_of(thing)):
            said = await pressed_in_t2(house, thing, label)
            assert SPRING not in said, (label, said)
            pressed += 1

    assert pressed > 10
    assert await world.bridge.members(Platform.SLACK, "T2") == frozenset()
    assert await house.types(house.one, "UANA", "C-T1", "/cohort people") == before


async def pressed_in_t2(house: House, thing: Message | View, label: str) -> str:
    """The same button, in a message of T2's; the words that are shown for it."""
    there = house.slack.teams["T2"]
    there.dismiss("UELI")
    copied = Message(ts="9.9", channel="C-T2", text="copied", blocks=deepcopy(sight.blocks_of(thing)), viewer="UELI")
    there.messages = [copied]
    return await house.sees("UELI", house.two.presses("UELI", label))


async def test_no_message_reaches_a_channel_or_a_person_of_another_workspace(house: House) -> None:
    for to in ({"channel": "C-T1"}, {"user": "UBO"}):
        await house.door.messenger.send(replace(parcel("T2", **to), key="d2"))

    assert [said for said in house.slack.workspace.messages if said.viewer is None] == []


@pytest.mark.parametrize("order", [("tokens_revoked", "app_uninstalled"), ("app_uninstalled", "tokens_revoked")])
async def test_a_removal_is_silence_at_once_and_a_new_consent_heals_while_the_other_goes_on(
    world: World, house: House, order: tuple[str, str]
) -> None:
    async def both() -> list[type[Outcome]]:
        return [type(await house.door.messenger.send(parcel(team))) for team in ("T1", "T2")]

    assert await both() == [Sent, Sent]
    world.clock.turn_to(world.clock.now() + timedelta(seconds=1))
    await house.one.life.uninstalls(order)
    assert await both() == [Failed, Sent]

    world.clock.turn_to(world.clock.now() + timedelta(seconds=1))
    house.slack.consents.decides("T1")
    async with browsing(house.home) as browser:
        page = await browser.opens(await browser.comes_back())

    assert page.status == 200
    assert await both() == [Sent, Sent]
    assert SPRING in await house.types(house.one, "UBO", "C-T1", "/cohort")
