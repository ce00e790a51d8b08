import logging
from dataclasses import replace

import pytest
from prometheus_client import REGISTRY

from adapters.discord.notices import OPEN, OPEN_AGAIN
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.text import Mention, line
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, CommandSpec, Request, Role, Submission
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import EPHEMERAL, Message

SPECS = tuple(
    CommandSpec(path=(name,), summary="Try it", example="/" + name, role=Role.ANYONE) for name in ("my", "form")
)
FORM = Form(
    title="Check in",
    action=Action("checkin"),
    fields=(Field(key="next", label="Next step"),),
    reopen=Action("draft", ("checkin",)),
)
CARD = Card(title="Hello", body=(Text(line("First")),), controls=(Button(label="Go", action=Action("go")),))
AFTER = Card(title="Done", body=(Text(line("Second")),))


def card_then(after: Reply) -> Parrot:
    return Parrot(lambda request: after if isinstance(request, Click) else Reply(card=CARD), SPECS)


def forms(request: Request) -> Reply:
    match request:
        case Submission():
            refused = replace(FORM.fields[0], problem="Say one thing you will do.")
            return Reply(form=replace(FORM, fields=(refused,)))
        case Command(name="my"):
            return Reply(card=CARD)
        case _:
            return Reply(form=FORM)


def counted(error: str) -> float:
    return REGISTRY.get_sample_value("segue_provider_errors_total", {"platform": "discord", "error": error}) or 0.0


async def test_an_answer_to_a_command_is_seen_by_that_person_alone(server: DiscordServer, people: People) -> None:
    async with connected(card_then(Reply(card=AFTER)), server):
        seen = await people.types("Bo", "/my")

    assert isinstance(seen, Message)
    assert (seen.reader, seen.flags & EPHEMERAL) == ("12", EPHEMERAL)
    assert server.world.posts("901") == []


async def test_a_reply_that_replaces_edits_the_private_message(server: DiscordServer, people: People) -> None:
    async with connected(card_then(Reply(card=AFTER, replaces=True)), server):
        first = await people.types("Bo", "/my")
        second = await people.presses("Bo", "Go")

    assert second is first
    assert isinstance(second, Message)
    assert "Second" in second.text
    assert len(server.world.messages) == 1


async def test_a_reply_that_does_not_replace_comes_below(server: DiscordServer, people: People) -> None:
    async with connected(card_then(Reply(card=AFTER)), server):
        first = await people.types("Bo", "/my")
        second = await people.presses("Bo", "Go")

    assert second is not first
    assert isinstance(first, Message)
    assert "First" in first.text


async def test_a_channels_post_is_never_replaced_by_a_private_answer(server: DiscordServer, people: People) -> None:
    async with connected(card_then(Reply(card=AFTER, replaces=True)), server):
        await people.types("Bo", "/my")
        [post] = server.world.messages.values()
        post.reader, post.flags = None, post.flags & ~EPHEMERAL
        seen = await people.presses("Chen", "Go")

    assert isinstance(seen, Message)
    assert seen.reader == "13"
    assert "First" in post.text


async def test_a_form_opens_from_a_command_and_from_a_button(server: DiscordServer, people: People) -> None:
    async with connected(Parrot(forms, SPECS), server):
        typed = await people.types("Ana", "/form")
        await people.types("Bo", "/my")
        pressed = await people.presses("Bo", "Go")

    assert isinstance(typed, dict)
    assert typed == pressed
    assert typed["title"] == "Check in"


