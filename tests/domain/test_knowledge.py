"""What somebody knows already: what is asked, what it changes, and the small steps between."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import knowledge
from bot.domain.roadmap import Library, Roadmap
from bot.domain.tasks import KNEW, Mark, TaskState

DONE = Mark(state=TaskState.DONE, note="https://example.org")


@pytest.fixture
def roadmap(library: Library) -> Roadmap:
    """The roadmap as it is shipped."""
    return library.default


def kept(before: dict[str, Mark], changes: dict[str, Mark | None]) -> dict[str, Mark]:
    """The marks after these changes."""
    return {task: mark for task, mark in {**before, **changes}.items() if mark is not None}


def long(roadmap: Roadmap, *phases: int) -> Roadmap:
    """A roadmap whose phases have so many weeks."""
    week, phase = roadmap.weeks[0], roadmap.phases[0]
    return replace(roadmap, phases=tuple(replace(phase, weeks=(week,) * weeks) for weeks in phases))


def test_the_phases_are_what_is_asked_about(roadmap: Roadmap) -> None:
    asked = knowledge.groups(roadmap)

    assert [group.title for group in asked] == [phase.title for phase in roadmap.phases]
    assert [number for group in asked for number in group.weeks] == list(range(1, 28))


@pytest.mark.parametrize("phases", [(1,), (3, 3, 3, 3, 3, 3), (26,), (40, 40), (1,) * 12, (125,)])
def test_any_roadmap_fits_into_one_form(roadmap: Roadmap, phases: tuple[int, ...]) -> None:
    asked = knowledge.groups(long(roadmap, *phases))

    assert len(asked) <= 5
    assert all(1 <= len(group.weeks) <= 25 for group in asked)
    assert [number for group in asked for number in group.weeks] == list(range(1, sum(phases) + 1))


def test_what_was_said_of_a_task_stays_when_its_week_is_known(roadmap: Roadmap) -> None:
    first, *others = roadmap.weeks[0].tasks

    changes = knowledge.changes(roadmap, {first.slug: DONE}, {1})

    assert changes == {task.slug: KNEW for task in others}


@given(st.lists(st.frozensets(st.integers(1, 27)), min_size=1, max_size=4), st.frozensets(st.integers(0, 100)))
def test_the_last_answer_counts_and_taking_it_back_leaves_nothing(
    library: Library, said: list[frozenset[int]], done: frozenset[int]
) -> None:
    roadmap = library.default
    tasks = [task.slug for week in roadmap.weeks for task in week.tasks]
    before = {tasks[place]: DONE for place in done if place < len(tasks)}
    marks = dict(before)
    for weeks in said:
        marks = kept(marks, knowledge.changes(roadmap, marks, weeks))

    assert knowledge.known(roadmap, marks) <= said[-1]
    assert kept(marks, knowledge.changes(roadmap, marks, ())) == before


def test_small_steps_are_those_of_earlier_weeks_of_which_nothing_was_said(roadmap: Roadmap) -> None:
    marks = kept({}, knowledge.changes(roadmap, {}, {1, 3}))

    steps = knowledge.small_steps(roadmap, marks, before=6)

    assert [number for number, _ in steps] == [2, 4, 5]
    assert all(task.slug == roadmap.weeks[number - 1].small_task for number, task in steps)


@pytest.mark.parametrize(("before", "many"), [(0, 0), (1, 0), (2, 1), (28, 27)])
def test_before_the_first_week_there_are_none(roadmap: Roadmap, before: int, many: int) -> None:
    assert len(knowledge.small_steps(roadmap, {}, before)) == many
