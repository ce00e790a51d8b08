"""Somebody's own corner: the next step first, then everything of theirs on one screen, for them alone."""

import pytest
from sqlalchemy import update

from bot.messages.wire import Action
from bot.store.models import Cohort
from tests.support.hands import begin
from tests.support.seen import labels, lines, menu, text, title
from tests.support.worlds import World, at

CHECKED = {"done": "Statistics", "next_step": "A notebook on Tuesday"}


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo learns in Spring, on the Tuesday of its third week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-19 12:00 Europe/Berlin")
    return world


def test_everything_of_theirs_is_on_one_screen(cohort: World) -> None:
    cohort.fills("Bo", Action("my.step", ("you-today",)), {"work": "qa"})
    cohort.fills("Bo", Action("my.why"), {"why": "To build what learns"})
    cohort.presses("Bo", Action("my.zone.yes", ("Africa/Lagos",)))

    shown = text(cohort.says("Bo", "/my"))

    assert shown.startswith(
        "Bo, this is your corner\n"
        "Next: Write gradient descent for linear regression by hand and compare it with scikit-learn.\n"
        "Spring: week 3 of 27 · you learn\n"
        "This week: First model, honest baseline\n"
        "Phase: 1 of 5 · ML foundations and Python for data\n"
        "Check-in: opens Fri 22 Jan 2027, 15:00; a word can be written now"
        " · week 2 takes an answer until Fri 22 Jan 2027, 15:00\n"
        "Next prompt: Mon 25 Jan 2027, 09:00\n"
    )
    assert shown.endswith(
        "Your wins: none written down yet; small ones count\n"
        "Time zone: Africa/Lagos, 12:00 now\n"
        "Daily note: 18:00 · quiet hours: none\n"
        "In the note: everything\n"
        "Private messages here: on\n"
        "Profile: 2 of 6 steps begun · your why: written\n"
        + lines(cohort.says("Bo", "/my"))[-2]
        + "\nOnly you see this."
    )
    assert "To build" not in shown


def test_a_task_is_ticked_and_taken_back_where_it_stands(cohort: World) -> None:
    before = cohort.says("Bo", "/my")
    done = begin(cohort, "Bo", before, "Done: Write gradient")
    undone = begin(cohort, "Bo", done, "Undo: Write gradient")

    assert (done.replaces, undone.replaces) == (True, True)
    assert title(done) == title(before)
    assert "1 of 4 tasks done" in text(done)
    assert lines(done)[1].startswith("Next: Project 1")
    assert text(undone) == text(before)
    assert "☑" not in text(cohort.says("Bo", "/roadmap"))


def test_the_check_in_is_the_next_step_while_it_is_asked_for(cohort: World) -> None:
    cohort.comes_to("2027-01-22 16:00 Europe/Berlin")
    asked = cohort.says("Bo", "/my")
    form = begin(cohort, "Bo", asked, "Check in").form
    assert form is not None
    cohort.fills("Bo", form.action, CHECKED)
    noted = cohort.says("Bo", "/my")

    assert lines(asked)[1] == "Next: check in for week 3, until Mon 25 Jan 2027, 09:00."
    assert labels(asked)[0] == "Check in"
    assert "Check-in: open since Fri 22 Jan 2027, 15:00, until Mon 25 Jan 2027, 09:00" in text(asked)
    assert "Check-in: week 3 is noted · yours to change until Mon 25 Jan 2027, 09:00" in text(noted)
    assert title(begin(cohort, "Bo", noted, "Edit your check-in")) == "Check-in · week 3"
    assert lines(noted)[1].startswith("Next: Write gradient")


def test_the_week_before_is_answered_from_here_while_it_takes_an_answer(cohort: World) -> None:
    answered = begin(cohort, "Bo", cohort.says("Bo", "/my"), "Answer week 2").form
    assert answered is not None
    cohort.fills("Bo", answered.action, CHECKED)

    assert "week 2" not in text(cohort.says("Bo", "/my"))


