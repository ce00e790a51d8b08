import pytest

from adapters.discord import commands
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Command, CommandSpec, Option, OptionKind, Role
from tests.support.discord import rules
from tests.support.discord.bots import connected
from tests.support.discord.keyboard import NotSent
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer


def spec(path: str, *options: Option, summary: str = "What it does", role: Role = Role.ANYONE) -> CommandSpec:
    return CommandSpec(path=tuple(path.split()), summary=summary, example="/" + path, role=role, options=options)


WEEK = Option(name="number", summary="Which week", kind=OptionKind.WHOLE, required=True)
NAME = Option(name="name", summary="Which cohort", suggests=True)
SPECS = (
    spec("roadmap"),
    spec("roadmap week", WEEK),
    spec("cohort join", NAME),
    spec("win", Option(name="words", summary="Yours")),
)


def parrot() -> Parrot:
    return Parrot(lambda _: Reply(card=Card(title="Heard")), SPECS, suggestions=("Spring", "Autumn"))


def test_a_path_becomes_a_group_with_its_subcommand() -> None:
    [definition] = commands.definitions([spec("cohort join", NAME)])

    assert definition == {
        "type": 1,
        "name": "cohort",
        "description": "What it does",
        "options": [
            {
                "type": 1,
                "name": "join",
                "description": "What it does",
                "options": [
                    {
                        "type": 3,
                        "name": "name",
                        "description": "Which cohort",
                        "autocomplete": True,
                        "max_length": 4000,
                    }
                ],
            }
        ],
        "contexts": [0],
        "integration_types": [0],
    }


def test_a_bare_command_beside_subcommands_becomes_show() -> None:
    [definition] = commands.definitions([spec("roadmap"), spec("roadmap week", WEEK)])

    assert [option["name"] for option in definition["options"]] == ["show", "week"]


def test_a_command_alone_keeps_its_options_on_itself() -> None:
    [definition] = commands.definitions([spec("win", Option(name="words", summary="Yours"))])

    assert [option["name"] for option in definition["options"]] == ["words"]


def test_required_options_come_first() -> None:
    [definition] = commands.definitions([spec("win", NAME, WEEK)])

    assert [option["name"] for option in definition["options"]] == ["number", "name"]


def test_a_long_summary_is_shortened_after_a_word() -> None:
    [definition] = commands.definitions([spec("win", summary="one two three " * 20)])

    assert len(definition["description"]) <= 100
    assert definition["description"].endswith(("one…", "two…", "three…"))


def test_a_subcommand_called_show_is_refused() -> None:
    with pytest.raises(ValueError, match="'show' is what the bare command becomes"):
        commands.definitions([spec("roadmap"), spec("roadmap show")])


def test_weeks_are_counted_from_one() -> None:
    [definition] = commands.definitions([spec("win", WEEK)])

    assert definition["options"][0]["min_value"] == 1


def test_the_only_words_an_option_takes_are_its_choices() -> None:
    often = Option(name="often", summary="How often", choices=("daily", "never"), suggests=True)
    [definition] = commands.definitions([spec("win", often)])

    [shown] = definition["options"]
    assert shown["choices"] == [{"name": "daily", "value": "daily"}, {"name": "never", "value": "never"}]
    assert "autocomplete" not in shown
    assert len(commands.definitions([spec("win", many())])[0]["options"][0]["choices"]) == 25


@pytest.mark.parametrize(("kind", "number"), [(OptionKind.PERSON, 6), (OptionKind.ROLE, 8)])
def test_people_and_roles_are_chosen_from_discords_own_list(kind: OptionKind, number: int) -> None:
    [definition] = commands.definitions([spec("win", Option(name="who", summary="Somebody", kind=kind))])

    assert definition["options"] == [{"type": number, "name": "who", "description": "Somebody"}]


def test_people_whom_segue_can_suggest_are_typed_for_some_of_them_are_on_slack_alone() -> None:
    who = Option(name="who", summary="Somebody", kind=OptionKind.PERSON, suggests=True)
    [definition] = commands.definitions([spec("win", who)])

    assert (definition["options"][0]["type"], definition["options"][0]["autocomplete"]) == (3, True)


