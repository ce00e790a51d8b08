import asyncio
import logging

import pytest

from adapters.discord.client import DiscordDoor
from bot.clocks import SystemClock
from bot.errors import Misconfigured
from bot.messages.elements import Button, Card, Field, Form
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, CommandSpec, Request, Role, Submission
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer

SPECS = (CommandSpec(path=("my",), summary="Your corner", example="/my", role=Role.ANYONE),)
CARD = Card(title="Hello", controls=(Button(label="Check in", action=Action("checkin", ("7",))),))
FORM = Form(title="Check in", action=Action("checkin.save", ("7",)), fields=(Field(key="next", label="Next step"),))


def answers(request: Request) -> Reply:
    return Reply(form=FORM) if isinstance(request, Click) else Reply(card=CARD)


async def test_it_asks_for_servers_and_nothing_privileged(server: DiscordServer) -> None:
    async with connected(Parrot(answers, SPECS), server) as door:
        assert door.connected
        assert server.gateway._current is not None
        assert server.gateway._current.intents == 1


async def test_a_button_works_after_a_restart(server: DiscordServer, people: People) -> None:
    async with connected(Parrot(answers, SPECS), server):
        await people.types("Bo", "/my")

    core = Parrot(answers, SPECS)
    async with connected(core, server):
        await people.presses("Bo", "Check in")

    [click] = core.asked
    assert isinstance(click, Click)
    assert click.action == Action("checkin", ("7",))


async def test_a_form_opened_before_a_restart_can_be_sent_after_it(server: DiscordServer, people: People) -> None:
    async with connected(Parrot(answers, SPECS), server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Check in")

    core = Parrot(answers, SPECS)
    async with connected(core, server):
        await people.fills("Bo", {"Next step": "Read on"})

    [sent] = core.asked
    assert isinstance(sent, Submission)
    assert (sent.action, sent.answers) == (Action("checkin.save", ("7",)), {"next": "Read on"})


@pytest.mark.parametrize("event", ["INTERACTION_CREATE", "GUILD_CREATE", "CHANNEL_CREATE", "NEVER_HEARD_OF"])
async def test_an_event_that_cannot_be_read_is_survived(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture, event: str
) -> None:
    async with connected(Parrot(answers, SPECS), server):
        await server.gateway.publish(event, {"content": "my private words"})
        seen = await people.types("Bo", "/my")

    assert "Hello" in str(seen)
    assert server.gateway.identified == 1
    assert "my private words" not in caplog.text


async def test_what_happened_while_the_line_was_down_is_answered_when_it_is_back(
    server: DiscordServer, people: People
) -> None:
    async with connected(Parrot(answers, SPECS), server):
        await asyncio.sleep(0.05)
        server.gateway.drop()
        seen = await people.types("Bo", "/my")

    assert "Hello" in str(seen)
    assert (server.gateway.identified, server.gateway.resumed) == (1, 1)


async def test_a_discord_that_is_not_there_is_said_in_words() -> None:
    nowhere = "127.0.0.1:9"
    door = DiscordDoor(
        Parrot(answers),
        token="stand-in",
        clock=SystemClock(),
        api_base=f"http://{nowhere}/api/v10",
        gateway=f"ws://{nowhere}/",
    )

    with pytest.raises(Misconfigured, match="Discord could not be reached"):
        await door.start()


async def test_a_refused_token_is_said_in_words(server: DiscordServer) -> None:
    door = DiscordDoor(
        Parrot(answers), token="wrong", clock=SystemClock(), api_base=server.api, gateway=server.socket
    )

    with pytest.raises(Misconfigured, match="Discord refused the token"):
        await door.start()


async def test_a_token_that_looks_real_goes_nowhere_else(server: DiscordServer) -> None:
    token = ".".join(("A" * 24, "B" * 6, "C" * 38))
    door = DiscordDoor(Parrot(answers), token=token, clock=SystemClock(), api_base=server.api, gateway=server.socket)

    with pytest.raises(Misconfigured, match="the token looks real"):
        await door.start()
    assert server.faults.seen == []


async def test_giving_up_on_a_gateway_that_is_down_leaves_nothing_behind(server: DiscordServer) -> None:
    server.socket = "ws://127.0.0.1:1/"
    door = DiscordDoor(
        Parrot(answers), token=server.token, clock=SystemClock(), api_base=server.api, gateway=server.socket
    )

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(door.start(), 0.3)

    assert [task for task in asyncio.all_tasks() if "launch" in repr(task.get_coro())] == []
    assert not door.connected


async def test_an_address_without_a_gateway_is_refused() -> None:
    with pytest.raises(Misconfigured, match="together or not at all"):
        DiscordDoor(Parrot(answers), token="stand-in", clock=SystemClock(), api_base="http://127.0.0.1:1")


async def test_a_door_that_was_never_opened_can_be_closed(server: DiscordServer) -> None:
    door = DiscordDoor(Parrot(answers), token=server.token, clock=SystemClock())

    await door.close()

    assert not door.connected


async def test_closing_lets_answers_under_way_arrive(server: DiscordServer, people: People) -> None:
    core = Parrot(lambda _: Reply(card=CARD), SPECS, slow=0.2)

    async with connected(core, server):
        seen = asyncio.create_task(people.types("Bo", "/my"))
        await core.heard.wait()

    assert "Hello" in str(await seen)


async def test_a_gateway_that_ends_for_good_is_told_to_whoever_waits(server: DiscordServer) -> None:
    async with connected(Parrot(answers, SPECS), server) as door:
        session = server.gateway._current
        assert session is not None
        assert session.wire is not None
        await session.wire.socket.close(code=4004)

        with pytest.raises(Exception, match="4004"):
            await asyncio.wait_for(door.ended(), 60)
        assert not door.connected


async def test_nothing_people_say_is_logged(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with connected(Parrot(answers, SPECS), server):
            await people.types("Bo", "/my")
            await people.presses("Bo", "Check in")
            await people.fills("Bo", {"Next step": "my private words"})

    assert "my private words" not in caplog.text
