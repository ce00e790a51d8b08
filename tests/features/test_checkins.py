"""The check-in: one form, refused kindly, kept, edited, and closed in its time."""

import pytest
from sqlalchemy import func, select

from bot.messages.wire import Action
from bot.store.models import Draft
from tests.support.seen import problems, text, title, typed
from tests.support.worlds import World

WEEK_1 = Action("checkin", ("1", "1"))
SAID = {"done": "Wrote my why", "obstacle": "", "next_step": "The course, on Tuesday", "energy": "4"}


def drafts(world: World) -> int:
    with world.database.begin() as session:
        return session.scalar(select(func.count()).select_from(Draft)) or 0


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring, in its first week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-08 15:00 Europe/Berlin")
    return world


def test_the_form_has_four_questions_and_the_focus_of_the_week(member: World) -> None:
    form = member.says("Bo", "/checkin").form

    assert form is not None
    assert [field.label for field in form.fields] == [
        "What did you finish or learn?",
        "What is in the way?",
        "What is your next step, and when?",
        "Energy, 1 to 5",
    ]
    assert form.intro == (member.library.default.weeks[0].checkin_focus,)


def test_a_kept_check_in_shows_the_next_step_and_the_weeks_in_a_row(member: World) -> None:
    reply = member.fills("Bo", WEEK_1, SAID)

    assert text(reply) == (
        "Week 1 is noted\n"
        "Your next step:\n"
        "“The course, on Tuesday”\n"
        "1 week to build on.\n"
        "[Edit]  [See the tasks]\n"
        "Only you can read this. Edit it as often as you like while the week is open."
    )


def test_two_weeks_are_two_in_a_row_and_a_missed_one_begins_anew(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)
    member.comes_to("2027-01-15 15:00 Europe/Berlin")
    second = member.fills("Bo", Action("checkin", ("1", "2")), SAID)
    member.comes_to("2027-01-29 15:00 Europe/Berlin")
    fourth = member.fills("Bo", Action("checkin", ("1", "4")), SAID)

    assert "2 weeks in a row." in text(second)
    assert "1 week to build on." in text(fourth)


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(member: World) -> None:
    refused = member.fills("Bo", WEEK_1, {"done": " ", "next_step": "", "obstacle": "A flu", "energy": "9"})

    assert problems(refused) == {
        "done": "One line is enough, and “a small week” is one too.",
        "next_step": "Name one small step and a day for it.",
        "energy": "Choose one from 1 to 5, or leave it open.",
    }
    assert typed(refused)["obstacle"] == "A flu"


def test_an_answer_that_is_too_long_is_kept_and_its_length_is_said(member: World) -> None:
    refused = member.fills("Bo", WEEK_1, SAID | {"next_step": "x" * 301})

    assert problems(refused) == {"next_step": "Make it at most 300 characters; it has 301."}
    assert typed(refused)["next_step"] == "x" * 301


def test_a_refused_form_opens_again_as_it_was_typed_until_it_is_saved(member: World) -> None:
    refused = member.fills("Bo", WEEK_1, {"done": "Half of it"})
    assert refused.form is not None
    assert refused.form.reopen is not None

    reopened = member.presses("Bo", refused.form.reopen)
    typed_again = member.says("Bo", "/checkin")
    member.fills("Bo", WEEK_1, SAID)
    after = member.presses("Bo", refused.form.reopen)

    assert typed(reopened)["done"] == typed(typed_again)["done"] == "Half of it"
    assert title(after) == "There is no such draft any more."


def test_a_draft_is_kept_for_a_day_and_for_its_owner_alone(member: World) -> None:
    member.says("Chen", "/cohort join")
    refused = member.fills("Bo", WEEK_1, {"done": "Half of it"})
    assert refused.form is not None
    assert refused.form.reopen is not None

    by_another = member.presses("Chen", refused.form.reopen)
    member.comes_to("2027-01-09 15:00 Europe/Berlin")
    late = member.presses("Bo", refused.form.reopen)

    assert title(by_another) == title(late) == "There is no such draft any more."


def test_a_draft_is_forgotten_when_its_day_is_over(member: World) -> None:
    member.fills("Bo", WEEK_1, {"done": "Half of it"})
    member.core.plan(10)
    kept = drafts(member)
    member.comes_to("2027-01-09 15:00 Europe/Berlin")
    member.core.plan(10)

    assert (kept, drafts(member)) == (1, 0)


def test_an_edit_starts_from_what_was_said_and_keeps_one_row(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)

    opened = member.says("Bo", "/checkin edit")
    edited = member.fills("Bo", WEEK_1, SAID | {"done": "Wrote my why, twice"})
    again = member.says("Bo", "/checkin")

    assert typed(opened) == SAID
    assert title(edited) == "Week 1 is noted"
    assert typed(again)["done"] == "Wrote my why, twice"


@pytest.mark.parametrize(
    ("moment", "week", "said"),
    [
        ("2027-01-04 08:59 Europe/Berlin", "1", "That week has not begun."),
        ("2027-01-04 09:00 Europe/Berlin", "1", "Check-in · week 1"),
        ("2027-01-15 14:59 Europe/Berlin", "1", "Check-in · week 1"),
        ("2027-01-15 15:00 Europe/Berlin", "1", "Week 1 is closed by now."),
        ("2027-01-15 15:00 Europe/Berlin", "3", "That week has not begun."),
        ("2027-01-15 15:00 Europe/Berlin", "28", "There is no week “28”."),
        ("2027-07-12 09:00 Europe/Berlin", "27", "Check-in · week 27"),
    ],
)
def test_a_week_is_open_from_its_prompt_until_the_next_check_in(
    world: World, moment: str, week: str, said: str
) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to(moment)

    reply = world.presses("Bo", Action("checkin", ("1", week)))

    assert title(reply) == said


def test_somebody_who_is_not_in_the_cohort_is_shown_the_way_in(member: World) -> None:
    pressed = member.presses("Dana", WEEK_1)
    sent = member.fills("Dana", WEEK_1, SAID)

    assert title(pressed) == title(sent) == "You are not in a cohort here yet."
