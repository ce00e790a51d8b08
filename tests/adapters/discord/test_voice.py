"""Answers on their way: what waited below them, what breaks, what comes too late, and what is counted."""

import asyncio

import pytest
from prometheus_client import REGISTRY

from adapters.discord import responder, voice
from bot.messages.elements import Button, Card, Text
from bot.messages.text import line
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Click, CommandSpec, Option, Role
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import EPHEMERAL, Message

SPECS = (CommandSpec(path=("my",), summary="Try it", example="/my", role=Role.ANYONE),)
CARD = Card(title="Hello", body=(Text(line("First")),), controls=(Button(label="Go", action=Action("go")),))
AFTER = Card(title="Done", body=(Text(line("Second")),))
NOTE = Card(title="A note", body=(Text(line("What waited")),))
SUGGESTING = (
    CommandSpec(
        path=("join",),
        summary="Join",
        example="/join Spring",
        role=Role.ANYONE,
        options=(Option(name="name", summary="Which", suggests=True),),
    ),
)


def card_then(after: Reply) -> Parrot:
    return Parrot(lambda request: after if isinstance(request, Click) else Reply(card=CARD), SPECS)


def received(kind: str, dup: str) -> float:
    labels = {"platform": "discord", "type": kind, "dup": dup}
    return REGISTRY.get_sample_value("segue_inbox_events_total", labels) or 0.0


def answered_in_time() -> float:
    return REGISTRY.get_sample_value("segue_ack_seconds_count", {"platform": "discord"}) or 0.0


async def test_what_waited_is_shown_to_that_person_below_the_answer(server: DiscordServer, people: People) -> None:
    async with connected(card_then(Reply(card=AFTER, note=NOTE)), server):
        await people.types("Bo", "/my")
        seen = await people.presses("Bo", "Go")

    assert isinstance(seen, Message)
    assert "Second" in seen.text
    [below] = [one for one in server.world.messages.values() if "What waited" in one.text]
    assert (below.reader, below.flags & EPHEMERAL) == ("12", EPHEMERAL)
    assert int(below.id) > int(seen.id)


async def test_a_note_that_cannot_be_shown_leaves_the_answer_alone(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.refuse("POST .*/webhooks/", lambda: refused(404, 10015, "Unknown Webhook"))

    async with connected(card_then(Reply(card=AFTER, note=NOTE)), server):
        await people.types("Bo", "/my")
        seen = await people.presses("Bo", "Go")

    assert isinstance(seen, Message)
    assert "Second" in seen.text
    assert "code 10015" in caplog.text
    assert "What waited" not in caplog.text


async def test_an_answer_whose_way_broke_is_given_once(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.lose("POST .*/callback")

    async with connected(card_then(Reply(card=AFTER)), server):
        seen = await people.types("Bo", "/my")

    assert isinstance(seen, Message)
    assert len(server.world.messages) == 1
    assert len([asked for asked in server.seen if "callback" in asked]) == 2
    assert "answer" not in caplog.text


async def test_a_press_whose_answer_comes_too_late_has_its_effect_and_is_not_said(
    people: People, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    core = card_then(Reply(card=AFTER))

    async with connected(core, server):
        await people.types("Bo", "/my")
        server.faults.refuse("POST .*/callback", lambda: refused(404, 10062, "Unknown interaction"))
        hasty = People(server, patience=0.3)
        with pytest.raises(AssertionError, match="did not respond"):
            await hasty.presses("Bo", "Go")

    assert isinstance(core.asked[-1], Click)
    assert "too late for Discord" in caplog.text
    assert "First" not in caplog.text


async def test_after_a_quarter_of_an_hour_nothing_more_is_asked_of_discord(
    people: People, server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "OPEN", -1.0)

    async with connected(card_then(Reply(card=AFTER)), server):
        with pytest.raises(AssertionError, match="did not respond"):
            await People(server, patience=0.3).types("Bo", "/my")

    assert [asked for asked in server.faults.seen if "callback" in asked] == []


async def test_who_types_is_offered_nothing_when_the_core_fails_or_is_slow(
    people: People, server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responder, "TYPING", 0.05)
    core = Forgetful(lambda _: Reply(card=CARD), SUGGESTING, suggestions=("Spring",))

    async with connected(core, server):
        failed = await people.completes("Bo", "/join Sp", "name")
        core.patience = 5.0
        slow = await people.completes("Bo", "/join Sp", "name")

    assert failed == slow == []
    assert {one.answered for one in server.world.interactions.values()} == {8}


async def test_what_comes_in_and_how_soon_it_is_answered_is_counted(server: DiscordServer, people: People) -> None:
    before = received("command", "no"), received("component", "no"), received("command", "yes"), answered_in_time()

    async with connected(card_then(Reply(card=AFTER)), server):
        await people.types("Bo", "/my")
        await server.gateway.again()
        await people.presses("Bo", "Go")

    after = received("command", "no"), received("component", "no"), received("command", "yes"), answered_in_time()
    assert [late - early for early, late in zip(before, after, strict=True)] == [1, 1, 1, 2]


class Forgetful(Parrot):
    """A core that fails to suggest anything; with `patience`, it takes so long over it."""

    patience = 0.0

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        if not self.patience:
            raise OSError("the database does not answer")
        await asyncio.sleep(self.patience)
        return await super().suggest(actor, option, typed)
