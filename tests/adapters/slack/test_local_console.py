"""`python -m tests.support.slack`: what somebody types happens in the local Slack, and reaches the app."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.clocks import SetClock
from tests.adapters.slack.local import FORM, HOME, NOW, client
from tests.support.slack.console import Console
from tests.support.slack.ear import Ear, listening
from tests.support.slack.server import SlackServer


@asynccontextmanager
async def typing() -> AsyncIterator[tuple[SlackServer, Ear, Console]]:
    slack = SlackServer(SetClock(NOW))
    async with listening(slack.secret) as ear:
        console = Console(slack, ear.url)
        await slack.start()
        yield slack, ear, console
        await slack.close()


async def test_a_command_is_typed_and_its_answer_read() -> None:
    async with typing() as (_, ear, console):
        ear.answers.append((200, "Noted"))
        [seen] = await console.do(["Ana", "/win", "a", "parser"])

        assert (ear.heard[0].said["command"], ear.heard[0].said["text"], seen.text) == ("/win", "a parser", "Noted")


async def test_what_is_said_can_be_taken_up_by_the_shortcut() -> None:
    async with typing() as (slack, ear, console):
        with pytest.raises(LookupError, match="nobody has said"):
            await console.do(["Ana", "shortcut"])
        await console.do(["Bo", "says", "we", "shipped", "it"])
        asked = asyncio.create_task(console.do(["Ana", "shortcut"]))
        async with asyncio.timeout(60):
            await ear.something.wait()
        await client(slack).views_open(trigger_id=ear.heard[0].said["trigger_id"], view=FORM)
        [seen] = await asked

        assert (ear.heard[0].said["message"]["text"], seen.title) == ("we shipped it", "A win")


async def test_the_life_of_the_channel_and_of_people_is_typed_too() -> None:
    async with typing() as (slack, ear, console):
        for line in ("archive", "unarchive", "rename switchers", "remove", "invite", "share", "move Bo Asia/Tokyo"):
            await console.do(line.split())

        assert len(ear.events()) == 7
        assert (slack.workspace.channels["C1"].name, slack.workspace.members["UBO"].zone) == (
            "switchers",
            "Asia/Tokyo",
        )
        with pytest.raises(LookupError, match="begin with see"):
            await console.do(["dance"])


async def test_a_home_is_opened_and_a_form_filled() -> None:
    async with typing() as (slack, _, console):
        await client(slack).views_publish(user_id="UBO", view=HOME)
        await client(slack).views_open(trigger_id=slack.workspace.trigger("UBO"), view=FORM)
        [seen] = await console.do(["Bo", "fill", "a", "parser"])

        assert (seen.title, seen.fields) == ("A win", ("What?",))
        assert slack.workspace.modal("UBO") is None


async def test_a_socket_is_used_while_one_is_open() -> None:
    async with typing() as (slack, ear, console), aiohttp.ClientSession() as session:
        opened = await client(slack).apps_connections_open(app_token=slack.app.app_token)
        wire = await session.ws_connect(opened["url"])
        asked = asyncio.create_task(console.do(["Ana", "/win"]))
        _, envelope = [await wire.receive_json() for _ in range(2)]
        await wire.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Noted"}})
        [seen] = await asked
        await wire.close()

        assert (seen.text, ear.heard) == ("Noted", [])
