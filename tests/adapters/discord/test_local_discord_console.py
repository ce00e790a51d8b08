"""`python -m tests.support.discord`: what somebody types happens in the local Discord, and reaches the bot."""

from collections.abc import AsyncIterator

import pytest

from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.text import line
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, CommandSpec, Option, Request, Role, Submission
from tests.support.discord.bots import connected
from tests.support.discord.console import Console
from tests.support.discord.parrot import Parrot
from tests.support.discord.server import DiscordServer

SPECS = tuple(
    CommandSpec(path=(name,), summary="Try it", example="/" + name, role=Role.ANYONE, options=options)
    for name, options in {"my": (), "win": (Option(name="words", summary="Yours", suggests=True),)}.items()
)
FORM = Form(
    title="A win", action=Action("save"), fields=tuple(Field(key=one, label=one) for one in ("What", "Where"))
)
CARD = Card(title="Hello", controls=(Button(label="Open", action=Action("open")),))
NOTE = Card(title="While you were away", body=(Text(line("One thing")),))


def answers(request: Request) -> Reply:
    """A form for a press; what was typed for a form; a card with a note below it for a command."""
    match request:
        case Click():
            return Reply(form=FORM)
        case Submission():
            return Reply(card=Card(title=f"{request.answers['What']}, {request.answers['Where']}"))
        case Command():
            return Reply(card=CARD, note=NOTE if request.name == "my" else None)


@pytest.fixture
async def console(server: DiscordServer) -> AsyncIterator[Console]:
    """A console with a bot behind it."""
    typing = Console(server, linger=0.2)
    async with connected(Parrot(answers, SPECS, suggestions=("a parser",)), server):
        yield typing


async def test_a_command_is_typed_and_its_answer_read_with_what_opens_below_it(console: Console) -> None:
    seen = await console.do("Ana /my")

    assert [one.title for one in seen] == ["Hello", "While you were away"]
    assert seen[0].buttons == ("Open",)


@pytest.mark.parametrize("typed", ["a parser | at home", "Where=at home | What=a parser"])
async def test_a_form_is_opened_and_filled(console: Console, typed: str) -> None:
    await console.do("Ana /win")
    [form] = await console.do("Ana press Open")
    [seen] = await console.do(f"Ana fill {typed}")

    assert (form.title, form.fields, seen.title) == ("A win", ("What", "Where"), "a parser, at home")


async def test_what_discord_offers_is_seen_while_somebody_types(console: Console) -> None:
    [offered] = await console.do("Ana complete words /win a")

    assert offered.text == "a parser"


async def test_the_life_of_the_server_of_channels_and_of_people_is_typed_too(
    server: DiscordServer, console: Console
) -> None:
    [thread] = await console.do("thread week 1")
    [role] = await console.do("role Spring")
    typed = "rename switch, take view_channel, give, outage, recover, archive, lock, unlock"
    for words in [*typed.split(", "), "close Bo", "leave Chen", "join Chen", "delete 901", "kick", "invite 910"]:
        assert await console.do(words) == ()

    assert (thread.title.partition(" (")[0], role.title.partition(" (")[0]) == ("week 1", "Spring")
    assert server.world.place("901") is None
    assert not server.world.guilds["900"].joined
    assert server.world.guilds["910"].joined
    assert not server.world.person("Bo").takes_messages


async def test_faults_are_called_by_their_words(server: DiscordServer, console: Console) -> None:
    for words in ("limit 0.01 shared", "slow 0.01", "lose", "break 503", "crowd", "rates off", "drop", "garble"):
        await console.do(words)
    server.faults.clear()
    [hello, _] = await console.do("Ana /my")

    assert hello.title == "Hello"
    assert server.gateway.resumed == 1


async def test_what_cannot_be_done_is_said(console: Console) -> None:
    with pytest.raises(LookupError, match="begin with see"):
        await console.do("dance")
    with pytest.raises(LookupError, match="nothing was posted"):
        await console.do("remove")
    with pytest.raises(ValueError, match="press, fill"):
        await console.do("Ana sings")
    with pytest.raises(LookupError, match="Eve sees no"):
        await console.do("Eve press Open")
