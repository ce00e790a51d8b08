"""Everything of discord.py that its documentation does not promise, in one place.

Checked against the version below; `tests/adapters/discord/test_private.py` fails when another one is installed, so
that somebody looks at each of these again.
"""

import logging
import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import discord
import yarl
from discord.gateway import DiscordWebSocket
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