def test_before_the_first_week_it_says_when_it_begins(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")

    shown = world.says("Bo", "/my")

    assert lines(shown)[1] == "Spring begins Mon 4 Jan 2027, 09:00. You can look at week 1 already."
    assert "First check-in: opens Fri 8 Jan 2027, 15:00" in text(shown)
    assert title(begin(world, "Bo", shown, "Look at week 1")).startswith("Week 1 of 27")


def test_after_the_last_week_everything_stays_open(cohort: World) -> None:
    cohort.comes_to("2027-09-19 12:00 Europe/Berlin")

    shown = cohort.says("Bo", "/my")

    assert lines(shown)[1] == "All 27 weeks of Spring are behind you. Each of them stays open."
    assert "Next prompt" not in text(shown)
    assert title(begin(cohort, "Bo", shown, "Look at week 27")).startswith("Week 27 of 27")


def test_the_last_week_is_still_asked_for_when_it_is_over(cohort: World) -> None:
    cohort.comes_to("2027-07-11 12:00 Europe/Berlin")

    assert lines(cohort.says("Bo", "/my"))[1].startswith("Next: check in for week 27, until ")


def test_a_pause_of_their_own_comes_first_and_ends_from_here(cohort: World) -> None:
    cohort.says("Bo", "/checkin pause 2027-01-28")
    cohort.comes_to("2027-01-22 16:00 Europe/Berlin")

    shown = cohort.says("Bo", "/my")

    assert lines(shown)[1] == "You are on a pause until Thursday, 2027-01-28. Nothing is asked of you."
    assert "Check-in: nothing is asked now" in text(shown)
    assert labels(shown)[0] == "I am back"
    assert title(begin(cohort, "Bo", shown, "I am back")) == "Welcome back"


def test_a_cohort_that_pauses_asks_nothing(cohort: World) -> None:
    begin(cohort, "Ana", cohort.says("Ana", "/cohort pause 2 weeks"), "Save")
    cohort.comes_to("2027-01-22 16:00 Europe/Berlin")

    shown = cohort.says("Bo", "/my")

    assert lines(shown)[1] == "Spring pauses until Tue 2 Feb 2027. Nothing is asked of you."
    assert "Next prompt" not in text(shown)


def test_a_cohort_that_waits_for_its_channel_says_so(cohort: World) -> None:
    with cohort.database.begin() as session:
        moment = at("2027-01-19 09:00 Europe/Berlin")
        session.execute(update(Cohort).values(waits_since=moment, quiet_until=at("2027-07-19 00:00 UTC")))

    shown = cohort.says("Bo", "/my")

    assert lines(shown)[1] == "Spring waits until segue can reach its channel again. Nothing is asked of you."
    assert "Jul" not in text(shown)


def test_a_cohort_whose_roadmap_is_lost_does_not_close_the_corner(cohort: World) -> None:
    with cohort.database.begin() as session:
        session.execute(update(Cohort).values(roadmap="gone"))

    assert lines(cohort.says("Bo", "/my"))[1] == "Spring: its roadmap is being mended · you learn"


def test_wins_are_counted_with_the_newest_and_the_ways_to_them(cohort: World) -> None:
    for words in ("The first one", "It runs:\n  p95 down " + "and down " * 20):
        won = {"words": words, "category": "metric-moved", "who": "me"}
        cohort.fills("Bo", Action("win", ("1",)), won)

    shown = cohort.says("Bo", "/my")
    [wins] = [line for line in lines(shown) if line.startswith("Your wins")]

    assert wins.startswith("Your wins: 2 · the newest: “It runs: p95 down and down")
    assert wins.endswith("…”, Tue 19 Jan 2027")
    assert title(begin(cohort, "Bo", shown, "My wins")) == "Your wins"
    assert begin(cohort, "Bo", shown, "Write down a win").form is not None


def test_whoever_organises_reads_where_the_cohort_is_and_ticks_nothing(cohort: World) -> None:
    shown = cohort.says("Ana", "/my")

    assert lines(shown)[1] == "Spring is in week 3. You organise it."
    assert "☐" not in text(shown)
    assert labels(shown)[:2] == ["The whole week", "What comes next"]


def test_somebody_who_never_joined_reads_what_segue_is_and_the_way_in(world: World) -> None:
    world.starts_cohort()
    shown = world.says("Chen", "/my")

    assert lines(shown)[1].startswith("You are in no cohort yet.")
    assert lines(shown)[2].startswith("segue goes with people who move from software engineering")
    assert title(begin(world, "Chen", shown, "See the cohorts here")) == "Cohorts here"
    assert "pause" not in [one.value for one in menu(shown, "Your settings").options]
    assert title(world.says("Chen", "/my pause")) == "You are not in a cohort here yet."


def test_somebody_who_left_keeps_what_is_theirs(cohort: World) -> None:
    cohort.fills("Bo", Action("win", ("1",)), {"words": "It runs", "category": "metric-moved", "who": "me"})
    cohort.says("Bo", "/cohort leave")

    shown = cohort.says("Bo", "/my")

    assert lines(shown)[1] == "You are in no cohort now. What you wrote down is kept, and it is still yours."
    assert labels(shown)[0] == "See the cohorts here"
    assert "“It runs”" in text(shown)


def test_every_setting_of_the_menu_leads_somewhere(cohort: World) -> None:
    settings = menu(cohort.says("Bo", "/my"), "Your settings")

    opened = {one.label: title(cohort.chooses("Bo", settings.action, one.value)) for one in settings.options}

    assert opened == {
        "Profile": "What segue knows about you",
        "Your why": "Your why",
        "Time zone": "Your time zone",
        "Hours of your note": "Your hours",
        "Reminders": "In your daily note: everything",
        "Private messages": "Private messages are on here",
        "Pause": "You are not on a pause",
        "Who sees what": "Who sees what",
    }
