"""discord.py's private parts that the adapter touches: another version has to be looked at by somebody."""

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import HTTPClient, Route

from adapters.discord import private
from bot.errors import Misconfigured

#: In the shape of a real one, and nobody's.
LIKE_A_REAL_TOKEN = "A" * 24 + "." + "B" * 6 + "." + "C" * 38


def test_the_version_is_the_one_that_was_looked_at() -> None:
    assert discord.__version__ == private.VERSION


def test_discords_own_addresses_are_the_ones_we_come_back_to() -> None:
    private.point_at("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/", "stand-in")
    private.point_back()

    assert Route("GET", "/users/@me").url == "https://discord.com/api/v10/users/@me"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"


def test_a_token_that_looks_real_is_never_sent_elsewhere() -> None:
    with pytest.raises(Misconfigured, match="the token looks real"):
        private.point_at("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/", LIKE_A_REAL_TOKEN)

    assert Route.BASE == "https://discord.com/api/v10"


def test_every_parser_of_events_is_guarded() -> None:
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))

    private.guard_parsers(client)

    parsers = client._connection.parsers
    assert {"READY", "RESUMED", "GUILD_CREATE", "INTERACTION_CREATE"} <= parsers.keys()
    for parse in parsers.values():
        parse({"nothing": "of use"})


def test_the_parser_of_a_beginning_session_tells_which_servers_it_has() -> None:
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    told: list[object] = []

    private.watch_ready(client, lambda shard, here: told.append((shard, here)))

    assert client._connection.parsers["READY"].__name__ == "parse_and_tell"
    assert callable(client._connection._remove_guild)
    assert told == []


def test_a_connection_says_when_its_heartbeat_was_echoed_and_can_be_cut() -> None:
    beats = KeepAliveHandler.__init__.__code__.co_names
    socket = aiohttp.ClientWebSocketResponse.__init__.__code__.co_names

    assert {"_last_ack", "latency"} <= set(beats)
    assert "_keep_alive" in DiscordWebSocket.__init__.__code__.co_names
    assert "_parent" in discord.ShardInfo.__slots__
    assert {"_conn", "connection"} <= set(socket)
    assert "ws" in beats
    assert callable(KeepAliveHandler.stop)


def test_the_calls_that_register_commands_are_there() -> None:
    names = (
        "get_global_commands",
        "get_guild_commands",
        "bulk_upsert_global_commands",
        "bulk_upsert_guild_commands",
    )

    assert all(callable(getattr(HTTPClient, name, None)) for name in names)
