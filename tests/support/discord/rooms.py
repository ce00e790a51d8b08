"""The routes of channels, threads, private lines, and the messages in them."""

from aiohttp import web

from tests.support.discord import bodies, mentions, permissions, rules, shapes
from tests.support.discord.gateway import Gateway
from tests.support.discord.replies import done, invalid, refused, said
from tests.support.discord.things import Channel, Json, Message, attached
from tests.support.discord.world import ALLOWS_ALL, World

BASE = "/api/v10/channels/{channel}"


class Rooms:
    """What a bot may do in a channel: only what the server's roles and the channel let it."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """Every route."""
        one = BASE + "/messages/{message}"
        return [
            web.post("/api/v10/users/@me/channels", self._open_line),
            web.get(BASE, self._channel),
            web.post(BASE + "/typing", self._type),
            web.get(BASE + "/messages", self._history),
            web.post(BASE + "/messages", self._post),
            web.get(one, self._read),
            web.patch(one, self._change),
            web.delete(one, self._delete),
        ]

    async def _open_line(self, request: web.Request) -> web.Response:
        who = str((await request.json())["recipient_id"])
        if who not in self._world.users:
            return refused(404, 10013, "Unknown User")
        line = self._world.private.get(who) or self._world.private.setdefault(who, self._world.fresh())
        return said(shapes.channel(self._world, line))

    async def _channel(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        return self._shut(channel) or said(shapes.channel(self._world, channel))

    async def _type(self, request: web.Request) -> web.Response:
        return self._shut(request.match_info["channel"]) or done()

    async def _history(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        newest = reversed(self._world.posts(channel))
        return self._shut(channel) or said([shapes.message(self._world, one) for one in newest])

    async def _post(self, request: web.Request) -> web.Response:
        world, channel, body = self._world, request.match_info["channel"], await bodies.read(request)
        place, reader = world.place(channel), world.reader(channel)
        if shut := self._shut(channel) or (place and self._unwritable(place, body)):
            return shut
        if reader and not world.shares_server(reader.id):
            return refused(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if reader and not reader.takes_messages:
            return refused(403, 50007, "Cannot send messages to this user")
        wrong = [*rules.message(body), *self._named(place, body)]
        if len(str(body.get("nonce") or "")) > 25:
            wrong.append("a nonce has at most 25 characters")
        if wrong:
            return invalid(wrong)
        if body.get("enforce_nonce") and world.was_deleted(str(body["nonce"]), channel):
            return refused(404, 10008, "Unknown Message")
        if place and place.archived:
            place.archived = False
            await self._gateway.publish("THREAD_UPDATE", shapes.thread(world, place), place.guild)
        return said(shapes.message(world, world.keep(world.post(body, channel))))

    async def _read(self, request: web.Request) -> web.Response:
        found = self._message(request)
        return found if isinstance(found, web.Response) else said(shapes.message(self._world, found))

    async def _change(self, request: web.Request) -> web.Response:
        message = self._message(request)
        if isinstance(message, web.Response):
            return message
        place, body = self._world.place(message.channel), await bodies.read(request)
        if place and place.archived:
            return refused(400, 50083, "Thread is archived")
        if place and attached(body) and not self._may(place, permissions.ATTACH_FILES):
            return refused(403, 50013, "Missing Permissions")
        wrong = [*rules.message({"flags": message.flags, **body}), *self._named(place, body)]
        if wrong:
            return invalid(wrong)
        message.components, message.attachments = body["components"], attached(body)
        message.allowed = body.get("allowed_mentions") or ALLOWS_ALL
        message.edits += 1
        return said(shapes.message(self._world, message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        if isinstance(message, web.Response):
            return message
        self._world.forget(message.id)
        place = self._world.place(message.channel)
        told = {"id": message.id, "channel_id": message.channel} | ({"guild_id": place.guild} if place else {})
        await self._gateway.publish("MESSAGE_DELETE", told, place.guild if place else "")
        return done()

    def _shut(self, channel: str) -> web.Response | None:
        """Why the bot cannot even look into a channel."""
        place = self._world.place(channel)
        if place is None:
            return None if self._world.reader(channel) else refused(404, 10003, "Unknown Channel")
        seen = self._world.guilds[place.guild].joined and self._may(place, permissions.VIEW_CHANNEL)
        return None if seen else refused(403, 50001, "Missing Access")

    def _unwritable(self, place: Channel, body: Json) -> web.Response | None:
        """Why the bot cannot write there, though it can look."""
        needed = permissions.SEND_IN_THREADS if place.is_thread else permissions.SEND_MESSAGES
        if attached(body):
            needed |= permissions.ATTACH_FILES
        if not self._may(place, needed):
            return refused(403, 50013, "Missing Permissions")
        if place.locked and not self._may(place, permissions.MANAGE_THREADS):
            return refused(403, 50083 if place.archived else 160005, "Thread is locked")
        return None

    def _may(self, place: Channel, bits: int) -> bool:
        return self._world.may(self._world.bot.id, place) & bits == bits

    def _named(self, place: Channel | None, body: Json) -> list[str]:
        return mentions.wrong(body, self._world.guilds[place.guild].roles if place else None)

    def _message(self, request: web.Request) -> Message | web.Response:
        channel = request.match_info["channel"]
        if shut := self._shut(channel):
            return shut
        message = self._world.messages.get(request.match_info["message"])
        if message is None or message.channel != channel or message.reader:
            return refused(404, 10008, "Unknown Message")
        return message
