"""Typed commands: found, read, helped, and nearly meant."""

import pytest

from bot.errors import NotUnderstood
from bot.features import commands
from bot.features.table import FEATURES, gathered
from bot.messages.wire import Action
from bot.requests import CommandSpec, Option, OptionKind, Role
from tests.support.seen import labels, text, title
from tests.support.worlds import World

SPECS = [command.spec for command in gathered().commands]


@pytest.mark.parametrize(
    ("said", "fact", "step"),
    [
        ("/cohort jion", "There is no /cohort jion.", "Did you mean /cohort join?"),
        ("/roadmap weak 3", "There is no /roadmap weak 3.", "Did you mean /roadmap week 3?"),
        ("/cohort <!here>", "There is no /cohort <!here>.", "/cohort help lists what it can do."),
        ("/roadmap wek 3", "There is no /roadmap wek 3.", "Did you mean /roadmap week 3?"),
        ("/my zne berlin", "There is no /my zne berlin.", "Did you mean /my zone berlin?"),
        ("/spring", "There is no /spring.", "/segue help lists what there is."),
        ("/checkinn", "There is no /checkinn.", "Did you mean /checkin?"),
    ],
)
def test_what_is_not_understood_is_said_with_the_nearest_command(
    world: World, said: str, fact: str, step: str
) -> None:
    reply = world.says("Bo", said)

    assert text(reply).splitlines()[:2] == [fact, step]


def test_the_nearest_command_is_one_press_away(world: World) -> None:
    world.starts_cohort()
    nearly = world.says("Bo", "/cohort jion")

    pressed = world.presses("Bo", Action("command.run", ("cohort", "join")))

    assert labels(nearly) == ["Run /cohort join"]
    assert title(pressed) == "You are in Spring"


@pytest.mark.parametrize("said", ["/roadmap help", "/roadmap HELP", "/roadmap ?"])
def test_help_after_a_command_tells_about_that_command(world: World, said: str) -> None:
    told = text(world.says("Bo", said))

    assert told.startswith("/roadmap\n/roadmap: Where you are, and your next step\nFor example: /roadmap\n")
    assert "/roadmap week: Any week of the roadmap\nnumber: Which week, from 1" in told
    assert "/checkin" not in told


def test_help_lists_every_command(world: World) -> None:
    listed = text(world.says("Bo", "/segue help"))

    for spec in world.core.commands:
        assert f"/{' '.join(spec.path)}: {spec.summary}" in listed


def test_words_fill_the_options_in_order_and_the_last_one_takes_the_rest_as_it_was_typed() -> None:
    spec = asking(Option(name="who", summary=""), Option(name="what", summary=""))

    read = commands.read(spec, '"Ana Maria" a first  model “of sorts”\nand it runs')

    assert read.values == {"who": "Ana Maria", "what": "a first  model “of sorts”\nand it runs"}


@pytest.mark.parametrize("quoted", ['"Ana Maria"', "“Ana Maria”", "„Ana Maria“", "«Ana Maria»", "‘Ana Maria’"])
def test_quotes_of_every_keyboard_hold_words_together(quoted: str) -> None:
    spec = asking(Option(name="who", summary="", suggests=True), Option(name="what", summary=""))

    assert commands.read(spec, f"{quoted} “alone”").values == {"who": "Ana Maria", "what": "alone"}
    assert commands.read(asking(Option(name="who", summary="")), quoted).values == {"who": "Ana Maria"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Spring <@U12|bo>", {"cohort": "Spring", "person": "<@U12|bo>"}),
        ("<@U12|bo> ML Spring", {"cohort": "ML Spring", "person": "<@U12|bo>"}),
        ("@bo", {"person": "@bo"}),
        ("Spring Bo Li", {"cohort": "Spring", "person": "Bo Li"}),
    ],
)
def test_who_is_mentioned_is_the_person_that_is_asked_for(typed: str, expected: dict[str, str]) -> None:
    person = Option(name="person", summary="", kind=OptionKind.PERSON)

    assert commands.read(asking(Option(name="cohort", summary=""), person), typed).values == expected


@pytest.mark.parametrize(
    "day", ["tomorrow", "2 weeks", "next Monday", "1 February 2027", "until Friday", "01/02/2027"]
)
def test_a_day_takes_as_many_words_as_it_has(day: str) -> None:
    until = Option(name="until", summary="", kind=OptionKind.DATE)

    read = commands.read(asking(until, Option(name="cohort", summary="")), f"{day} ML Spring")

    assert read.values == {"until": day, "cohort": "ML Spring"}


@pytest.mark.parametrize("path", [spec.path for spec in SPECS if len(spec.path) == 2])
def test_a_letter_too_few_is_understood_for_every_subcommand(path: tuple[str, str]) -> None:
    name, word = path
    taking = any(spec.path == (name,) and spec.options for spec in SPECS)

    if not taking:  # what follows a command that takes any words are its words
        with pytest.raises(NotUnderstood) as refused:
            commands.find(gathered().commands, name, word[:1] + word[2:])
        assert refused.value.nearest == f"/{name} {word}"


def test_capitals_do_not_matter(world: World) -> None:
    assert title(world.says("Bo", "/cohort Join")) == "No cohort has been started here yet."


@pytest.mark.parametrize("spec", [spec for spec in SPECS if any(option.required for option in spec.options)])
def test_a_required_word_that_is_missing_is_asked_for_in_a_form(world: World, spec: CommandSpec) -> None:
    world.starts_cohort()
    world.says("Ana", "/cohort join")

    assert world.says("Ana", f"/{' '.join(spec.path)}").form is not None


def asking(*options: Option) -> CommandSpec:
    """A command with these options."""
    return CommandSpec(path=("share",), summary="", example="", role=Role.ANYONE, options=options)


def test_every_handler_names_the_role_it_needs() -> None:
    table = gathered()

    handlers = [*table.clicks.values(), *table.submissions.values()]
    roles = [entry.role for entry in handlers] + [form.role for form in table.forms.values()]
    roles += [command.spec.role for command in table.commands]

    assert all(isinstance(role, Role) for role in roles)


def test_two_features_cannot_answer_the_same_button() -> None:
    with pytest.raises(ValueError, match="two features handle"):
        gathered((*FEATURES, FEATURES[0]))
