"""People in front of Discord's client: they type commands, press buttons and fill forms, and see what comes of it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.support.discord import shapes
from tests.support.discord.keyboard import NotSent, invoked
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Interaction, Json, Message, walk

COMMAND, PRESS, COMPLETION, SENT = 2, 3, 4, 5
BUTTON, SELECT, INPUT, LABEL = 2, 3, 4, 18


class NoAnswer(AssertionError):
    """What people know as “The application did not respond”."""


class People:
    """Everybody in one channel. `who` is a first name."""

    def __init__(self, server: DiscordServer, channel: str = "901", patience: float = 60.0) -> None:
        self._server = server
        self._world = server.world
        self._patience = patience
        self.channel = channel
        self.open: dict[str, Json] = {}
        self._behind: dict[str, Message | None] = {}

    async def types(self, who: str, text: str) -> Message | Json:
        """Send a command; what they see for it. Raises `NotSent` where Discord's client would not send it."""
        return await self._acts(who, COMMAND, self._typed(who, text))

    async def completes(self, who: str, text: str, option: str) -> list[str]:
        """Type as far as this, with the cursor in `option`; what Discord offers."""
        data = self._typed(who, text)
        for one in _options(data):
            if one["name"] == option:
                one["focused"] = True
        offered = await self._acts(who, COMPLETION, data)
        return [str(choice["name"]) for choice in offered["choices"]] if isinstance(offered, dict) else []

    def _typed(self, who: str, text: str) -> Json:
        guild = self._world.channels[self.channel].guild
        there = self._world.commands.get(guild) or []
        names = {one["name"] for one in there}
        registered = [*there, *(one for one in self._world.commands[None] if one["name"] not in names)]
        may = self._world.may(self._world.person(who).id, guild=guild)
        shown = [one for one in registered if _allowed(one, may)]
        return invoked(shown, text, self._world, guild)

    async def presses(self, who: str, label: str) -> Message | Json:
        """Press the newest button of that label, or choose that option of a menu; what they see for it."""
        user = self._world.person(who).id
        for message in self._world.sight(user, self.channel):
            pressed = _pressed(message, label)
            if pressed:
                return await self._acts(who, PRESS, pressed, message)
        raise LookupError(f"{who} sees no {label!r} to press")

    def form(self, who: str) -> Json:
        """The form they have open. Raises `LookupError` without one."""
        if who not in self.open:
            raise LookupError(f"{who} has no form open")
        return self.open[who]

    async def fills(self, who: str, answers: Mapping[str, str]) -> Message | Json:
        """Type into the form that is open, by label, and send it; what they see for it."""
        form = self.form(who)
        del self.open[who]
        sent = [_answered(one, answers) for one in form["components"]]
        unknown = set(answers) - {_label(one, answers) for one in form["components"]}
        if unknown:
            raise LookupError(f"the form has no {sorted(unknown)}")
        data = {"custom_id": form["custom_id"], "components": sent}
        return await self._acts(who, SENT, data, self._behind.pop(who))

    async def _acts(self, who: str, kind: int, data: Json, pressed: Message | None = None) -> Message | Json:
        one = self._interaction(who, kind, pressed)
        told = shapes.interaction(self._world, one, data)
        await self._server.gateway.publish("INTERACTION_CREATE", told, one.guild)
        try:
            shown = await asyncio.wait_for(one.shown, self._patience)
        except TimeoutError:
            raise NoAnswer(f"the application did not respond to {who}") from None
        if isinstance(shown, dict) and "custom_id" in shown:
            self.open[who], self._behind[who] = shown, pressed
        return shown

    def _interaction(self, who: str, kind: int, pressed: Message | None) -> Interaction:
        loop, user = asyncio.get_running_loop(), self._world.person(who).id
        channel = pressed.channel if pressed else self.channel
        place = self._world.channels.get(channel)
        guild = place.guild if place else ""
        if guild and user not in self._world.guilds[guild].members:
            raise NotSent(f"{who} is not in that server")
        if guild and not self._world.guilds[guild].joined:
            raise NotSent("segue is not in that server")
        one = Interaction(
            id=self._world.fresh(),
            token=f"token-{self._world.fresh()}",
            kind=kind,
            user=user,
            channel=channel,
            born=loop.time(),
            shown=loop.create_future(),
            pressed=pressed,
            since=self._world.now(),
            guild=guild,
        )
        self._world.interactions[one.id] = one
        return one


def _allowed(command: Json, may: int) -> bool:
    """Whether Discord's client shows a command to somebody who may do that; a server may say otherwise."""
    needed = int(command.get("default_member_permissions") or 0)
    return may & needed == needed


def _options(data: Json) -> list[Json]:
    inner: list[Json] = data["options"]
    return inner[0]["options"] if inner and inner[0]["type"] == 1 else inner


def _pressed(message: Message, label: str) -> Json | None:
    for one in walk(message.components):
        if one["type"] == BUTTON and one["label"] == label and not one.get("disabled") and one.get("custom_id"):
            return {"custom_id": one["custom_id"], "component_type": BUTTON}
        for option in one.get("options", []):
            if option["label"] == label:
                return {"custom_id": one["custom_id"], "component_type": SELECT, "values": [option["value"]]}
    return None


def _label(one: Json, answers: Mapping[str, str]) -> str:
    """The answer's label for this input; one that was too long for Discord is known by its beginning."""
    label = str(one.get("label", ""))
    begins = label.removesuffix("…")
    return next((given for given in answers if given == label or (begins != label and given.startswith(begins))), "")


def _answered(one: Json, answers: Mapping[str, str]) -> Json:
    if one["type"] != LABEL:
        return {"type": one["type"], "id": 1}
    inner = one["component"]
    given = answers.get(_label(one, answers))
    if inner["type"] == SELECT:
        values = _chosen(inner, given)
        _demand(bool(values) or not inner.get("required", True), one)
        return {"type": LABEL, "component": {"type": SELECT, "custom_id": inner["custom_id"], "values": values}}
    value = inner.get("value") or "" if given is None else given
    _demand(bool(value) or not inner.get("required", True), one)
    _demand(len(value) <= (inner.get("max_length") or 4000), one)
    return {"type": LABEL, "component": {"type": INPUT, "custom_id": inner["custom_id"], "value": value}}


def _chosen(select: Json, given: str | None) -> list[Any]:
    if given is None:
        return [option["value"] for option in select["options"] if option.get("default")]
    most = select.get("max_values") or 1
    named = [name for name in (given.split(",") if most > 1 else [given]) if name]
    known = {name: option["value"] for option in select["options"] for name in (option["value"], option["label"])}
    if strange := [name for name in named if name not in known]:
        raise LookupError(f"the menu offers no {strange}")
    return [known[name] for name in named][:most]


def _demand(fits: bool, one: Json) -> None:
    if not fits:
        raise ValueError(f"Discord's client does not send the form: look at {one['label']!r}")
