"""The accounts of one person: private words come once, where they are wanted, and one account can be let go."""

from dataclasses import replace

import pytest

from bot.messages.wire import Action
from bot.ports import Parcel
from bot.replies import Reply
from bot.requests import Command
from tests.support.bonds import connected, linked
from tests.support.hands import press
from tests.support.seen import labels, lines, menu, text, title
from tests.support.weeks import live
from tests.support.worlds import CHANNEL, World

Worlds = tuple[World, World]


@pytest.fixture
def both(world: World) -> Worlds:
    """Bo learns in Spring, on Slack and Discord as one person who takes notes on both, and was on Slack last."""
    slack, discord = connected(world)
    slack.starts_cohort()
    slack.says("Bo", "/cohort join")
    linked(slack, discord, "Bo")
    discord.says("Bo", "/my notes on")
    slack.says("Bo", "/my")
    return slack, discord


def heard(world: World, until: str) -> list[Parcel]:
    """What Bo hears privately until then."""
    return [parcel for parcel in live(world, until) if parcel.to.user == "U-Bo"]


def places(world: World, until: str) -> set[str]:
    """Where Bo hears something privately until then."""
    return {parcel.to.workspace for parcel in heard(world, until)}


def choose(world: World, label: str) -> Reply:
    """Bo chooses where private words come, by what the menu calls it."""
    shown = world.says("Bo", "/my link")
    options = menu(shown, "Private words come").options
    return press(world, "Bo", shown, "Private words come", next(one.value for one in options if one.label == label))


def test_private_words_come_where_they_were_last(both: Worlds) -> None:
    slack, discord = both
    first = places(slack, "2027-01-08 23:00 Europe/Berlin")
    discord.says("Bo", "/roadmap")

    assert first == {"T1"}
    assert places(slack, "2027-01-15 23:00 Europe/Berlin") == {"900"}


def test_there_is_one_note_a_day_on_both_together(both: Worlds) -> None:
    slack, discord = both
    first = heard(slack, "2027-01-01 20:00 Europe/Berlin")
    discord.says("Bo", "/roadmap")

    assert [parcel.kind for parcel in first] == ["private-note"]
    assert heard(slack, "2027-01-01 23:59 Europe/Berlin") == []


def test_what_is_planned_follows_where_they_are(both: Worlds) -> None:
    slack, discord = both
    discord.says("Bo", "/my")

    assert places(slack, "2027-01-01 23:00 Europe/Berlin") == {"900"}


def test_they_choose_where_private_words_come(both: Worlds) -> None:
    slack, _ = both
    chosen = choose(slack, "Discord")
    there = places(slack, "2027-01-08 23:00 Europe/Berlin")
    corner = slack.says("Bo", "/my")
    again = choose(slack, "Where I was last")
    here = places(slack, "2027-01-15 23:00 Europe/Berlin")

    assert title(chosen) == "Private words will come there"
    assert "Private words come on Discord, as you chose." in text(chosen)
    assert "You are on: Slack and Discord · private words come on Discord, as you chose" in lines(corner)
    assert there == {"900"}
    assert "Private words come on Slack, where you were last." in text(again)
    assert here == {"T1"}


def test_an_account_that_takes_no_notes_can_be_chosen_and_says_so(both: Worlds) -> None:
    slack, discord = both
    discord.says("Bo", "/my notes off")
    slack.says("Bo", "/my")

    assert "Private messages are off there: /my notes there turns them on." in text(choose(slack, "Discord"))


@pytest.mark.parametrize("said", ["", "x", "-1", "999", "9" * 30])
def test_an_account_that_is_not_theirs_is_refused(both: Worlds, said: str) -> None:
    slack, _ = both
    chosen = slack.chooses("Bo", Action("my.link.words"), said)
    pressed = [slack.presses("Bo", Action(name, (said,))) for name in ("my.link.unlink", "my.link.unlinked")]

    assert {title(reply) for reply in (chosen, *pressed)} == {"That account is not linked to you."}


