"""The routes of servers and people, and of what an application is and registers."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from tests.support.discord import rules, shapes
from tests.support.discord.gateway import Gateway
from tests.support.discord.replies import invalid, refused, said
from tests.support.discord.things import Guild, Json
from tests.support.discord.world import World

Route: TypeAlias = Callable[[web.Request], Awaitable[web.Response]]

BASE = "/api/v10"
COMMANDS = BASE + "/applications/{application}{guild:(/guilds/[0-9]+)?}/commands"


class Directory:
    """Who and what there is, as far as the bot meets it."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """Every route."""
        here = BASE + "/guilds/{guild}"
        return [
            web.get(BASE + "/users/@me", self._me),
            web.get(BASE + "/users/@me/guilds", self._mine),
            web.get(BASE + "/users/{user}", self._user),
            web.get(BASE + "/oauth2/applications/@me", self._application),
            web.get(BASE + "/applications/@me", self._application),
            web.get(BASE + "/gateway", self._address),
            web.get(BASE + "/gateway/bot", self._advice),
            web.get(COMMANDS, self._commands),
            web.put(COMMANDS, self._register),
            web.get(here, self._of(shapes.guild)),
            web.get(here + "/channels", self._of(_channels)),
            web.get(here + "/roles", self._of(_roles)),
            web.get(here + "/threads/active", self._of(_threads)),
            web.get(here + "/members/{user}", self._member),
        ]

    async def _me(self, _: web.Request) -> web.Response:
        return said(shapes.user(self._world.bot, bot=True))

    async def _mine(self, _: web.Request) -> web.Response:
        return said([{"id": one.id, "name": one.name} for one in self._world.guilds.values() if one.joined])

    async def _user(self, request: web.Request) -> web.Response:
        found = self._world.users.get(request.match_info["user"])
        return said(shapes.user(found)) if found else refused(404, 10013, "Unknown User")

    async def _application(self, _: web.Request) -> web.Response:
        return said(shapes.application(self._world))

    async def _address(self, _: web.Request) -> web.Response:
        return said({"url": self._gateway.address})

    async def _advice(self, _: web.Request) -> web.Response:
        told = {"shards": self._gateway.shards, "session_start_limit": self._gateway.starts}
        return said({"url": self._gateway.address, **told})

    async def _commands(self, request: web.Request) -> web.Response:
        return self._elsewhere(request) or said(self._world.commands.get(_scope(request), []))

    async def _register(self, request: web.Request) -> web.Response:
        body: list[Json] = await request.json()
        if refusal := self._elsewhere(request):
            return refusal
        if wrong := rules.commands(body):
            return invalid(wrong)
        kept = [{"id": self._world.fresh(), "version": "1", "nsfw": False, **one} for one in body]
        self._world.commands[_scope(request)] = kept
        return said(kept)

    def _elsewhere(self, request: web.Request) -> web.Response | None:
        """Why there are no commands there: another application, or a server the bot is not in."""
        guild = self._world.guilds.get(_scope(request) or self._world.guild)
        if request.match_info["application"] != self._world.bot.id:
            return refused(404, 10002, "Unknown Application")
        scoped = _scope(request) is not None
        return refused(403, 50001, "Missing Access") if scoped and not (guild and guild.joined) else None

    async def _member(self, request: web.Request) -> web.Response:
        who, guild = request.match_info["user"], self._joined(request)
        if guild is None:
            return refused(404, 10004, "Unknown Guild")
        if who not in self._world.users and who != self._world.bot.id:
            return refused(404, 10013, "Unknown User")
        if who not in guild.members:
            return refused(404, 10007, "Unknown Member")
        return said(shapes.member(self._world, guild, who))

    def _of(self, shape: Callable[[World, Guild], Json | list[Json]]) -> Route:
        """A route that tells something of a server."""

        async def tell(request: web.Request) -> web.Response:
            guild = self._joined(request)
            return said(shape(self._world, guild)) if guild else refused(404, 10004, "Unknown Guild")

        return tell

    def _joined(self, request: web.Request) -> Guild | None:
        guild = self._world.guilds.get(request.match_info["guild"])
        return guild if guild and guild.joined else None


def _scope(request: web.Request) -> str | None:
    placed = re.fullmatch(r"/guilds/(\d+)", request.match_info["guild"])
    return placed[1] if placed else None


def _channels(world: World, guild: Guild) -> list[Json]:
    return [shapes.channel(world, one.id) for one in guild.channels.values() if not one.is_thread]


def _roles(_: World, guild: Guild) -> list[Json]:
    return [shapes.role(one, at) for at, one in enumerate(guild.roles.values())]


def _threads(world: World, guild: Guild) -> Json:
    here = [one for one in guild.channels.values() if one.is_thread and not one.archived]
    seen = [one for one in here if world.may(world.bot.id, one)]
    return {"threads": [shapes.thread(world, one) for one in seen], "members": []}
