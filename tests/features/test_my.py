"""Somebody's own corner: everything of theirs on one screen, for them alone."""

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


def test_everything_of_theirs_is_on_one_screen(cohort: World) -> None:
    cohort.fills("Bo", Action("my.step", ("you-today",)), {"work": "qa"})
    cohort.fills("Bo", Action("my.why"), {"why": "To build what learns"})

    shown = text(cohort.says("Bo", "/my"))

    assert shown == (
        "Bo, this is your corner\n"
        "Spring: week 3 of 27 · you learn\n"
        "Time zone: Africa/Lagos, 12:00 now\n"
        "Daily note: 18:00 · quiet hours: none\n"
        "In the note: everything\n"
        "Private messages here: on\n"
        "Pause: none\n"
        "Profile: 2 of 6 steps begun\n"
        "Your why: written\n"
        "Yours alone: check-ins, profile, evidence, and the wins you do not share\n"
        "[Profile]  [Your why]  [Time zone]  [Hours]  [Reminders]  [Private messages]  [Pause]  [Who sees what]\n"
        "Only you see this."
    )
    assert "To build" not in shown


def test_every_button_of_the_corner_leads_somewhere(cohort: World) -> None:
    assert presses_all(cohort, cohort.says("Bo", "/my")) == {
        "Profile": "What segue knows about you",
        "Your why": "Your why",
        "Time zone": "Your time zone",
        "Hours": "Your hours",
        "Reminders": "In your daily note: everything",
        "Private messages": "Private messages are on here",
        "Pause": "You are not on a pause",
        "Who sees what": "Who sees what",
    }


def test_somebody_in_no_cohort_has_a_corner_too(world: World) -> None:
    shown = world.says("Chen", "/my")

    assert "You are in: no cohort yet" in text(shown)
    assert "Pause" not in labels(shown)
    assert labels(shown)[-1] == "See the cohorts here"
    assert title(world.says("Chen", "/my pause")) == "You are not in a cohort here yet."


def test_several_cohorts_are_told_one_by_one(cohort: World) -> None:
    cohort.starts_cohort(place=ELSEWHERE, name="Autumn", starts="2027-03-01")
    cohort.says("Ana", "/cohort join Autumn")

    shown = text(cohort.says("Ana", "/my"))

    assert "Autumn: begins Mon 1 Mar 2027 · you organise and learn\nSpring: week 3 of 27 · you organise\n" in shown


def test_many_cohorts_still_fit_on_the_screen(world: World) -> None:
    for number in range(5):
        place = Place(channel=f"C{number}", channel_name=f"#{number}", private=False)
        world.starts_cohort(place=place, name=f"Cohort {number}")

    assert "And: 2 more cohorts" in text(world.says("Ana", "/my"))


def test_a_pause_is_shown_and_ended_from_here(cohort: World) -> None:
    cohort.says("Bo", "/checkin pause 2027-01-28")
    corner, pause = cohort.says("Bo", "/my"), cohort.says("Bo", "/my pause")
    assert pause.card is not None
    back = next(one for one in pause.card.controls if isinstance(one, Button))
    ended = cohort.presses("Bo", back.action)

    assert "Pause: Spring until Thursday, 2027-01-28" in text(corner)
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

    assert "Pause: none" in text(cohort.says("Bo", "/my"))
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

    assert "Pause: none" in text(cohort.says("Ana", "/my"))
    assert title(cohort.says("Bo", "/my pause")) == "You are on a pause"


def test_who_sees_what_is_said_with_what_pairing_will_read(world: World) -> None:
    shown = text(world.says("Bo", "/my privacy"))

    assert "Check-in answers: you alone" in shown
    assert "“When can you meet, in your own time?”" in shown
    assert "Why ML, in your own words?" not in shown
    assert "learners are asked to help others only if they said that they can mentor" in shown
    assert "What segue holds to" in shown
    for promised in ("export", "delete"):
        assert promised not in shown


def test_every_button_of_the_privacy_sheet_leads_somewhere(world: World) -> None:
    assert presses_all(world, world.says("Bo", "/my privacy")) == {
        "Your profile": "What segue knows about you",
        "Your why": "Your why",
        "Private messages": "Private messages are on here",
    }
