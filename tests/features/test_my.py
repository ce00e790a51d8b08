"""What is somebody's own: their pauses, and who sees what of them."""

import pytest

from bot.messages.elements import Button
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Place
from tests.support.seen import labels, text, title
from tests.support.worlds import World

ELSEWHERE = Place(channel="C2", channel_name="#autumn", private=False)


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo learns in Spring, in its third week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-19 12:00 Europe/Berlin")
    return world


def presses_all(world: World, reply: Reply) -> dict[str, str]:
    """What each button of a card leads to, by its label."""
    assert reply.card is not None
    buttons = [control for control in reply.card.controls if isinstance(control, Button)]
    return {button.label: title(world.presses("Bo", button.action)) for button in buttons}


def test_a_pause_is_shown_and_ended_from_here(cohort: World) -> None:
    cohort.says("Bo", "/checkin pause 2027-01-28")
    corner, pause = cohort.says("Bo", "/my"), cohort.says("Bo", "/my pause")
    assert pause.card is not None
    back = next(one for one in pause.card.controls if isinstance(one, Button))
    ended = cohort.presses("Bo", back.action)

    assert "Your pause: until Thursday, 2027-01-28" in text(corner)
    assert title(pause) == "You are on a pause"
    assert back.label == "I am back"
    assert title(ended) == "Welcome back"
    assert title(cohort.says("Bo", "/my pause")) == "You are not on a pause"


def test_a_pause_to_come_can_be_called_off(cohort: World) -> None:
    days = {"since": "2027-02-01", "until": "2027-02-07"}
    form = cohort.presses("Bo", Action("command.run", ("checkin", "pause"))).form
    assert form is not None
    cohort.fills("Bo", form.action, days)

    shown = cohort.says("Bo", "/my pause")

    assert title(shown) == "A pause is planned"
    assert "Spring: from Monday, 2027-02-01 until Sunday, 2027-02-07" in text(shown)
    assert labels(shown) == ["Call it off", "Other days"]


def test_a_pause_that_is_over_is_not_shown_any_more(cohort: World) -> None:
    cohort.says("Bo", "/checkin pause 2027-01-28")
    cohort.comes_to("2027-01-29 12:00 Africa/Lagos")

    assert "Your pause" not in text(cohort.says("Bo", "/my"))
    assert title(cohort.says("Bo", "/my pause")) == "You are not on a pause"


def test_with_several_cohorts_a_pause_is_planned_in_the_one_that_is_meant(cohort: World) -> None:
    cohort.starts_cohort(place=ELSEWHERE, name="Autumn", starts="2027-03-01")
    cohort.says("Bo", "/cohort join Autumn")

    shown = cohort.says("Bo", "/my pause", Place())
    assert shown.card is not None
    forms = [cohort.presses("Bo", one.action) for one in shown.card.controls if isinstance(one, Button)]

    assert labels(shown) == ["Plan a pause: Autumn", "Plan a pause: Spring"]
    assert [title(form) for form in forms] == ["Take a pause", "Take a pause"]


def test_a_pause_is_nobody_else_s_to_see_or_end(cohort: World) -> None:
    cohort.says("Bo", "/checkin pause 2027-01-28")
    assert cohort.says("Bo", "/my pause").card is not None

    for number in range(1, 4):
        cohort.presses("Ana", Action("pause.end", ("1", str(number))))

    assert "Your pause" not in text(cohort.says("Ana", "/my"))
    assert title(cohort.says("Bo", "/my pause")) == "You are on a pause"


def test_who_sees_what_is_said_with_what_pairing_will_read(world: World) -> None:
    shown = text(world.says("Bo", "/my privacy"))

    assert "Check-in answers: you alone" in shown
    assert "“When can you meet, in your own time?”" in shown
    assert "Why ML, in your own words?" not in shown
    assert "learners are asked to help others only if they said that they can mentor" in shown
    assert "What segue holds to" in shown
    for promised in ("/my export", "/my delete"):
        assert promised not in shown


def test_every_button_of_the_privacy_sheet_leads_somewhere(world: World) -> None:
    assert presses_all(world, world.says("Bo", "/my privacy")) == {
        "Your profile": "What segue knows about you",
        "Your why": "Your why",
        "Private messages": "Private messages are on here",
    }
