"""The routes of private threads: opening one, and letting people in.

https://docs.discord.com/developers/resources/channel#start-thread-without-message,
https://docs.discord.com/developers/resources/channel#add-thread-member
"""

from aiohttp import web

from tests.support.discord import permissions, shapes
from tests.support.discord.gateway import Gateway
from tests.support.discord.replies import done, invalid, refused, said
from tests.support.discord.things import PRIVATE_THREAD, Channel, Json
from tests.support.discord.world import World

BASE = "/api/v10/channels/{channel}"
RESTS = (60, 1440, 4320, 10080)


class Threads:
    """What a bot may do with threads of its own."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """Every route."""
        guest = BASE + "/thread-members/{user}"
        return [
            web.post(BASE + "/threads", self._open),
            web.put(guest, self._let_in),
            web.delete(guest, self._put_out),
        ]

    async def _open(self, request: web.Request) -> web.Response:
        parent, body = self._world.place(request.match_info["channel"]), await request.json()
        if parent is None:
            return refused(404, 10003, "Unknown Channel")
        if not self._may(parent, permissions.VIEW_CHANNEL):
            return refused(403, 50001, "Missing Access")
        if parent.is_thread or parent.news:
            return refused(400, 50024, "Cannot execute action on this channel type")
        if not self._may(parent, permissions.CREATE_PRIVATE_THREADS):
            return refused(403, 50013, "Missing Permissions")
        if wrong := _wrong(body):
            return invalid(wrong)
        made = self._world.add_channel(body["name"], guild=parent.guild, parent=parent.id)
        made.private, made.invitable = True, bool(body.get("invitable", True))
        made.guests = {self._world.bot.id}
        shown = shapes.thread(self._world, made)
        await self._gateway.publish("THREAD_CREATE", shown | {"newly_created": True}, made.guild)
        return said(shown)

    async def _let_in(self, request: web.Request) -> web.Response:
        thread, who = self._thread(request), request.match_info["user"]
        if isinstance(thread, web.Response):
            return thread
        closed = not thread.invitable and not self._may(thread, permissions.MANAGE_THREADS)
        if closed or not self._may(thread, permissions.SEND_IN_THREADS):
            return refused(403, 50013, "Missing Permissions")
        if who not in self._world.guilds[thread.guild].members:
            return refused(404, 10007, "Unknown Member")
        thread.guests.add(who)
        return done()

    async def _put_out(self, request: web.Request) -> web.Response:
        thread = self._thread(request)
        if isinstance(thread, web.Response):
            return thread
        thread.guests.discard(request.match_info["user"])
        return done()

    def _thread(self, request: web.Request) -> Channel | web.Response:
        found = self._world.place(request.match_info["channel"])
        if found is None or not found.is_thread:
            return refused(404, 10003, "Unknown Channel")
        if not self._may(found, permissions.VIEW_CHANNEL):
            return refused(403, 50001, "Missing Access")
        return refused(400, 50083, "Thread is archived") if found.archived else found

    def _may(self, place: Channel, bits: int) -> bool:
        return self._world.may(self._world.bot.id, place) & bits == bits


def _wrong(body: Json) -> list[str]:
    wrong = []
    if not 1 <= len(str(body.get("name") or "")) <= 100:
        wrong.append("a thread's name has 1 to 100 characters")
    if body.get("type", PRIVATE_THREAD) != PRIVATE_THREAD:
        wrong.append("only private threads are opened here")
    if body.get("auto_archive_duration", 1440) not in RESTS:
        wrong.append("a thread rests after an hour, a day, three days or a week")
    return wrong
