"""A channel that went away, and what an organiser can do: another channel, another try, a pause of their own."""

import pytest

from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Place
from tests.support.hands import press, said
from tests.support.seen import labels, text, title
from tests.support.tidings import (
    IS_ARCHIVED,
    archives,
    channel,
    cohort,
    lives_until,
    sends,
    titles,
    unarchives,
    wednesday_of_week_2,
    week,
)
from tests.support.worlds import World

OTHER = Place(channel="C2", channel_name="#autumn", private=False)
TOLD = "segue cannot reach #ml-switch"


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its second week, a Wednesday at noon, with Bo; nothing private waits."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    wednesday_of_week_2(world)
    return world


def test_where_another_channel_is_left_it_goes_on_there(spring: World) -> None:
    in_autumn(spring, "cohort.channel")
    archives(spring)
    heard = lives_until(spring, "2027-01-18 10:00")
    note = next(one for one in heard if one.to.user == "U-Ana")

    assert cohort(spring).waits_since is None
    assert "Spring goes on in #autumn." in str(note.card.body)
    assert any("Week 3" in one for one in titles(heard, "C2"))
    archives(spring, "C2")
    assert cohort(spring).waits_since is not None


def test_another_channel_lets_a_waiting_cohort_go_on(spring: World) -> None:
    archives(spring)
    shown = in_autumn(spring, "cohort.channel")

    assert [title(shown), cohort(spring).waits_since] == ["Spring speaks in 2 channels", None]
    assert "#ml-switch · The channel was archived." in text(shown)
    assert titles(said(spring), "C2") == ["Spring goes on"]


def test_a_prompt_that_nobody_heard_is_said_in_another_channel_that_takes_its_place(spring: World) -> None:
    spring.comes_to("2027-01-18 09:00 Europe/Berlin")
    sends(spring, IS_ARCHIVED, "C1")
    in_autumn(spring, "cohort.channel")
    heard = said(spring)

    week_3 = week(spring, 3)
    assert titles(heard, "C2") == ["Spring goes on", week_3]
    assert titles(heard, "C1") == []


def test_trying_again_goes_on_and_a_refusal_lets_it_wait_again(spring: World) -> None:
    archives(spring)
    shown = spring.presses("Ana", Action("cohort.channels", ("1",)))
    tried = press(spring, "Ana", shown, "Try #ml-switch again")
    assert (title(tried), cohort(spring).waits_since) == ("segue speaks in #ml-switch again", None)

    refused = sends(spring, IS_ARCHIVED, "C1")

    assert [one.kind for one in refused] == ["cohort-resumed"]
    assert cohort(spring).waits_since is not None
    assert titles(lives_until(spring, "2027-01-20 19:00"), "U-Ana") == [TOLD]


def test_only_an_organiser_can_let_it_try_again_and_only_in_a_channel_of_theirs(spring: World) -> None:
    archives(spring)

    denied = spring.presses("Bo", Action("cohort.again", ("1", "1")))
    strange = spring.presses("Ana", Action("cohort.again", ("1", "99")))

    assert title(denied) == "Only an organiser of the cohort can do that."
    assert title(strange) == "Spring no longer speaks there."
    assert channel(spring).lost


def test_a_pause_of_the_organisers_own_is_left_alone_and_the_wait_follows_it(spring: World) -> None:
    press(spring, "Ana", spring.says("Ana", "/cohort pause 2 weeks"), "Save")
    said(spring)
    archives(spring)
    until = cohort(spring).quiet_until
    lives_until(spring, "2027-01-26 12:00")
    alone = cohort(spring)
    lives_until(spring, "2027-02-02 12:00")

    assert (alone.quiet_until, alone.waits_since) == (until, None)
    assert cohort(spring).waits_since is not None
    unarchives(spring)
    week_3 = week(spring, 3)
    assert titles(lives_until(spring, "2027-02-08 12:00"), "C1").count(week_3) == 1


def test_a_pause_that_an_organiser_takes_while_it_waits_is_theirs(spring: World) -> None:
    archives(spring)
    press(spring, "Ana", spring.says("Ana", "/cohort pause 3 weeks"), "Save")
    until = cohort(spring).quiet_until
    unarchives(spring)

    assert (cohort(spring).quiet_until, cohort(spring).waits_since) == (until, None)


def test_a_waiting_cohort_cannot_be_resumed_by_word_and_says_what_helps(spring: World) -> None:
    archives(spring)
    shown = spring.says("Ana", "/cohort resume")

    assert title(shown) == "Spring waits until segue can reach a channel of it."
    assert "End the pause" not in labels(spring.says("Ana", "/cohort settings"))


def test_the_last_channel_that_can_be_reached_is_not_let_go(spring: World) -> None:
    in_autumn(spring, "cohort.channel")
    archives(spring)
    number = {one: str(channel(spring, one).id) for one in ("C1", "C2")}

    kept = spring.chooses("Ana", Action("cohort.quiet", ("1",)), number["C2"])
    let_go = spring.chooses("Ana", Action("cohort.quiet", ("1",)), number["C1"])

    assert title(kept) == "It is the last channel it speaks in."
    assert title(let_go) == "Spring speaks in 1 channel"


def in_autumn(world: World, name: str) -> Reply:
    """What Ana's button does in another channel."""
    return world.core.answer(Click(actor=world.actor("Ana"), place=OTHER, action=Action(name, ("1",))))
