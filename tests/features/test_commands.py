"""Typed commands: found, read, helped, and nearly meant."""

import pytest

from bot.features import commands
from bot.features.table import FEATURES, gathered
from bot.messages.wire import Action
from bot.requests import CommandSpec, Option, Role
from tests.support.seen import labels, text, title
from tests.support.worlds import World


@pytest.mark.parametrize(
    ("said", "fact", "step"),
    [
        ("/cohort jion", "There is no /cohort jion.", "Did you mean /cohort join?"),
        ("/roadmap weak 3", "There is no /roadmap weak 3.", "Did you mean /roadmap week?"),
        ("/cohort <!channel>", "There is no /cohort <!channel>.", "/segue help lists what there is."),
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


def test_words_fill_the_options_in_order_and_the_last_one_takes_the_rest() -> None:
    options = (Option(name="who", summary=""), Option(name="what", summary=""))
    spec = CommandSpec(path=("share",), summary="", example="", role=Role.ANYONE, options=options)

    read = commands.read(spec, '"Ana Maria" a first  model “of sorts”')

    assert read.values == {"who": "Ana Maria", "what": "a first model of sorts"}


def test_every_handler_names_the_role_it_needs() -> None:
    table = gathered()

    handlers = [*table.clicks.values(), *table.submissions.values()]
    roles = [entry.role for entry in handlers] + [form.role for form in table.forms.values()]
    roles += [command.spec.role for command in table.commands]

    assert all(isinstance(role, Role) for role in roles)


def test_two_features_cannot_answer_the_same_button() -> None:
    with pytest.raises(ValueError, match="two features handle"):
        gathered((*FEATURES, FEATURES[0]))
