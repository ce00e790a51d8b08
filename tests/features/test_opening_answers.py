"""What answers something somebody did opens at any click of theirs, where they take no private messages."""

from datetime import timedelta

import pytest

from bot.features import opening
from bot.messages.wire import Action
from tests.support.whispers import at_once, joins_without_messages, opens, post_all
from tests.support.worlds import World


@pytest.fixture
def server(world: World) -> World:
    """Discord, where Bo learns in Spring and takes no private messages."""
    joins_without_messages(world)
    return world


def test_an_answer_opens_whenever_they_click_beside_the_note_of_the_day(server: World) -> None:
    server.says("Bo", "/whisper")
    server.comes_to("2027-01-01 18:00 Africa/Lagos")
    note = opens(server)
    server.says("Ana", "/cohort join")
    server.presses("Ana", Action("cohort.role", ("1", "2", "mentors", "1")))
    post_all(server)

    told = opens(server)

    assert len(note) == 3
    assert told == ["You mentor in Spring now"]
    assert opens(server) == []


def test_the_same_answer_can_be_given_again(server: World) -> None:
    server.says("Ana", "/cohort join")
    told = []
    for holds in ("1", "0", "1"):
        server.presses("Ana", Action("cohort.role", ("1", "2", "mentors", holds)))
        post_all(server)
        told.append(len(opens(server)))

    assert told == [1, 1, 1]


def test_an_answer_waits_longer_than_it_is_news(server: World) -> None:
    server.says("Ana", "/cohort join")
    server.presses("Ana", Action("cohort.role", ("1", "2", "mentors", "1")))
    post_all(server)
    server.clock.turn_to(server.clock.now() + opening.ANSWER - timedelta(minutes=1))

    assert opens(server, "/segue") == ["You mentor in Spring now"]


def test_many_clicks_at_once_open_an_answer_once(server: World) -> None:
    server.says("Ana", "/cohort join")
    for holds in ("1", "0", "1", "0", "1"):
        server.presses("Ana", Action("cohort.role", ("1", "2", "mentors", holds)))
        post_all(server)

        assert len(list(filter(None, at_once(server)))) == 1