async def test_a_refused_form_says_what_is_wrong_and_opens_again(server: DiscordServer, people: People) -> None:
    core = Parrot(forms, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/form")
        refused = await people.fills("Bo", {"Next step": "?"})
        reopened = await people.presses("Bo", OPEN_AGAIN)

    assert isinstance(refused, Message)
    assert "**Next step**: Say one thing you will do." in refused.text
    again = core.asked[-1]
    assert isinstance(again, Click)
    assert again.action == FORM.reopen
    assert isinstance(reopened, dict)


async def test_a_slow_answer_to_a_command_is_deferred_and_still_private(
    people: People, server: DiscordServer
) -> None:
    core = Parrot(lambda _: Reply(card=CARD), SPECS, slow=0.15)

    async with connected(core, server, patience=0.05):
        seen = await people.types("Bo", "/my")

    [interaction] = server.world.interactions.values()
    assert interaction.answered == 5
    assert isinstance(seen, Message)
    assert (seen.reader, len(server.world.messages)) == ("12", 1)
    assert "First" in seen.text


@pytest.mark.parametrize("replaces", [True, False])
async def test_a_slow_answer_to_a_press_takes_its_place_too(
    people: People, server: DiscordServer, *, replaces: bool
) -> None:
    core = card_then(Reply(card=AFTER, replaces=replaces))

    async with connected(core, server, patience=0.05):
        first = await people.types("Bo", "/my")
        core._slow = 0.15
        second = await people.presses("Bo", "Go")

    assert [one.answered for one in server.world.interactions.values()] == [4, 6]
    assert (second is first) is replaces
    assert isinstance(second, Message)
    assert (second.reader, "Second" in second.text) == ("12", True)


async def test_a_form_that_comes_too_late_can_be_opened_with_a_button(people: People, server: DiscordServer) -> None:
    core = Parrot(forms, SPECS, slow=0.15)

    async with connected(core, server, patience=0.05):
        seen = await people.types("Bo", "/form")
        core._slow = 0
        opened = await people.presses("Bo", OPEN)

    assert isinstance(seen, Message)
    assert "It is ready for you" in seen.text
    assert isinstance(opened, dict)


@pytest.mark.parametrize("name", ["my", "form"])
async def test_a_late_form_without_a_draft_is_asked_for_again(
    people: People, server: DiscordServer, name: str
) -> None:
    def answer(request: Request) -> Reply:
        return Reply(card=CARD) if isinstance(request, Command) and request.name == "my" else Reply(form=bare)

    bare = replace(FORM, reopen=None)
    core = Parrot(answer, SPECS)

    async with connected(core, server, patience=0.05):
        await people.types("Bo", "/my")
        core._slow = 0.15
        late = await (people.presses("Bo", "Go") if name == "my" else people.types("Bo", "/form"))
        core._slow = 0
        again = await (people.presses("Bo", OPEN) if name == "my" else people.types("Bo", "/form"))

    assert isinstance(late, Message)
    assert ("Type `/form` once more" in late.text) is (name == "form")
    assert isinstance(again, dict)


async def test_an_answer_pings_nobody(people: People, server: DiscordServer) -> None:
    card = Card(title="@everyone", body=(Text(line(Mention("Ana", "discord", "900", "11"))),))

    async with connected(Parrot(lambda _: Reply(card=card), SPECS), server):
        seen = await people.types("Bo", "/my")

    assert isinstance(seen, Message)
    assert "<@11>" in seen.text
    assert seen.pinged == set()


async def test_a_core_slower_than_discord_waits_gets_its_answer_through(people: People) -> None:
    core = Parrot(lambda _: Reply(card=CARD), SPECS, slow=0.4)

    async with DiscordServer.running(deadline=0.2) as hasty, connected(core, hasty, patience=0.05):
        seen = await People(hasty).types("Bo", "/my")

    assert isinstance(seen, Message)


async def test_a_defect_is_an_apology_and_a_log_line_without_words(
    people: People, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: Request) -> Reply:
        raise KeyError("my private words")

    with caplog.at_level(logging.INFO):
        async with connected(Parrot(fails, SPECS), server):
            seen = await people.types("Bo", "/my")

    assert isinstance(seen, Message)
    assert "The fault is on our side" in seen.text
    assert "KeyError at fails" in caplog.text
    assert "my private words" not in caplog.text


async def test_an_answer_that_discord_forgot_to_wait_for_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    core, before = Parrot(lambda _: Reply(card=CARD), SPECS, slow=0.2), counted("10062")

    async with DiscordServer.running(deadline=0.1) as hasty, connected(core, hasty, patience=5):
        with pytest.raises(AssertionError, match="did not respond"):
            await People(hasty, patience=0.5).types("Bo", "/my")

    assert len(core.asked) == 1
    assert "too late for Discord: code 10062" in caplog.text
    assert counted("10062") == before + 1
