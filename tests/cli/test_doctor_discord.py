"""D009 and D010: what Discord says of the token, and whether segue may write where cohorts speak."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.roadmap import Library
from bot.requests import Place, Platform
from tests.cli.conftest import KEY, Terminal
from tests.cli.test_doctor import findings
from tests.support.discord import replies, shapes
from tests.support.discord.server import TOKEN, DiscordServer
from tests.support.worlds import World

NOWHERE = "http://127.0.0.1:9/api/v10"
GUILD, CHANNEL = "900", "901"
#: An application's flags: https://docs.discord.com/developers/resources/application#application-object-application-flags
MEMBERS_SOME, CONTENT = 1 << 15, 1 << 18


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    """A Discord with the server “Career switch”, where segue may do what its invite asks for."""
    async with DiscordServer.running() as server:
        yield server


def speaks(home: Path, library: Library, *channels: str, guild: str = GUILD) -> None:
    """Cohorts run that speak in these channels of a Discord server, one in each."""
    world = World(f"sqlite:///{home / 'segue.sqlite3'}", library, platform=Platform.DISCORD, workspace=guild)
    for channel in channels:
        place = Place(channel=channel, channel_name="", private=False)
        world.starts_cohort(place, name=f"Spring {channel}")
    world.close()


async def told(
    segue: Terminal, server: DiscordServer, *, api: str = "", token: str = TOKEN
) -> dict[str, tuple[bool, str]]:
    """What the doctor finds; nothing it writes may hold the token."""
    there = {"SEGUE_DISCORD_API": api or server.api, "SEGUE_DISCORD_GATEWAY": server.socket}
    seen = await asyncio.to_thread(segue, "doctor", "--json", SEGUE_KEY=KEY, SEGUE_DISCORD_TOKEN=token, **there)

    assert seen.stderr == ""
    assert token not in seen.stdout
    found = findings(seen)
    assert list(found)[:2] == ["D001", "D009"]
    return found


async def test_a_token_that_is_good_is_told_with_its_servers(segue: Terminal, discord: DiscordServer) -> None:
    found = await told(segue, discord)

    assert found["D001"] == (True, "tokens for Discord")
    assert found["D009"] == (True, "it is segue, in Career switch; 1000 of 1000 session starts are left")
    assert discord.gateway.identified == 0


async def test_a_bot_that_nobody_invited_is_well_and_told_the_way(segue: Terminal, discord: DiscordServer) -> None:
    await discord.life.kicks()

    well, says = (await told(segue, discord))["D009"]

    assert well
    assert "in no server yet: `segue discord invite` prints the way in" in says


async def test_many_servers_are_counted(segue: Terminal, discord: DiscordServer) -> None:
    for number in range(6):
        discord.world.found(f"House {number}")

    well, says = (await told(segue, discord))["D009"]

    assert well
    assert "in Career switch, House 0, House 1, House 2, House 3 and 2 more;" in says


async def test_intents_that_are_on_for_nothing_are_named_and_stop_nobody(
    segue: Terminal, discord: DiscordServer
) -> None:
    answers_application(discord, flags=MEMBERS_SOME | CONTENT)

    well, says = (await told(segue, discord))["D009"]

    assert well
    assert says.endswith("; it uses none of the privileged intents that are on: Server Members, Message Content")


async def test_commands_that_discord_sends_elsewhere_are_found(segue: Terminal, discord: DiscordServer) -> None:
    answers_application(discord, interactions_endpoint_url="https://a.example/interactions")

    assert (await told(segue, discord))["D009"] == (
        False,
        "Discord sends its commands elsewhere: empty Interactions Endpoint URL under General Information.",
    )


async def test_the_last_session_starts_are_told_before_they_are_gone(segue: Terminal, discord: DiscordServer) -> None:
    starts = {"total": 1000, "remaining": 49, "reset_after": 60_000, "max_concurrency": 1}
    answers(discord, "/gateway/bot", {"url": discord.socket, "shards": 1, "session_start_limit": starts})

    well, says = (await told(segue, discord))["D009"]

    assert not well
    assert says.startswith("49 of 1000 session starts are left, and at none Discord resets the token")


async def test_a_token_that_discord_refuses_is_to_be_copied_again(segue: Terminal, discord: DiscordServer) -> None:
    well, says = (await told(segue, discord, token="damson"))["D009"]

    assert not well
    assert says.startswith("Discord refuses SEGUE_DISCORD_TOKEN: under Bot in the developer portal")


async def test_a_discord_that_is_broken_refuses_nobody(segue: Terminal, discord: DiscordServer) -> None:
    discord.faults.breaks("GET .*/users/@me$", 503)

    assert (await told(segue, discord))["D009"] == (
        False,
        "Discord did not say whose SEGUE_DISCORD_TOKEN is (it answered 503): try again in a minute.",
    )


async def test_half_an_answer_is_no_traceback(segue: Terminal, discord: DiscordServer) -> None:
    discord.faults.garble("GET .*/users/@me$")

    well, says = (await told(segue, discord))["D009"]

    assert not well
    assert says == f"What answers at {discord.api} does not speak like Discord: try again in a minute."


async def test_without_a_network_that_is_what_is_said(segue: Terminal, discord: DiscordServer) -> None:
    assert (await told(segue, discord, api=NOWHERE))["D009"] == (
        False,
        f"Discord does not answer at {NOWHERE}: can this machine reach it?",
    )


async def test_where_segue_may_write_all_is_well(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library
) -> None:
    thread = await discord.life.opens_thread(CHANNEL, "Spring")
    speaks(home, library, CHANNEL, thread.id)

    assert (await told(segue, discord))["D010"] == (True, "segue may write in 2 of 2 channels that cohorts speak in")


@pytest.mark.usefixtures("home")
async def test_where_nobody_speaks_nothing_is_asked(segue: Terminal, discord: DiscordServer) -> None:
    found = await told(segue, discord)

    assert found["D010"] == (True, "no cohort speaks there yet")
    assert [asked for asked in discord.seen if "/guilds/" in asked] == []


@pytest.mark.parametrize(
    ("name", "shown"), [("send_messages", "Send Messages"), ("attach_files", "Attach Files")], ids=str
)
async def test_what_is_missing_in_a_channel_is_named(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library, name: str, shown: str
) -> None:
    speaks(home, library, CHANNEL)
    await discord.life.takes_permission(CHANNEL, name)

    assert (await told(segue, discord))["D010"] == (False, f"in “ml-switch” of Career switch segue lacks {shown}")


async def test_where_pairs_get_no_room_is_named_and_stops_nobody(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library
) -> None:
    speaks(home, library, CHANNEL)
    await discord.life.takes_permission(CHANNEL, "create_private_threads")

    well, says = (await told(segue, discord))["D010"]

    assert well
    assert "; without Create Private Threads in “ml-switch” of Career switch, pairs hear how" in says


async def test_what_is_missing_in_a_thread_is_named(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library
) -> None:
    thread = await discord.life.opens_thread(CHANNEL, "Spring")
    speaks(home, library, thread.id)
    await discord.life.takes_permission("", "send_messages_in_threads", "send_messages")

    assert (await told(segue, discord))["D010"] == (
        False,
        "in “Spring” of Career switch segue lacks Send Messages in Threads",
    )


async def test_a_locked_thread_is_named(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library
) -> None:
    thread = await discord.life.opens_thread(CHANNEL, "Spring")
    speaks(home, library, thread.id)
    await discord.life.locks_thread(thread.id)

    assert (await told(segue, discord))["D010"] == (False, "the thread “Spring” of Career switch is locked")


async def test_hidden_and_deleted_channels_and_servers_are_told_apart_from_good_ones(
    segue: Terminal, discord: DiscordServer, home: Path, library: Library
) -> None:
    hidden = await discord.life.makes_channel("quiet")
    speaks(home, library, CHANNEL, hidden.id, "77")
    speaks(home, library, "5", guild="12")
    await discord.life.takes_permission(hidden.id, "view_channel")

    well, says = (await told(segue, discord))["D010"]

    assert not well
    assert set(says.split("; ")) == {
        f"segue does not see the channel {hidden.id} of Career switch: it is gone, or it lacks View Channels",
        "segue does not see the channel 77 of Career switch: it is gone, or it lacks View Channels",
        "segue is not in the server 12, where cohorts speak in 5: invite it again",
    }


def answers_application(server: DiscordServer, **differently: object) -> None:
    """Let Discord say this of the application."""
    answers(server, "/oauth2/applications/@me", shapes.application(server.world) | differently, times=2)


def answers(server: DiscordServer, path: str, said: dict[str, object], times: int = 1) -> None:
    """Let Discord say this."""
    server.faults.refuse(f"GET .*{path}$", lambda: replies.said(said), times)
