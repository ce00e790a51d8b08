"""A zone that a platform names: asked about once, followed while nobody has said yes, and theirs from then on."""

from dataclasses import replace

import pytest

from bot.messages.elements import Button
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Command
from tests.support.seen import labels, text, title
from tests.support.weeks import live, private
from tests.support.worlds import CHANNEL, World


@pytest.fixture
def spring(world: World) -> World:
    """A world in which Spring can be joined."""
    world.starts_cohort()
    return world


def comes(world: World, who: str, zone: str | None, name: str = "my") -> Reply:
    """What somebody sees whose platform names this zone."""
    return world.core.answer(Command(actor=replace(world.actor(who), zone=zone), place=CHANNEL, name=name))


def action(reply: Reply, label: str) -> Action:
    assert reply.card is not None
    found = (one for one in reply.card.controls if isinstance(one, Button))
    return next(one.action for one in found if one.label.startswith(label))


def test_at_joining_it_is_asked_with_what_clocks_show_there(spring: World) -> None:
    joined = spring.says("Bo", "/cohort join")
    kept = spring.presses("Bo", action(joined, "Yes, it is 12:00"))

    assert "Is it 12:00 for you? That is what clocks show in Lagos (Africa)." in text(joined)
    assert title(kept) == "Your time zone is noted"
    assert not kept.replaces
    assert "Is it" not in text(spring.says("Bo", "/cohort join"))
    assert "Is it" not in text(spring.says("Bo", "/my"))


def test_the_corner_asks_until_there_is_a_yes_and_stays(spring: World) -> None:
    asked = spring.says("Bo", "/my")
    yes = spring.presses("Bo", action(asked, "Yes, it is 12:00"))

    assert title(yes) == "Bo, this is your corner"
    assert yes.replaces
    assert "Is it" not in text(yes)
    assert "Time zone: Africa/Lagos, 12:00 now" in text(yes)
    assert labels(yes) == ["See the cohorts here"]


def test_another_zone_opens_the_form_and_choosing_one_is_a_yes(spring: World) -> None:
    form = spring.presses("Bo", action(spring.says("Bo", "/my"), "Another zone")).form
    assert form is not None
    asked = spring.fills("Bo", form.action, {"city": "Lisbon"})
    spring.presses("Bo", action(asked, "Yes"))

    assert "Time zone: Europe/Lisbon, 11:00 now" in text(spring.says("Bo", "/my"))


def test_a_zone_that_nobody_confirmed_follows_the_platform(spring: World) -> None:
    comes(spring, "Bo", "Africa/Lagos")

    moved, silent = comes(spring, "Bo", "Asia/Tokyo"), comes(spring, "Bo", None)

    assert "Is it 20:00 for you?" in text(moved)
    assert "Time zone: Asia/Tokyo, 20:00 now" in text(silent)


def test_a_zone_that_is_confirmed_stays_whatever_the_platform_says(spring: World) -> None:
    spring.presses("Bo", Action("my.zone.yes", ("Africa/Lagos",)))

    assert "Time zone: Africa/Lagos, 12:00 now" in text(comes(spring, "Bo", "Asia/Tokyo"))
    assert "Is it" not in text(comes(spring, "Bo", "Asia/Tokyo"))


def test_without_a_zone_nothing_is_asked(spring: World) -> None:
    joined = comes(spring, "Bo", None)

    assert "Is it" not in text(joined)
    assert "Time zone: not told yet" in text(joined)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "berlin"])
def test_a_button_with_no_zone_changes_nothing(spring: World, zone: str) -> None:
    assert title(spring.presses("Bo", Action("my.zone.yes", (zone,)))) == "That is no time zone."
    assert "Is it 12:00 for you?" in text(spring.says("Bo", "/my"))


def test_a_planned_note_follows_the_zone_that_the_platform_names(spring: World) -> None:
    spring.says("Bo", "/cohort join")
    comes(spring, "Bo", "America/New_York")

    early = private(live(spring, "2027-01-01 18:30 Africa/Lagos"), "Bo")
    later = private(live(spring, "2027-01-01 18:30 America/New_York"), "Bo")

    assert early == []
    assert len(later) == 1
