"""`segue discord invite`: the link for this application, whoever tells its id."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord import permissions
from tests.cli.conftest import Terminal
from tests.support.discord.server import TOKEN, DiscordServer

NOWHERE = {"SEGUE_DISCORD_API": "http://127.0.0.1:9/api/v10", "SEGUE_DISCORD_GATEWAY": "ws://127.0.0.1:9/"}
#: What a real token looks like; nobody's.
REAL = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GplumX.damson-damson-damson-damson-damson"


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    """A Discord that knows the application 500."""
    async with DiscordServer.running() as server:
        yield server


def at(server: DiscordServer) -> dict[str, str]:
    """The environment in which segue speaks with it."""
    return {"SEGUE_DISCORD_API": server.api, "SEGUE_DISCORD_GATEWAY": server.socket}


def test_an_application_that_is_named_needs_neither_token_nor_network(segue: Terminal) -> None:
    told = segue("discord", "invite", "--application", "1234567890123456789", **NOWHERE)

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == permissions.invite("1234567890123456789") + "\n"


async def test_otherwise_discord_is_asked_whose_the_token_is(segue: Terminal, discord: DiscordServer) -> None:
    told = await asyncio.to_thread(segue, "discord", "invite", SEGUE_DISCORD_TOKEN=TOKEN, **at(discord))

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == permissions.invite("500") + "\n"


def test_without_a_token_the_application_has_to_be_named(segue: Terminal) -> None:
    told = segue("discord", "invite")

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        "segue: Set SEGUE_DISCORD_TOKEN, or name the application: "
        "segue discord invite --application 1234567890123456789\n"
    )


@pytest.mark.parametrize("named", ["segue", "12&scope=admin", "-1", "１２", "1_2"])
def test_what_is_no_number_is_no_application(segue: Terminal, named: str) -> None:
    told = segue("discord", "invite", f"--application={named}")

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("segue: An application's id is a number, under General Information")


async def test_a_token_that_discord_refuses_is_to_be_copied_again(segue: Terminal, discord: DiscordServer) -> None:
    told = await asyncio.to_thread(segue, "discord", "invite", SEGUE_DISCORD_TOKEN="plum", **at(discord))

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        "segue: Discord refuses SEGUE_DISCORD_TOKEN: under Bot in the developer portal, reset it and copy it again.\n"
    )


def test_without_a_network_that_is_what_is_said(segue: Terminal) -> None:
    told = segue("discord", "invite", SEGUE_DISCORD_TOKEN="plum", **NOWHERE)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        "segue: Discord does not answer at http://127.0.0.1:9/api/v10: can this machine reach it?\n"
    )


def test_a_token_that_looks_real_is_sent_nowhere_but_to_discord(segue: Terminal) -> None:
    told = segue("discord", "invite", SEGUE_DISCORD_TOKEN=REAL, **NOWHERE)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("segue: The address of Discord is overridden, yet the token looks real")
    assert "damson" not in told.stderr
