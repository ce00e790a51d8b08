"""Everything of discord.py that its documentation does not promise, in one place.

Checked against the version below; `tests/adapters/discord/test_private.py` fails when another one is installed, so
that somebody looks at each of these again.
"""

import asyncio
import logging
import math
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

import discord
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import HTTPClient, Route

from adapters.discord.commands import Json
from bot.errors import Misconfigured

VERSION = "2.7.1"
API = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"

log = logging.getLogger(__name__)

#: What Discord's own tokens look like: the bot's id in base 64, a time and a signature.
_REAL_TOKEN = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")


def point_at(api: str, gateway: str, token: str) -> None:
    """Talk to another server than Discord's, in this whole process. Raises `Misconfigured` when that is a mistake.

    A token that looks real is never sent to an address that is not Discord's.
    """
    if _REAL_TOKEN.fullmatch(token):
        raise Misconfigured(
            "The address of Discord is overridden, yet the token looks real: take one of the two away."
        )
    Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def point_back() -> None:
    """Talk to Discord again."""
    Route.BASE = API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(GATEWAY)


def leave_voice_out() -> None:
    """No warning about the voice libraries that are not installed: nothing here speaks aloud."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


def guard_parsers(client: discord.Client) -> None:
    """Let no event end the connection: one that cannot be read is logged, by its name alone, and passed over."""
    parsers = client._connection.parsers  # noqa: SLF001  (discord.py has no other place to catch this)
    for name, parse in parsers.items():
        parsers[name] = _guarded(name, parse)


def resume_sending(client: discord.Client) -> None:
    """Let requests go again: one that was cancelled during a global limit would hold all others for ever."""
    _http(client)._global_over.set()  # noqa: SLF001  (set at login; the wait that clears it has no `finally`)


def watch_ready(client: discord.AutoShardedClient, told: Callable[[int, frozenset[str]], None]) -> None:
    """Say which servers a shard has whenever it begins a session, and forget those that it has no more.

    discord.py keeps a server that segue was removed from while nobody listened.
    """
    state = client._connection  # noqa: SLF001  (the list is in the event alone)
    parse = state.parsers["READY"]

    def parse_and_tell(event: Any) -> None:  # noqa: ANN401  (whatever JSON arrives)
        parse(event)
        shard, here = int(event["shard"][0]), frozenset(str(one["id"]) for one in event["guilds"])
        for guild in tuple(client.guilds):
            if guild.shard_id == shard and str(guild.id) not in here:
                state._remove_guild(guild)  # noqa: SLF001  (what the parser of GUILD_DELETE calls)
        told(shard, here)

    state.parsers["READY"] = parse_and_tell


def last_echo(shard: discord.ShardInfo) -> float | None:
    """When Discord last echoed a heartbeat on the connection there is now, by `time.perf_counter`; None: not yet."""
    beats = _socket(shard)._keep_alive  # noqa: SLF001  (`latency` says how long an echo took, not when it came)
    if beats is None or beats.latency == math.inf:
        return None
    return beats._last_ack  # noqa: SLF001


def hang_up(shard: discord.ShardInfo) -> None:
    """Cut the connection, so that discord.py makes it anew; a goodbye would wait for an answer that does not come."""
    connection = _socket(shard).socket._conn  # noqa: SLF001  (aiohttp tells nobody else its transport)
    if connection is not None and connection.transport is not None:
        connection.transport.abort()


def heartbeats(client: discord.Client) -> tuple[KeepAliveHandler, ...]:
    """The heartbeats of all connections, also of those that discord.py had no time yet to call its own."""
    beating = (thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler))
    return tuple(thread for thread in beating if thread.ws._connection is client._connection)  # noqa: SLF001


async def still(heartbeats: Iterable[KeepAliveHandler]) -> None:
    """End heartbeats, which are threads, and let their connections go.

    They are waited for: one that was about to beat would find no event loop any more.
    """
    for thread in heartbeats:
        thread.stop()
        if (connection := thread.ws.socket._conn) is not None:  # noqa: SLF001  (as above)
            connection.close()
        await asyncio.to_thread(thread.join, 2.0)


async def registered(client: discord.Client, guild: str | None) -> list[Json]:
    """The application commands Discord holds, of all servers or of one."""
    http, application = _http(client), _application(client)
    if guild:
        return cast(list[Json], await http.get_guild_commands(application, int(guild)))
    return cast(list[Json], await http.get_global_commands(application))


async def register(client: discord.Client, definitions: Sequence[Json], guild: str | None) -> None:
    """Put these application commands in the place of all there were."""
    http, application, payload = _http(client), _application(client), cast(Any, list(definitions))
    if guild:
        await http.bulk_upsert_guild_commands(application, int(guild), payload)
    else:
        await http.bulk_upsert_global_commands(application, payload)


def _socket(shard: discord.ShardInfo) -> DiscordWebSocket:
    return shard._parent.ws  # noqa: SLF001  (the public face has no more than `is_closed` and `latency`)


def _http(client: discord.Client) -> HTTPClient:
    return client.http


def _application(client: discord.Client) -> int:
    if client.application_id is None:
        raise RuntimeError("commands are registered after the login")
    return client.application_id


def _guarded(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def parse_or_pass(event: Any) -> None:  # noqa: ANN401  (whatever JSON arrives)
        try:
            parse(event)
        except Exception as error:  # noqa: BLE001  (any of them would end the connection)
            # No trace: it could quote the event.
            log.error("passed over a %s event that could not be read: %s", name, type(error).__name__)

    return parse_or_pass
