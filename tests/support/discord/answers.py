"""How a bot answers an interaction: the callback within three seconds, then follow-ups and edits.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio

from aiohttp import web

from tests.support.discord import bodies, mentions, rules, shapes
from tests.support.discord.replies import done, invalid, refused, said
from tests.support.discord.things import EPHEMERAL, LOADING, Interaction, Json, Message, attached
from tests.support.discord.world import ALLOWS_ALL, World

DEADLINE_SECONDS = 3.0
#: How long the token of an interaction lasts once it was answered, by the clock that was given.
TOKEN_SECONDS = 900.0
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
COMMAND, COMPONENT, AUTOCOMPLETE, SENT_MODAL = 2, 3, 4, 5


class Answers:
    """The routes that belong to interactions; they need no bot token, the interaction's own is enough."""

    def __init__(self, world: World, deadline: float = DEADLINE_SECONDS) -> None:
        self._world = world
        self._deadline = deadline

    def routes(self) -> list[web.RouteDef]:
        """Every route."""
        hook = "/api/v10/webhooks/{application}/{token}"
        return [
            web.post("/api/v10/interactions/{id}/{token}/callback", self.callback),
            web.post(hook, self.follow_up),
            web.get(hook + "/messages/{message}", self.read),
            web.patch(hook + "/messages/{message}", self.edit),
            web.delete(hook + "/messages/{message}", self.delete),
        ]

    async def callback(self, request: web.Request) -> web.Response:
        """The first answer."""
        one = self._world.interactions.get(request.match_info["id"])
        if one is None or one.token != request.match_info["token"] or self._too_late(one):
            return refused(404, 10062, "Unknown interaction")
        if one.answered is not None:
            return refused(400, 40060, "Interaction has already been acknowledged.")
        body = await bodies.read(request)
        wrong = self._wrong(one, body)
        if wrong:
            return invalid(wrong)
        one.answered = int(body["type"])
        self._apply(one, body.get("data") or {})
        return said(self._receipt(one))

    async def follow_up(self, request: web.Request) -> web.Response:
        """A later message; the first one after "thinking" takes its place."""
        one = self._by_token(request)
        if isinstance(one, web.Response):
            return one
        body = await bodies.read(request)
        if one.answered is None:
            return refused(404, 10015, "Unknown Webhook")
        if wrong := [*rules.message(body), *mentions.wrong(body)]:
            return invalid(wrong)
        if one.answered == DEFERRED_MESSAGE and one.original and one.original.flags & LOADING:
            return said(self._changed(one, one.original, body))
        reader = one.user if int(body.get("flags") or 0) & EPHEMERAL else None
        message = self._world.keep(self._world.post(body, one.channel, reader))
        message.below = one.shown.done()
        one.notes.append(message)
        if message.below:
            one.followed.set()
        self._show(one, message)
        return said(shapes.message(self._world, message))

    async def read(self, request: web.Request) -> web.Response:
        """A message of this interaction's."""
        found = self._named(request)
        return found if isinstance(found, web.Response) else said(shapes.message(self._world, found[1]))

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message of this interaction's: the bot's own, or the one that was pressed."""
        found = self._named(request)
        if isinstance(found, web.Response):
            return found
        one, message = found
        body = await bodies.read(request)
        wrong = [*rules.message({"flags": message.flags, **body}), *mentions.wrong(body)]
        return invalid(wrong) if wrong else said(self._changed(one, message, body))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message of this interaction's."""
        found = self._named(request)
        if isinstance(found, web.Response):
            return found
        self._world.forget(found[1].id)
        return done()

    def _named(self, request: web.Request) -> tuple[Interaction, Message] | web.Response:
        one = self._by_token(request)
        if isinstance(one, web.Response):
            return one
        named = request.match_info["message"]
        known = [*([one.original] if one.original else []), *one.notes]
        found = next((each for each in known if named in (each.id, "@original")), None)
        if found is None or found.id not in self._world.messages:
            return refused(404, 10008, "Unknown Message")
        return one, found

    def _too_late(self, one: Interaction) -> bool:
        return asyncio.get_running_loop().time() - one.born > self._deadline

    def _by_token(self, request: web.Request) -> Interaction | web.Response:
        token = request.match_info["token"]
        one = next((each for each in self._world.interactions.values() if each.token == token), None)
        if one is None:
            return refused(404, 10015, "Unknown Webhook")
        if self._world.now() - one.since > TOKEN_SECONDS:
            return refused(401, 50027, "Invalid Webhook Token")
        return one

    def _wrong(self, one: Interaction, body: Json) -> list[str]:
        match int(body["type"]):
            case 4 | 7 as kind:
                if kind == UPDATE and one.pressed is None:
                    return ["there is no message to update"]
                return [*rules.message(body["data"]), *mentions.wrong(body["data"])]
            case 6:
                return [] if one.pressed else ["there is no message to update"]
            case 8:
                return rules.choices(body["data"]["choices"]) if one.kind == AUTOCOMPLETE else ["nobody is typing"]
            case 9:
                return ["a modal cannot follow a modal"] if one.kind == SENT_MODAL else rules.modal(body["data"])
            case _:
                return []

    def _apply(self, one: Interaction, body: Json) -> None:
        reader = one.user if int(body.get("flags") or 0) & EPHEMERAL else None
        match one.answered:
            case 4:
                one.original = self._world.keep(self._world.post(body, one.channel, reader))
                self._show(one, one.original)
            case 5:
                one.original = self._world.keep(self._world.post(body, one.channel, reader))
                one.original.flags |= LOADING
            case 6:
                one.original = one.pressed
            case 7 if one.pressed:
                one.original = one.pressed
                self._changed(one, one.pressed, body)
            case _:
                self._show(one, body)

    def _changed(self, one: Interaction, message: Message, body: Json) -> Json:
        message.components, message.attachments = body.get("components") or [], attached(body)
        message.allowed = body.get("allowed_mentions") or ALLOWS_ALL
        message.flags = (message.flags | int(body.get("flags") or 0)) & ~LOADING
        message.edits += 1
        self._show(one, message)
        return shapes.message(self._world, message)

    def _show(self, one: Interaction, what: Message | Json) -> None:
        if not one.shown.done():
            one.shown.set_result(what)

    def _receipt(self, one: Interaction) -> Json:
        message = one.original
        told: Json = {"id": one.id, "type": one.kind}
        resource: Json = {"type": one.answered}
        if message:
            told |= {
                "response_message_id": message.id,
                "response_message_loading": bool(message.flags & LOADING),
                "response_message_ephemeral": bool(message.flags & EPHEMERAL),
            }
            resource["message"] = shapes.message(self._world, message)
        return {"interaction": told, "resource": resource}
