"""Words that try to ring, typed into everything that takes words, through the true adapter: nobody is pinged."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from aiohttp import web

from adapters.discord.client import DiscordDoor
from bot.messages import wire
from bot.messages.elements import Button, Card, Form
from bot.messages.wire import Action
from bot.ports import Address, Parcel, Sent
from bot.replies import Reply
from bot.requests import Actor, Option, Platform, Request
from tests.features.test_every_form import LATER, OPENINGS, answer, opened, somewhere, used
from tests.stories.alarms import MENTIONS
from tests.support.discord import bodies, reading
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import Json, Message, walk
from tests.support.weeks import live
from tests.support.worlds import World

GUILD, CHANNEL = "900", Address(platform=Platform.DISCORD, workspace="900", channel="901")
#: Everybody of the local Discord, as the world behind it knows them.
KNOWN = {"11": "Ana", "12": "Bo", "13": "Chen", "14": "Dana"}
MODAL = 9
HOSTILE = (
    "@everyone @here <@11> <@!12> <@&77> <@&900> <#901> [x](https://evil.example) ||x|| <t:0>",
    "</t:1:R> `@here` ```@everyone``` **@everyone** \\<@12> \\\\<@12>\n# <@13>\n> - <@14>\n-# @here",
    "<a:x:1> <id:customize> discord.gg/abc https://evil.example <@\u200b11> @\u200beveryone \u202e<@11>",
    "](https://evil.example) <@11>)[<@12>](https://evil.example/<@13>)",
    "~~<@11>~~ __@here__ *<@&77>* 1. <@12> - @everyone",
)


class Behind(Parrot):
    """The core of a prepared world; its people are those of the local Discord, by whatever name they have there."""

    def __init__(self, world: World) -> None:
        super().__init__(lambda _: Reply(), commands=world.bridge.commands)
        self._world = world

    async def ask(self, request: Request) -> Reply:
        self.asked.append(request)
        return self._world.core.answer(replace(request, actor=self._actor(request.actor), place=somewhere()))

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        return self._world.core.suggest(self._actor(actor), option, typed)

    def _actor(self, actor: Actor) -> Actor:
        return replace(self._world.actor(KNOWN[actor.user]), name=actor.name)


@dataclass
class Stage:
    """A world behind the true adapter in front of a local Discord, and everything the adapter said there."""

    world: World
    server: DiscordServer
    door: DiscordDoor
    said: list[Json]

    @property
    def people(self) -> People:
        return People(self.server)

    async def post(self, card: Card, to: Address = CHANNEL) -> None:
        key = str(len(self.server.world.messages))
        parcel = Parcel(delivery=1, fence=1, kind="k", key=key, to=to, card=card, reader_zone="UTC")
        assert isinstance(await self.door.messenger.send(parcel), Sent)

    async def opens(self, people: People, who: str, action: Action) -> Json:
        """Somebody presses a button of this action."""
        await self.post(Card(title="Here", controls=(Button(label=f"Open {wire.pack(action)}"[:80], action=action),)))
        shown = await people.presses(who, f"Open {wire.pack(action)}"[:80])
        assert isinstance(shown, dict), shown
        return shown


@pytest.fixture
async def stage(server: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    said: list[Json] = []
    read = bodies.read

    async def remembered(request: web.Request) -> Json:
        body = await read(request)
        said.extend(messages(body))
        return body

    monkeypatch.setattr(bodies, "read", remembered)
    with used(tmp_path) as world:
        core = Behind(world)
        door = DiscordDoor(core, token=server.token, clock=world.clock, api_base=server.api, gateway=server.socket)
        await door.start()
        try:
            yield Stage(world, server, door, said)
        finally:
            await door.close()


def messages(body: Json) -> Iterator[Json]:
    """The message in the body of a request, if there is one: posted, changed or answered with."""
    inner = body.get("data") or body
    if body.get("type") != MODAL and inner.get("components"):
        yield inner


def loud(stage: Stage) -> list[str]:
    """Everything said so far that pings, could ping, or is read as more than words."""
    found = [f"pings {who}: {one.text}" for one in stage.server.world.messages.values() for who in one.pinged]
    for body in stage.said:
        words = "\n".join(str(one["content"]) for one in walk(body["components"]) if "content" in one)
        allowed = body.get("allowed_mentions") or {"parse": "nothing was said of whom it may ping"}
        if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles"):
            found.append(f"may ping: {allowed} {words}")
        found += [raw for name, raw in reading.read(words).acts if name in MENTIONS]
    return found


async def test_whatever_is_typed_into_any_form_pings_nobody_when_it_is_shown_or_refused(stage: Stage) -> None:
    for action in (Action(name, args) for name in sorted(OPENINGS) for args in OPENINGS[name]):
        for odd in (True, False):
            people = stage.people
            form = opened(stage.world, action, somewhere())
            if form is None:
                continue
            shown = await stage.opens(people, "Ana", action)
            await people.fills("Ana", typed(form, shown, odd))
        await people.types("Ana", LATER.get(action.name, "/roadmap"))

    assert loud(stage) == []
    assert len(stage.said) > 2 * len(OPENINGS)
    assert sum("evil" in str(body) for body in stage.said) > 10


async def test_what_is_said_of_it_to_others_later_pings_nobody(stage: Stage) -> None:
    for action in (
        Action(name, args) for name in sorted(OPENINGS.keys() - {"checkin.pause"}) for args in OPENINGS[name]
    ):
        form = opened(stage.world, action, somewhere())
        assert form is not None
        answers = {one.key: answer(one, words, False) for one, words in zip(form.fields, HOSTILE, strict=False)}
        stage.world.fills("Ana", action, answers, somewhere())
    for parcel in live(stage.world, "2027-01-29 15:00 Europe/Berlin"):
        await stage.post(parcel.card, there(parcel.to))

    assert loud(stage) == []
    assert any("everyone" in one.text for one in stage.server.world.posts("901"))


async def test_people_may_be_called_anything_and_type_anything(stage: Stage) -> None:
    people, bo = stage.people, stage.server.world.users["12"]
    for name in HOSTILE[:3]:
        bo.name = name
        words = " ".join(name.split())
        for command in ("/my", "/win mine", f"/cohort join {words}", f"/win {words}", f"/roadmap why {words}"):
            await people.types(name, command)
        await people.types("Ana", "/cohort roles")
        listed = await people.types("Ana", "/cohort people")

        assert isinstance(listed, Message)
        assert words.replace("\u202e", "") in " ".join(reading.read(listed.text).text.split())

    assert loud(stage) == []


def there(to: Address) -> Address:
    """The same place on the local Discord."""
    users = {f"U-{name}": user for user, name in KNOWN.items()}
    return replace(CHANNEL, channel=None, user=users[to.user]) if to.user else CHANNEL


def typed(form: Form, shown: Json, odd: bool) -> Mapping[str, str]:
    """Hostile words, by label, wherever the form on Discord takes words; with `odd`, also where it wants a day."""
    inputs = {str(one["component"]["custom_id"]): one for one in shown["components"] if "component" in one}
    answers = {}
    for one, words in zip(form.fields, HOSTILE, strict=False):
        chooses = "options" in inputs[one.key]["component"]
        answers[str(inputs[one.key]["label"])] = answer(one, words, odd and not chooses)[: one.longest]
    return answers