def test_only_a_command_for_organisers_alone_is_kept_out_of_everybodys_list() -> None:
    [alone] = commands.definitions([spec("hand over", role=Role.ORGANISER), spec("hand on", role=Role.STARTER)])
    [mixed] = commands.definitions([spec("cohort start", role=Role.STARTER), spec("cohort join")])

    assert alone["default_member_permissions"] == "32"
    assert "default_member_permissions" not in mixed


def many() -> Option:
    return Option(name="which", summary="Which", choices=tuple(f"word{number}" for number in range(30)))


def chosen(kind: int, value: str, **resolved: object) -> commands.Typed:
    option = {"type": kind, "name": "who", "value": value}
    return commands.read({"name": "win", "options": [option], "resolved": resolved}, "900")


def test_somebody_who_is_chosen_is_mentioned_by_what_the_server_calls_them() -> None:
    users = {"12": {"username": "bo12", "global_name": "Bo"}}

    assert chosen(6, "12", users=users).options == {"who": "<@12|Bo>"}
    assert chosen(6, "12", users=users, members={"12": {"nick": "B>o|"}}).options == {"who": "<@12|Bo>"}
    assert chosen(6, "12").options == {"who": "<@12|>"}


def test_a_role_that_is_chosen_is_mentioned_unless_it_is_everybodys() -> None:
    roles = {"77": {"name": "spring"}, "900": {"name": "@everyone"}}

    assert chosen(8, "77", roles=roles).options == {"who": "<@&77|spring>"}
    assert chosen(8, "900", roles=roles).options == {"who": "@everyone"}


def test_what_discord_adds_is_no_change_and_another_choice_is_one() -> None:
    wanted = commands.definitions([spec("win", many())])
    added = [one | {"id": "1", "version": "2", "default_member_permissions": None, "nsfw": False} for one in wanted]
    other = commands.definitions([spec("win", Option(name="which", summary="Which", choices=("word0",)))])

    assert commands.same(wanted, added)
    assert not commands.same(wanted, other)


def test_everything_defined_is_what_discord_accepts() -> None:
    assert rules.commands(commands.definitions(SPECS)) == []


async def test_definitions_are_registered_once_and_again_only_when_they_change(server: DiscordServer) -> None:
    async with connected(parrot(), server):
        pass
    async with connected(parrot(), server):
        pass
    once = [asked for asked in server.faults.seen if asked.startswith("PUT")]

    changed = Parrot(lambda _: Reply(card=Card(title="Heard")), (*SPECS, spec("segue")))
    async with connected(changed, server):
        pass
    again = [asked for asked in server.faults.seen if asked.startswith("PUT")]

    assert once == ["PUT /api/v10/applications/500/commands"]
    assert again == once * 2


async def test_one_server_can_have_them_at_once_for_development(server: DiscordServer) -> None:
    async with connected(parrot(), server, guild="900"):
        registered = server.world.commands

    assert [command["name"] for command in registered["900"]] == ["roadmap", "cohort", "win"]
    assert registered[None] == []


async def test_a_subcommand_with_a_typed_option_reaches_the_core(server: DiscordServer, people: People) -> None:
    core = parrot()

    async with connected(core, server):
        await people.types("Ana", "/roadmap week 3")

    [command] = core.asked
    assert isinstance(command, Command)
    assert (command.name, command.text, command.options) == ("roadmap", "week", {"number": "3"})


async def test_show_reaches_the_core_as_the_bare_command(server: DiscordServer, people: People) -> None:
    core = parrot()

    async with connected(core, server):
        await people.types("Ana", "/roadmap show")

    [command] = core.asked
    assert isinstance(command, Command)
    assert (command.name, command.text) == ("roadmap", "")


async def test_what_is_typed_is_completed_by_the_core(server: DiscordServer, people: People) -> None:
    core = parrot()

    async with connected(core, server):
        offered = await people.completes("Bo", "/cohort join Sp", "name")

    [(actor, option, typed)] = core.completed
    assert offered == ["Spring", "Autumn"]
    assert (actor.name, option, typed) == ("Bo", NAME, "Sp")


async def test_the_client_takes_no_word_for_a_whole_number(server: DiscordServer, people: People) -> None:
    async with connected(parrot(), server):
        with pytest.raises(NotSent, match="'number' takes a whole number"):
            await people.types("Ana", "/roadmap week three")
