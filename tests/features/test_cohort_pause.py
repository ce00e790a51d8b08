"""A cohort that pauses is silent, loses no week and goes on by itself; one that ends says a last word."""

import pytest

from bot.messages.wire import Action
from bot.ports import Skipped
from bot.store.models import Delivery, DeliveryState
from tests.support import seen
from tests.support.hands import hear, press, said
from tests.support.seen import problems, text, title
from tests.support.worlds import World


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its second week, a Tuesday at noon, with Bo."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    for moment in ("2027-01-04 09:00", "2027-01-11 09:00", "2027-01-12 12:00"):
        world.comes_to(f"{moment} Europe/Berlin")
        said(world)
    return world


def test_a_pause_is_shown_told_once_and_silent_until_it_ends_by_itself(spring: World) -> None:
    shown = spring.says("Ana", "/cohort pause 2 weeks Spring")
    press(spring, "Ana", shown, "Save")
    [told] = hear(spring, "cohort-paused")
    spring.comes_to("2027-01-25 12:00 Europe/Berlin")
    meanwhile = [parcel.kind for parcel in said(spring) if parcel.to.channel]
    spring.comes_to("2027-02-01 09:00 Europe/Berlin")
    [prompt] = hear(spring, "weekly-prompt")

    assert "Not said meanwhile: the check-in of week 2 and the digest of week 2." in text(shown)
    assert "Week 3: Mon 18 Jan 2027, 09:00 → Mon 1 Feb 2027, 09:00" in text(shown)
    assert told.startswith("Spring takes a pause until Tue 26 Jan 2027\n")
    assert "Week 3 comes Mon 1 Feb 2027, 09:00." in told
    assert meanwhile == []
    assert prompt.startswith("Week 3 · ")


def test_nobody_is_reminded_of_a_check_in_during_a_pause(spring: World) -> None:
    press(spring, "Ana", spring.says("Ana", "/cohort pause 2027-01-20"), "Save")
    spring.comes_to("2027-01-15 15:00 Europe/Berlin")
    said(spring)
    spring.comes_to("2027-01-17 20:00 Africa/Lagos")

    assert [words for words in hear(spring) if "nearly over" in words] == []


def test_a_pause_whose_end_moves_is_told_in_the_place_of_the_first_word(spring: World) -> None:
    press(spring, "Ana", spring.says("Ana", "/cohort pause 2 weeks"), "Save")
    said(spring)

    press(spring, "Ana", spring.says("Ana", "/cohort pause 3 weeks"), "Save")
    [again] = said(spring)

    assert (again.kind, again.instead) == ("cohort-paused", "ref-" + again.instead.removeprefix("ref-"))
    assert again.instead
    assert "until Tue 2 Feb 2027" in again.card.title


def test_a_pause_can_end_sooner(spring: World) -> None:
    press(spring, "Ana", spring.says("Ana", "/cohort pause 4 weeks"), "Save")
    said(spring)
    spring.comes_to("2027-01-19 12:00 Europe/Berlin")
    said(spring)

    press(spring, "Ana", spring.says("Ana", "/cohort resume"), "Save")
    [told] = hear(spring, "cohort-resumed")

    assert told == "Spring goes on\nWeek 3 comes Mon 25 Jan 2027, 09:00."
    assert title(spring.says("Ana", "/cohort resume")) == "No pause is on"


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        ("2027-01-12", "A pause ends on a day to come."),
        ("2020-01-01", "A pause ends on a day to come."),
        ("soon", "Write the day as in 2027-01-12, Monday, in two weeks or 1 Feb."),
        ("01/02/2027", "It can be read in two ways: Saturday, 2027-01-02 or Monday, 2027-02-01."),
        ("next Friday", "It can be read in two ways: Friday, 2027-01-15 or Friday, 2027-01-22."),
    ],
)
def test_a_day_that_is_not_clear_or_has_passed_is_asked_for_again(spring: World, until: str, problem: str) -> None:
    typed = spring.says("Ana", f"/cohort pause {until}")
    sent = spring.fills("Ana", Action("cohort.pause", ("1",)), {"until": until})

    assert problems(sent)["until"].startswith(problem)
    assert problems(typed) == problems(sent)
    assert seen.typed(typed) == {"until": until}


