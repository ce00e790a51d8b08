"""What Slack delivers twice is done once, and whoever waits for the second one gets the answer of the first."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Request
from tests.support.slack import sight
from tests.support.slack.controls import filled, pressed
from tests.support.slack.delivery import Answer, Kind
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.payloads import Payloads
from tests.support.slack.workspace import Json, Message, View

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in", action=Action("checkin"), fields=(Field(key="done", label="What got done?"),))
CARD = Card(title="Week 3", controls=(Button(label="Open", action=Action("open")),))


def answer(request: Request) -> Reply:
    return Reply(form=FORM) if isinstance(request, Click) else Reply(card=CARD)


async def twice(house: House, kind: Kind, body: Json) -> tuple[Answer, Answer]:
    """Deliver the same at the same time; the second is signed a second later, as a delivery of its own."""
    line = house.slack.line
    assert line is not None
    first = asyncio.create_task(line.deliver(kind, body))
    await asyncio.sleep(0)
    house.slack.workspace.clock.turn_to(NOW + timedelta(seconds=1))  # type: ignore[attr-defined]
    return (await first, await line.deliver(kind, body))


async def shown(house: House) -> Message | View:
    return await house.slack.workspace.shown_after("UBO", 0)


async def test_a_command_is_asked_once_and_both_are_answered_alike() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        body = Payloads(house.slack, house.slack.workspace).command("UBO", CHANNEL, "/roadmap")

        first, second = await twice(house, Kind.COMMAND, body)

        assert len(parrot.heard) == 1
        assert first.text == second.text
        assert sight.title(json.loads(second.text)["blocks"]) == "Week 3"


async def test_a_click_opens_one_form() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        message = house.slack.workspace.messages[0]
        [(block, control)] = sight.placed(message.blocks)
        done = pressed(block, control, "Open")
        assert done is not None
        body = Payloads(house.slack, house.slack.workspace).press("UBO", message, done)

        await twice(house, Kind.INTERACTIVE, body)
        await house.door.close()

        assert [type(request) for request in parrot.heard].count(Click) == 1
        assert (len(house.slack.workspace.views), house.slack.refusals) == (1, [])


async def test_a_form_is_kept_once_and_both_are_answered_alike() -> None:
    parrot = Parrot(lambda request: Reply(form=FORM))
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/checkin")
        view = await shown(house)
        assert isinstance(view, View)
        parrot.answer = lambda request: Reply(card=Card(title="Noted"))
        body = Payloads(house.slack, house.slack.workspace).submission(
            "UBO", view, filled(view, {"What got done?": "a parser"})
        )

        first, second = await twice(house, Kind.INTERACTIVE, body)

        assert len(parrot.heard) == 2
        assert first.text == second.text
        assert json.loads(second.text)["response_action"] == "update"


async def test_two_commands_of_two_triggers_are_two() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        assert len(parrot.heard) == 2
        assert len({request.key for request in parrot.heard}) == 2
