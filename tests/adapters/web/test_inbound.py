"""Form fields as requests."""

import pytest

from adapters.web import inbound
from adapters.web.people import PLAYERS, player
from bot.messages.wire import Action
from bot.requests import Platform

ANA, BO = PLAYERS[:2]


@pytest.mark.parametrize(
    ("typed", "name", "text"),
    [
        ("/roadmap week 3", "roadmap", "week 3"),
        ("/roadmap", "roadmap", ""),
        ("  roadmap   week 3 ", "roadmap", "week 3"),
        ("//Roadmap week 3", "roadmap", "week 3"),
        ("/win Ünïcode  kept as typed", "win", "Ünïcode  kept as typed"),
        ("/", "", ""),
    ],
)
def test_a_line_is_a_command_and_what_follows_it(typed: str, name: str, text: str) -> None:
    command = inbound.command(BO, typed)

    assert (command.name, command.text) == (name, text)


def test_an_actor_is_the_player_in_the_playground() -> None:
    actor = inbound.actor(ANA)

    assert (actor.platform, actor.workspace, actor.user, actor.name) == (Platform.WEB, "playground", "ana", "Ana")
    assert (actor.administers, actor.zone) == (True, "Europe/Berlin")
    assert not inbound.actor(BO).administers


def test_a_press_on_a_menu_carries_what_was_chosen_in_that_menu() -> None:
    fields = {"wire": "week|2", "choice:week|2": "5", "choice:other": "9"}

    click = inbound.click(BO, fields, private=False)

    assert (click.action, click.choice, click.place.private) == (Action("week", ("2",)), "5", False)


@pytest.mark.parametrize("mangled", ["", "|", "||||", "x" * 5000, "no\x00such|\ud800", "checkin|" * 60])
def test_any_text_is_an_action(mangled: str) -> None:
    click = inbound.click(BO, {"wire": mangled}, private=True)
    submission = inbound.submission(BO, {"wire": mangled})

    assert click.action == submission.action
    assert len(click.action.name) <= 100


def test_answers_are_the_fields_of_the_form_alone_with_plain_line_ends() -> None:
    fields = {"wire": "checkin", "as": "bo", "on": "3", "answer:as": "one\r\ntwo\nthree"}

    assert inbound.submission(BO, fields).answers == {"as": "one\ntwo\nthree"}


def test_nobody_is_the_first_player() -> None:
    assert [player("dana").name, player("nobody").name, player("").name] == ["Dana", "Ana", "Ana"]


def test_ticked_boxes_are_one_answer_and_nothing_else_is_put_together() -> None:
    sent = [("answer:k", ""), ("answer:k", "py"), ("answer:k", "go"), ("answer:n", ""), ("as", "bo"), ("as", "ana")]

    assert inbound.fields(sent) == {"answer:k": "py,go", "answer:n": "", "as": "ana"}