@pytest.mark.parametrize(
    "until", ["2 weeks", "in two weeks", "Tuesday 26 Jan", "26 January 2027", "until Jan 26th", "2027-01-26"]
)
def test_a_day_in_words_may_have_a_cohort_after_it(spring: World, until: str) -> None:
    shown = text(spring.says("Ana", f"/cohort pause {until} Spring"))

    assert "A pause until Tue 26 Jan 2027" in shown


def test_a_pause_ends_on_its_day_also_where_that_midnight_does_not_exist(world: World) -> None:
    world.starts_cohort(zone="Africa/Cairo")
    world.comes_to("2027-04-27 12:00 Africa/Cairo")
    said(world)

    press(world, "Ana", world.says("Ana", "/cohort pause 2027-04-30"), "Save")
    [told] = hear(world, "cohort-paused")
    world.comes_to("2027-04-30 01:00 Africa/Cairo")

    assert told.startswith("Spring takes a pause until Fri 30 Apr 2027\n")
    assert title(world.says("Ana", "/cohort resume")) == "No pause is on"


def test_a_pause_is_at_most_a_year(spring: World) -> None:
    reply = spring.fills("Ana", Action("cohort.pause", ("1",)), {"until": "2029-01-01"})

    assert title(reply) == "A pause ends on a day to come, within a year."


def test_an_end_says_what_it_means_is_one_word_and_frees_the_name(spring: World) -> None:
    asked = spring.says("Ana", "/cohort end Spring")
    done = press(spring, "Ana", asked, "End Spring")
    [farewell] = hear(spring, "cohort-ended")
    spring.comes_to("2027-01-18 12:00 Europe/Berlin")
    after = said(spring)
    again = spring.starts_cohort(starts="2027-02-01")

    assert "the name is free again" in text(asked)
    assert title(done) == "Spring has ended"
    assert farewell == (
        "Spring ends here\nIt ran for 2 weeks. Thank you for walking beside each other.\n"
        "[See the cohorts here]\nWhat you did is kept for you."
    )
    assert after == []
    assert title(again) == "Spring is set up"
    assert title(press(spring, "Bo", asked, "End Spring")) == "Only an organiser of the cohort can do that."


def test_a_last_word_has_figures_only_of_five_people_and_more(spring: World) -> None:
    task = spring.library.default.weeks[0].tasks[0].slug
    for who in ("Chen", "Dana", "Eli", "Fay", "Bo"):
        spring.says(who, "/cohort join")
        spring.presses(who, Action("task.done", ("1", "1", task)))
    for who in ("Chen", "Dana"):
        spring.fills(who, Action("checkin", ("1", "2")), {"done": "A", "next_step": "B on Monday"})

    press(spring, "Ana", spring.says("Ana", "/cohort end"), "End Spring")
    [farewell] = hear(spring, "cohort-ended")

    assert "5 people together: 5 tasks done." in farewell
    assert "check-in" not in farewell


def test_what_waited_for_the_channel_is_skipped_with_a_reason(spring: World) -> None:
    spring.comes_to("2027-01-15 15:00 Europe/Berlin")
    spring.core.plan(50)
    press(spring, "Ana", spring.says("Ana", "/cohort pause 2 weeks"), "Save")

    heard = [parcel.kind for parcel in said(spring) if parcel.to.channel]

    assert heard == ["cohort-paused"]
    assert Skipped("the cohort rests").reason in reasons(spring)


def reasons(world: World) -> set[str]:
    with world.database.begin() as session:
        rows = session.query(Delivery).filter(Delivery.state == DeliveryState.SKIPPED)
        return {row.reason for row in rows}
