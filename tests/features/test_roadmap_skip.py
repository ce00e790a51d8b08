"""Skipping ahead by what somebody knows: a late joiner, anybody else, and every way to change one's mind."""

import pytest

from bot.messages.elements import FieldKind
from bot.messages.wire import Action
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World

SKIP = Action("roadmap.skip", ("1",))


@pytest.fixture
def late(world: World) -> World:
    """A world in which Bo joins Spring in its sixth week."""
    world.starts_cohort()
    world.comes_to("2027-02-09 12:00 Europe/Berlin")
    world.says("Bo", "/cohort join")
    return world


def test_a_late_joiner_is_asked_what_they_know_in_their_week(late: World) -> None:
    assert "I know some of this" in labels(late.says("Bo", "/roadmap"))


def test_whoever_came_in_time_is_not_asked(late: World) -> None:
    late.comes_to("2027-02-09 12:01 Europe/Berlin")

    assert "I know some of this" not in labels(late.says("Ana", "/roadmap"))


def test_the_form_asks_for_weeks_phase_by_phase(late: World) -> None:
    reply = late.says("Bo", "/roadmap skip")

    assert reply.form is not None
    assert [field.label for field in reply.form.fields] == [phase.title for phase in late.library.default.phases]
    assert {field.kind for field in reply.form.fields} == {FieldKind.CHOICES}
    assert [option.value for option in reply.form.fields[1].options] == ["9", "10", "11", "12", "13", "14"]


def test_known_weeks_are_skipped_and_small_steps_are_offered_for_the_others(late: World) -> None:
    roadmap = late.library.default

    reply = late.fills("Bo", SKIP, {"from-1": "1,2,4"})

    small = [next(task for task in week.tasks if task.slug == week.small_task) for week in roadmap.weeks[:5]]
    assert title(reply) == "3 weeks known already"
    assert [task.title in text(reply) for task in small] == [False, False, True, False, True]
    assert "behind" not in text(reply).casefold()
    assert "0 of 4 tasks done, 4 skipped" in text(late.says("Bo", "/roadmap week 2"))
    assert "“knew it”" in text(late.chooses("Bo", Action("task.open", ("1", "2")), roadmap.weeks[1].tasks[0].slug))


def test_what_is_skipped_comes_back_in_one_press(late: World) -> None:
    before = text(late.says("Bo", "/roadmap week 2"))
    late.fills("Bo", SKIP, {"from-1": "1,2", "from-9": "9"})

    undone = late.presses("Bo", Action("roadmap.unskip", ("1",)))
    twice = late.presses("Bo", Action("roadmap.unskip", ("1",)))

    assert title(undone) == "Nothing is skipped"
    assert undone.replaces
    assert text(undone) == text(twice)
    assert text(late.says("Bo", "/roadmap week 2")) == before


def test_the_form_remembers_and_the_last_answer_counts(late: World) -> None:
    late.fills("Bo", SKIP, {"from-1": "1,2"})

    form = late.presses("Bo", SKIP)
    late.fills("Bo", SKIP, {"from-1": "2"})

    assert typed(form)["from-1"] == "1,2"
    assert "0 of 5 tasks done\n" in text(late.says("Bo", "/roadmap week 1"))
    assert "4 skipped" in text(late.says("Bo", "/roadmap week 2"))


def test_what_was_done_or_skipped_otherwise_stays(late: World) -> None:
    first, second, *_ = late.library.default.weeks[0].tasks
    late.presses("Bo", Action("task.done", ("1", "1", first.slug)))
    late.fills("Bo", Action("task.skip", ("1", "1", second.slug)), {"reason": "Not for me"})

    late.fills("Bo", SKIP, {"from-1": "1"})
    late.presses("Bo", Action("roadmap.unskip", ("1",)))

    assert "1 of 5 tasks done, 1 skipped" in text(late.says("Bo", "/roadmap week 1"))


def test_before_the_first_week_there_is_nothing_between(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")

    reply = world.fills("Bo", SKIP, {"from-1": "1"})

    assert title(reply) == "1 week known already"
    assert "One small step" not in text(reply)


def test_after_the_last_week_it_works_all_the_same(late: World) -> None:
    late.comes_to("2027-12-01 12:00 Europe/Berlin")

    reply = late.fills("Bo", SKIP, {"from-1": "1"})

    assert "20 more weeks in the menu below." in text(reply)


@pytest.mark.parametrize("answers", [{"from-1": "9"}, {"from-1": "0"}, {"from-9": "all"}, {"from-25": "99999"}])
def test_weeks_that_no_field_offers_are_not_taken(late: World, answers: dict[str, str]) -> None:
    reply = late.fills("Bo", SKIP, answers)

    assert list(problems(reply)) == list(answers)


def test_a_field_that_the_form_does_not_have_is_nobodys_answer(late: World) -> None:
    assert title(late.fills("Bo", SKIP, {"from-2": "3"})) == "Nothing is skipped"
