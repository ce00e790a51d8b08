"""The check-in: one form, refused kindly, kept, edited, and closed in its time."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.schedule import Rest, rested
from bot.messages.elements import Tone
from bot.messages.wire import Action
from bot.store.models import Cohort, Draft
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World

WEEK_1 = Action("checkin", ("1", "1"))
SMALL_1 = Action("checkin.small", ("1", "1"))
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


def test_the_form_has_five_questions_and_the_focus_of_the_week(member: World) -> None:
    form = member.says("Bo", "/checkin").form

    assert form is not None
    assert [field.label for field in form.fields] == [
        "What did you finish or learn?",
        "What is in the way?",
        "What is your next step, and when?",
        "Energy, 1 to 5",
        "Is something still running?",
    ]
    assert form.intro == (member.library.default.weeks[0].checkin_focus,)


def test_a_kept_check_in_shows_the_next_step_and_the_weeks_in_a_row(member: World) -> None:
    reply = member.fills("Bo", WEEK_1, SAID)

    assert text(reply) == (
        "Week 1 is noted\n"
        "Your next step:\n"
        "“The course, on Tuesday”\n"
        "1 week to build on.\n"
        "[Edit]  [See the tasks]  [Share as a win]\n"
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

    assert typed(opened) == SAID | {"running": ""}
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


def test_the_next_step_of_last_time_is_shown_again(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)
    member.comes_to("2027-01-15 15:00 Europe/Berlin")

    form = member.says("Bo", "/checkin").form

    assert form is not None
    assert "Last time you wanted to: “The course, on Tuesday”" in "".join(str(span) for span in form.intro)
    hints = {field.key: field.hint for field in form.fields}
    assert hints["next_step"] == "Last time: “The course, on Tuesday”"


def test_one_press_keeps_a_small_week_which_can_become_a_full_one(member: World) -> None:
    kept = member.presses("Bo", SMALL_1)
    opened = member.presses("Bo", WEEK_1)
    full = member.fills("Bo", WEEK_1, SAID)
    again = member.presses("Bo", SMALL_1)

    assert "A small week is a week." in text(kept)
    assert typed(opened)["done"] == "A small week"
    assert "“The course, on Tuesday”" in text(full)
    assert "“The course, on Tuesday”" in text(again)


def test_a_small_week_keeps_the_streak(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)
    member.comes_to("2027-01-15 15:00 Europe/Berlin")

    assert "2 weeks in a row." in text(member.presses("Bo", Action("checkin.small", ("1", "2"))))


def test_an_answer_is_late_after_the_week_and_counts_the_same(member: World) -> None:
    member.comes_to("2027-01-12 12:00 Europe/Berlin")

    late = member.fills("Bo", WEEK_1, SAID)
    this = member.fills("Bo", Action("checkin", ("1", "2")), SAID)
    changed = member.fills("Bo", WEEK_1, {**SAID, "done": "More"})
    member.comes_to("2027-01-15 15:00 Europe/Berlin")
    lapsed = member.fills("Bo", WEEK_1, SAID)

    assert "It came a little later and counts the same." in text(late)
    assert "2 weeks in a row." in text(this)
    assert title(changed) == "Week 1 is noted"
    assert title(lapsed) == "Week 1 is closed by now."


def test_what_was_said_on_time_is_settled_when_the_week_is_over(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)
    member.comes_to("2027-01-11 09:00 Europe/Berlin")

    assert title(member.presses("Bo", WEEK_1)) == "Week 1 is closed by now."


def test_two_weeks_that_take_an_answer_are_both_offered(member: World) -> None:
    member.comes_to("2027-01-12 12:00 Europe/Berlin")

    offered = member.says("Bo", "/checkin")
    noted = member.fills("Bo", Action("checkin", ("1", "2")), SAID)
    member.fills("Bo", WEEK_1, SAID)
    after = member.says("Bo", "/checkin")

    assert labels(offered) == ["Check in for week 2", "Answer week 1"]
    assert "Answer week 1 too" in labels(noted)
    assert title(after) == "Check-in · week 2"


def test_whoever_joined_after_a_week_is_not_offered_it(member: World) -> None:
    member.comes_to("2027-01-12 12:00 Europe/Berlin")
    member.says("Dana", "/cohort join")

    assert title(member.says("Dana", "/checkin")) == "Check-in · week 2"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2027-01-03 12:00 Europe/Berlin", "That week has not begun."),
        ("2027-07-12 12:00 Europe/Berlin", "Check-in · week 27"),
        ("2027-07-16 15:00 Europe/Berlin", "The last week is over."),
    ],
)
def test_before_the_first_week_and_after_the_last(world: World, moment: str, said: str) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to(moment)

    assert title(world.says("Bo", "/checkin")) == title(world.says("Bo", "/checkin edit")) == said


def test_while_the_cohort_rests_nothing_is_asked_and_a_word_may_be_written(member: World) -> None:
    member.fills("Bo", WEEK_1, SAID)
    with member.database.begin() as session:
        cohort = session.get_one(Cohort, 1)
        cohort.schedule = rested(cohort.schedule, Rest(day=date(2027, 1, 11), name="Carnival"))
    member.comes_to("2027-01-12 12:00 Europe/Berlin")

    asked = member.says("Bo", "/checkin")
    written = member.fills("Bo", WEEK_1, {**SAID, "done": "Even more"})

    assert title(asked) == "Nothing is asked this week"
    assert "Spring rests for Carnival, and no streak counts it." in text(asked)
    assert labels(asked) == ["Write a word for week 1"]
    assert title(written) == "Week 1 is noted"


def test_who_organises_and_does_not_learn_is_shown_how_to(member: World) -> None:
    assert title(member.says("Ana", "/checkin")) == "Check-ins are for those who learn in the cohort."
    assert title(member.fills("Ana", WEEK_1, SAID)) == "Check-ins are for those who learn in the cohort."


@pytest.mark.parametrize("name", ["checkin", "checkin.small", "checkin.snooze", "history.week", "blocker.solved"])
@pytest.mark.parametrize("args", [(), ("1",), ("x", "1"), ("1", "0"), ("1", "999999"), ("9" * 30, "1"), ("1", "-1")])
def test_a_forged_button_is_refused_in_words(member: World, name: str, args: tuple[str, ...]) -> None:
    refused = member.presses("Bo", Action(name, args))

    assert refused.card is not None
    assert refused.card.tone is Tone.CARE


def test_a_cohort_of_another_community_is_none(member: World) -> None:
    abroad = member.presses("Bo", WEEK_1, workspace="W2")

    assert title(abroad) in {"You are not in a cohort here yet.", "That cohort has ended."}
