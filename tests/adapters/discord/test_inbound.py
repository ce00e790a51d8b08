from bot.messages.elements import Button, Card, Choice, Field, FieldKind, Form, Option
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Click, Command, CommandSpec, Place, Platform, Request, Role, Submission
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import Message

SPECS = (CommandSpec(path=("my",), summary="Your corner", example="/my", role=Role.ANYONE),)
FORM = Form(
    title="Check in",
    action=Action("checkin", ("7", "3")),
    fields=(
        Field(
            key="mood", label="Mood", kind=FieldKind.CHOICE, options=(Option("good", "Good"), Option("bad", "Bad"))
        ),
        Field(key="next", label="Next step", required=False),
        Field(
            key="known",
            label="Known",
            kind=FieldKind.CHOICES,
            options=(Option("py", "Python"), Option("go", "Go"), Option("sql", "SQL")),
            initial="py",
            required=False,
        ),
    ),
)
CARD = Card(
    title="Hello",
    controls=(
        Button(label="Check in", action=Action("checkin", ("7",))),
        Choice(label="Which", action=Action("choose"), options=(Option("1", "Spring"), Option("2", "Autumn"))),
    ),
)


def answers(request: Request) -> Reply:
    opens = isinstance(request, Click) and request.action.name == "checkin"
    return Reply(form=FORM) if opens else Reply(card=CARD)


async def test_a_command_says_who_typed_it_and_where(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Ana", "/my")
        await people.types("Bo", "/my")

    ana = Actor(platform=Platform.DISCORD, workspace="900", user="11", name="Ana", administers=True)
    bo = Actor(platform=Platform.DISCORD, workspace="900", user="12", name="Bo", administers=False)
    place = Place(channel="901", channel_name="ml-switch", private=True)
    numbers = list(server.world.interactions)
    asked = [Command(actor=who, place=place, name="my", key=key) for who, key in zip((ana, bo), numbers, strict=True)]
    assert core.asked == asked


async def test_a_press_carries_the_action_of_its_button(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Check in")

    click = core.asked[-1]
    assert isinstance(click, Click)
    assert (click.action, click.choice, click.place.private) == (Action("checkin", ("7",)), "", True)


async def test_a_menu_says_what_was_chosen(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Autumn")

    click = core.asked[-1]
    assert isinstance(click, Click)
    assert (click.action, click.choice) == (Action("choose"), "2")


async def test_a_form_brings_its_answers_by_key_without_the_spaces_around_them(
    server: DiscordServer, people: People
) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Check in")
        await people.fills("Bo", {"Mood": "Good", "Next step": " write it down \n", "Known": "SQL,Python"})

    sent = core.asked[-1]
    assert isinstance(sent, Submission)
    assert sent.action == Action("checkin", ("7", "3"))
    assert sent.answers == {"mood": "good", "next": "write it down", "known": "sql,py"}


async def test_a_field_left_empty_is_an_empty_answer(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Check in")
        await people.fills("Bo", {"Mood": "Bad", "Known": ""})

    sent = core.asked[-1]
    assert isinstance(sent, Submission)
    assert sent.answers == {"mood": "bad", "next": "", "known": ""}


async def test_a_press_on_a_channels_post_is_not_private(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        [answer] = server.world.messages.values()
        answer.reader, answer.flags = None, answer.flags & ~64  # as a post in the channel
        await people.presses("Chen", "Check in")

    assert core.asked[-1].place == Place(channel="901", channel_name="ml-switch", private=False)


async def test_a_press_that_belongs_to_no_server_is_sent_to_one(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        [answer] = server.world.messages.values()
        server.world.private["12"] = answer.channel = "990"
        seen = await people.presses("Bo", "Check in")

    assert isinstance(seen, Message)
    assert "This works in your server" in seen.text
    assert len(core.asked) == 1


async def test_each_interaction_is_its_own_key(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await people.presses("Bo", "Check in")
        await people.fills("Bo", {"Mood": "Good"})

    assert [asked.key for asked in core.asked] == list(server.world.interactions)


async def test_an_interaction_that_comes_twice_is_answered_once(server: DiscordServer, people: People) -> None:
    core = Parrot(answers, SPECS)

    async with connected(core, server):
        await people.types("Bo", "/my")
        await server.gateway.again()
        await people.types("Chen", "/my")

    assert [asked.actor.name for asked in core.asked] == ["Bo", "Chen"]
