"""A win that begins with words from elsewhere: a message that somebody adds to their wins."""

import pytest

from bot.domain.wins import TYPED, WORDS
from bot.messages import plain
from bot.replies import Reply
from bot.requests import Command
from tests.support.seen import labels, problems, title, typed
from tests.support.winners import WON, began
from tests.support.worlds import CHANNEL, World


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo learns."""
    return began(world)


def adds(world: World, words: str, who: str = "Bo") -> Reply:
    """What comes when somebody adds a message to their wins."""
    return world.core.answer(Command(actor=world.actor(who), place=CHANNEL, name="win", options={"text": words}))


def test_a_message_opens_the_form_with_its_words_as_they_are(spring: World) -> None:
    words = 'It <b>runs</b>:\n"p95" | 900 → 300'

    form = adds(spring, words)

    assert typed(form)["words"] == words
    assert form.form is not None
    assert "Small ones count" in plain.form(form.form, "UTC")


def test_a_message_longer_than_a_win_says_so_and_comes_whole(spring: World) -> None:
    words = "word " * 99

    reply = adds(spring, words)
    assert reply.form is not None
    refused = spring.fills("Bo", reply.form.action, WON | {"words": words.strip()})

    assert "A win takes 280 characters, and this has 494. Keep what matters most." in plain.form(reply.form, "UTC")
    assert problems(refused) == {"words": f"Make it at most {WORDS} characters; it has 494."}
    assert typed(refused)["words"] == words.strip()


def test_a_message_longer_than_the_form_is_shortened_and_says_what_is_left_out(spring: World) -> None:
    reply = adds(spring, "word " * 5000)

    assert reply.form is not None
    assert len(typed(reply)["words"]) <= TYPED
    assert typed(reply)["words"].endswith("word…")
    assert f"Its beginning is here, up to {TYPED}; the rest stays where you wrote it." in plain.form(
        reply.form, "UTC"
    )


def test_what_was_added_twice_is_one_form_and_another_message_another(spring: World) -> None:
    one, again, other = (adds(spring, words).form for words in ("The first", "The first", "The second"))

    assert one is not None
    assert again is not None
    assert other is not None
    assert one.action == again.action != other.action


def test_somebody_in_no_cohort_is_told_the_way_in(world: World) -> None:
    refused = adds(world, "It runs")

    assert title(refused) == "You are not in a cohort here yet."
    assert labels(refused) == ["See the cohorts here"]