def test_somebody_elses_account_is_refused(both: Worlds) -> None:
    slack, _ = both
    slack.says("Ana", "/my")
    numbers = range(1, 9)
    taken = [title(slack.presses("Ana", Action("my.link.unlinked", (str(number),)))) for number in numbers]

    assert set(taken) == {"That account is not linked to you.", "Slack is your only account"}
    assert title(slack.says("Bo", "/my link")) == "You are one person on Slack and Discord"


def test_unlinking_keeps_the_history_here_and_begins_afresh_there(both: Worlds) -> None:
    slack, discord = both
    shown = slack.says("Bo", "/my link")
    asked = press(slack, "Bo", shown, "Unlink Discord")
    kept = press(slack, "Bo", asked, "Keep it linked")
    done = press(slack, "Bo", asked, "Yes, unlink it")
    twice = press(slack, "Bo", asked, "Yes, unlink it")

    assert labels(shown) == ["Unlink Slack", "Unlink Discord"]
    assert title(asked) == "Unlink Discord?"
    assert title(kept) == title(shown)
    assert title(done) == "Discord is no longer linked"
    assert title(twice) == "That account is not linked to you."
    assert "Spring" in text(slack.says("Bo", "/my"))
    assert "You are in no cohort yet." in text(discord.says("Bo", "/my"))
    assert places(slack, "2027-01-08 23:00 Europe/Berlin") == {"T1"}


def test_the_account_one_is_on_can_be_let_go(both: Worlds) -> None:
    slack, discord = both
    done = press(slack, "Bo", press(slack, "Bo", slack.says("Bo", "/my link"), "Unlink Slack"), "Yes, unlink it")

    assert "Here you begin afresh." in text(done)
    assert "You are in no cohort yet." in text(slack.says("Bo", "/my"))
    assert "Spring" in text(discord.says("Bo", "/my"))
    assert places(slack, "2027-01-08 23:00 Europe/Berlin") == {"900"}


def test_an_only_account_stays(both: Worlds) -> None:
    slack, discord = both
    asked = press(slack, "Bo", slack.says("Bo", "/my link"), "Unlink Slack")
    press(discord, "Bo", press(discord, "Bo", discord.says("Bo", "/my link"), "Unlink Discord"), "Yes, unlink it")

    assert title(press(slack, "Bo", asked, "Yes, unlink it")) == "Slack is your only account"


def test_what_was_unlinked_can_be_linked_again(both: Worlds) -> None:
    slack, discord = both
    press(slack, "Bo", press(slack, "Bo", slack.says("Bo", "/my link"), "Unlink Discord"), "Yes, unlink it")
    slack.comes_to("2027-01-01 12:30 Europe/Berlin")

    assert title(linked(slack, discord, "Bo")) == "You are one person on Slack and Discord"
    assert "Spring" in text(discord.says("Bo", "/my"))


def test_a_name_does_not_change_with_the_side_they_are_on(both: Worlds) -> None:
    """Discord calls Bo otherwise; the cohort knows them by the first of their accounts that is there."""
    slack, discord = both
    there = Command(actor=replace(discord.actor("Bo"), name="bo_99"), place=CHANNEL, name="my")
    renamed = Command(actor=replace(slack.actor("Bo"), name="Bo Li"), place=CHANNEL, name="my")

    assert title(discord.core.answer(there)) == "Bo, this is your corner"
    assert title(slack.core.answer(renamed)) == "Bo Li, this is your corner"
    assert title(discord.core.answer(there)) == "Bo Li, this is your corner"


def test_the_corner_tells_of_it_only_where_there_is_another_workspace(world: World) -> None:
    alone = world.says("Bo", "/my")
    slack, _ = connected(world)
    offered = slack.says("Chen", "/my")

    assert "You are on" not in text(alone)
    assert "link" not in [one.value for one in menu(alone, "Your settings").options]
    assert "You are on: Slack · on Discord, too? /my link" in lines(offered)
    assert "link" in [one.value for one in menu(offered, "Your settings").options]
