"""Tasks as a member marks them: doing, done, skipped and undone; twice, by forged buttons, and with any words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.evidence import Evidence
from bot.domain.roadmap import Task
from bot.domain.words import storable
from bot.messages.elements import Choice
from bot.messages.wire import Action
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World

LINK = "https://github.com/bo/engine"


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def action(name: str, task: Task, *more: str) -> Action:
    """A button of a task of the first cohort, on the card of week 1."""
    return Action(name, ("1", "1", task.slug, *more))


def asking_for(world: World, kind: Evidence) -> Task:
    """The first task that asks for such evidence."""
    return next(task for week in world.library.default.weeks for task in week.tasks if task.evidence is kind)


def test_a_task_is_ticked_off_and_taken_back_in_place(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]

    done = member.presses("Bo", action("task.done", task))
    twice = member.presses("Bo", action("task.done", task))
    undone = member.presses("Bo", action("task.undo", task, "done"))
    undone_twice = member.presses("Bo", action("task.undo", task, "done"))

    assert f"☑ done · {task.title}" in text(done)
    assert done.replaces
    assert text(done) == text(twice)
    assert f"☐ {task.title}" in text(undone)
    assert text(undone) == text(undone_twice)


def test_a_button_from_before_takes_back_what_is_done(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]
    member.presses("Bo", action("task.done", task))

    assert f"☐ {task.title}" in text(member.presses("Bo", action("task.undo", task)))


def test_a_week_has_few_controls_and_a_menu_for_the_rest(member: World) -> None:
    member.comes_to("2027-01-04 09:00 Europe/Berlin")
    for number, week in enumerate(member.library.default.weeks, start=1):
        reply = member.says("Bo", f"/roadmap week {number}")
        assert reply.card is not None
        menu = next(control for control in reply.card.controls if isinstance(control, Choice))

        assert len(reply.card.controls) <= 9
        assert [option.value for option in menu.options] == [task.slug for task in week.tasks]


def test_a_task_has_a_card_of_its_own(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]

    shown = member.chooses("Bo", Action("task.open", ("1", "1")), task.slug)

    assert title(shown) == task.title
    assert f"Done when: {task.done_when}" in text(shown)
    assert labels(shown) == ["Start", "Done", "Done, with evidence", "Skip", "Why this?", "Back to week 1"]


def test_a_task_is_started_and_put_back(member: World) -> None:
    task = member.library.default.weeks[0].tasks[1]

    started = member.presses("Bo", action("task.start", task))
    twice = member.presses("Bo", action("task.start", task))
    week = member.says("Bo", "/roadmap week 1")
    back = member.presses("Bo", action("task.reset", task, "doing"))

    assert started.replaces
    assert text(started) == text(twice)
    assert "State: ◪ doing" in text(started)
    assert f"◪ doing · {task.title}" in text(week)
    assert f"Next: {task.title}." in text(week)
    assert "State: to do" in text(back)


def test_starting_what_is_done_from_an_old_card_changes_nothing(member: World) -> None:
    task = asking_for(member, Evidence.REPO)
    member.fills("Bo", action("task.evidence", task), {"evidence": LINK})

    again = member.presses("Bo", action("task.start", task))

    assert "State: ☑ done, with evidence" in text(again)
    assert LINK in text(again)


def test_putting_it_back_from_an_old_card_leaves_what_is_done(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]
    member.presses("Bo", action("task.finish", task))

    assert "State: ☑ done" in text(member.presses("Bo", action("task.reset", task, "doing")))


def test_whoever_has_left_presses_in_vain_and_finds_all_kept_on_return(member: World) -> None:
    task = member.library.default.weeks[0].tasks[0]
    member.presses("Bo", action("task.done", task))
    member.says("Bo", "/cohort leave")

    refused = member.presses("Bo", action("task.undo", task, "done"))
    member.says("Bo", "/cohort join")

    assert title(refused) == "You are not in a cohort here yet."
    assert f"☑ done · {task.title}" in text(member.says("Bo", "/roadmap week 1"))


def test_evidence_is_kept_shown_to_its_owner_and_can_be_changed(member: World) -> None:
    task = asking_for(member, Evidence.REPO)

    done = member.fills("Bo", action("task.evidence", task), {"evidence": LINK})
    form = member.presses("Bo", action("task.evidence", task))
    emptied = member.fills("Bo", action("task.evidence", task), {"evidence": ""})

    assert f"“{LINK}”" in text(done)
    assert labels(done)[:3] == ["Change the evidence", "Undo", "Share as a win"]
    assert typed(form) == {"evidence": LINK}
    assert "State: ☑ done\n" in text(emptied)
    assert LINK not in text(emptied)


def test_ticking_off_keeps_the_evidence_that_is_there(member: World) -> None:
    task = asking_for(member, Evidence.REPO)
    member.fills("Bo", action("task.evidence", task), {"evidence": LINK})

    assert LINK in text(member.presses("Bo", action("task.finish", task)))


def test_undoing_what_has_evidence_keeps_it_until_the_task_is_put_back(member: World) -> None:
    task = asking_for(member, Evidence.REPO)
    member.fills("Bo", action("task.evidence", task), {"evidence": LINK})

    undone = member.presses("Bo", action("task.reset", task, "done"))
    twice = member.presses("Bo", action("task.reset", task, "done"))
    done = member.presses("Bo", action("task.finish", task))

    assert "State: ◪ doing" in text(undone)
    assert LINK in text(undone)
    assert text(undone) == text(twice)
    assert LINK in text(done)


@pytest.mark.parametrize("typed_in", ["http://example.org/a", "github.com/bo", "javascript:alert(1)", "my laptop"])
def test_a_link_that_is_no_https_address_is_asked_for_again_and_nothing_is_lost(member: World, typed_in: str) -> None:
    task = asking_for(member, Evidence.LINK)

    refused = member.fills("Bo", action("task.evidence", task), {"evidence": typed_in})

    assert problems(refused) == {
        "evidence": "Write the whole address, as in https://github.com/you/project, or leave it open."
    }
    assert typed(refused) == {"evidence": typed_in}
    assert "State: to do" in text(member.chooses("Bo", Action("task.open", ("1", "1")), task.slug))


def test_a_note_is_evidence_in_words(member: World) -> None:
    task = asking_for(member, Evidence.NOTE)

    assert "“Three ideas, one page”" in text(
        member.fills("Bo", action("task.evidence", task), {"evidence": "Three ideas, one page"})
    )


@pytest.mark.parametrize("reason", ["", "I do this at work every day"])
def test_a_task_is_skipped_with_a_reason_or_without(member: World, reason: str) -> None:
    task = member.library.default.weeks[0].tasks[0]

    skipped = member.fills("Bo", action("task.skip", task), {"reason": reason})
    week = member.says("Bo", "/roadmap week 1")
    undone = member.presses("Bo", action("task.reset", task, "skipped"))

    assert "State: ☒ skipped" in text(skipped)
    assert (f"“{reason}”" in text(skipped)) == bool(reason)
    assert f"☒ skipped · {task.title}" in text(week)
    assert "0 of 5 tasks done, 1 skipped" in text(week)
    assert "State: to do" in text(undone)


def test_what_is_done_is_not_skipped_by_an_old_form(member: World) -> None:
    task = asking_for(member, Evidence.REPO)
    member.fills("Bo", action("task.evidence", task), {"evidence": LINK})

    assert LINK in text(member.fills("Bo", action("task.skip", task), {"reason": "Too late"}))


def test_what_one_member_ticks_off_is_not_done_for_another(member: World) -> None:
    member.says("Chen", "/cohort join")
    task = asking_for(member, Evidence.REPO)

    member.fills("Bo", action("task.evidence", task), {"evidence": LINK})
    seen = member.chooses("Chen", Action("task.open", ("1", "1")), task.slug)

    assert "State: to do" in text(seen)
    assert LINK not in text(seen)


@pytest.mark.parametrize("name", ["task.done", "task.start", "task.evidence", "task.skip", "task.reset"])
def test_a_task_that_left_the_roadmap_is_said_to_have_left(member: World, name: str) -> None:
    reply = member.presses("Bo", Action(name, ("1", "1", "retired-task")))

    assert title(reply) == "That task is no longer on the roadmap."


@pytest.mark.parametrize("args", [(), ("x",), ("1",), ("1", "0", "a"), ("99", "1", "a"), ("1" * 40, "1", "a")])
@pytest.mark.parametrize("name", ["task.done", "task.undo", "task.open", "task.skip"])
def test_a_mangled_button_gets_an_answer(member: World, name: str, args: tuple[str, ...]) -> None:
    reply = member.presses("Bo", Action(name, args))

    assert reply.card is not None
    assert reply.card.tone == "care"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=500))
def test_any_words_come_back_as_they_were_typed(member: World, words: str) -> None:
    task = asking_for(member, Evidence.NOTE)

    member.fills("Bo", action("task.evidence", task), {"evidence": words})
    form = member.presses("Bo", action("task.evidence", task))

    assert typed(form)["evidence"].strip() == storable(words).strip()
