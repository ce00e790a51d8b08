"""People of another workspace in a shared channel, and workspaces where segue is not installed: told, kindly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

from bot.clocks import SetClock
from bot.messages.elements import Button, Card
from bot.messages.wire import Action
from bot.ports import Address, Parcel, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import sight
from tests.support.slack.hands import FORM
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.workspace import Member, Message

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CARD = Card(title="Week 3", controls=(Button(label="Join", action=Action("join")),))


@asynccontextmanager
async def shared(parrot: Parrot) -> AsyncIterator[House]:
    """A channel of T1 that Eli of T2 is in, with a post in it."""
    async with opened(parrot, SetClock(NOW)) as house:
        there = house.slack.add("T2", "Night shift", installed=False)
        there.members["UELI"] = Member(id="UELI", name="Eli", zone="UTC")
        house.slack.workspace.channels[CHANNEL].shared |= {"T2"}
        to = Address(platform=Platform.SLACK, workspace="T1", channel=CHANNEL)
        said = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=to, card=CARD, reader_zone="UTC")
        assert isinstance(await house.door.messenger.send(said), Sent)
        yield house


async def test_somebody_of_another_workspace_who_presses_a_button_is_told_whose_cohort_it_is() -> None:
    parrot = Parrot(lambda _: Reply(card=CARD))
    async with shared(parrot) as house:
        await house.hands.presses("UELI", "Join")
        answer = await house.slack.workspace.shown_after("UELI", 0)

        assert isinstance(answer, Message)
        assert (answer.viewer, sight.title(answer.blocks)) == ("UELI", "This cohort lives in another workspace")
        assert parrot.heard == []


async def test_somebody_of_another_workspace_who_calls_segue_is_told_the_same() -> None:
    parrot = Parrot(lambda _: Reply(card=CARD))
    async with shared(parrot) as house:
        status = await house.hands.mentions("UELI", CHANNEL, "hello?")
        answer = await house.slack.workspace.shown_after("UELI", 0)

        assert isinstance(answer, Message)
        assert (status, answer.viewer, parrot.heard) == (200, "UELI", [])
        assert "organiser" in sight.words(answer.blocks, "UTC")


async def test_a_command_from_a_workspace_without_segue_is_told_so_and_asks_nothing() -> None:
    parrot = Parrot(lambda _: Reply(card=CARD))
    async with opened(parrot, SetClock(NOW)) as house:
        body = {"command": "/roadmap", "team_id": "T9", "user_id": "U9", "user_name": "eve", "channel_id": "C9"}

        status, said = await house.hands.deliver(urlencode(body), FORM)

        assert (status, "segue is not installed here" in said, parrot.heard) == (200, True, [])
