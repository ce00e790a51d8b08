"""The personal plan: which rules hold, what they change in a week, and what they leave alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import plan
from bot.domain.onboarding import Condition, Effect, PlanRule
from bot.domain.plan import USUAL, PersonalPlan
from bot.domain.roadmap import Level, Library, Roadmap

REVIEWED = date(2026, 11, 21)
ANY = Condition(question="pace", any_of=("core",))


def rule(effect: Effect, *items: str, week: int | None = None) -> PlanRule:
    """A rule of this effect, which holds."""
    slug = f"a-{effect}"
    return PlanRule(slug=slug, when=ANY, effect=effect, says="So.", items=items, week=week, reviewed=REVIEWED)


@pytest.fixture
def roadmap(library: Library) -> Roadmap:
    """The roadmap as it is shipped."""
    return library.default


def followed(*rules: PlanRule) -> PersonalPlan:
    """The plan of somebody for whom these rules hold."""
    return plan.personal(rules, {"pace": ("core",)})


@pytest.mark.parametrize(
    ("condition", "said", "holds"),
    [
        (Condition(question="budget", any_of=("free", "little")), ("free",), True),
        (Condition(question="budget", any_of=("free", "little")), ("employer",), False),
        (Condition(question="budget", any_of=("free",)), (), False),
        (Condition(question="code", lacks=("python",)), ("java", "go"), True),
        (Condition(question="code", lacks=("python",)), ("java", "python"), False),
        (Condition(question="code", lacks=("python",)), (), False),
        (Condition(question="code", any_of=("java",), lacks=("python",)), ("java",), True),
        (Condition(question="code", any_of=("java",), lacks=("python",)), ("go",), False),
    ],
)
def test_a_condition_holds_for_what_was_said_and_never_for_silence(
    condition: Condition, said: tuple[str, ...], holds: bool
) -> None:
    assert plan.holds(condition, {condition.question: said} if said else {}) is holds


def test_every_rule_of_the_library_can_hold(roadmap: Roadmap) -> None:
    for one in roadmap.guide.plan_rules:
        said = one.when.any_of or ("something-else",)
        assert one in plan.personal([one], {one.when.question: said}).rules


def test_a_rule_that_is_not_wanted_changes_nothing_and_is_remembered(roadmap: Roadmap) -> None:
    core_only = rule(Effect.CORE_ONLY)
    mine = plan.personal([core_only], {"pace": ("core",)}, {core_only.slug})

    assert (mine.rules, mine.declined) == ((), (core_only,))
    assert plan.tasks(roadmap, 1, mine) == plan.tasks(roadmap, 1)


def test_core_tasks_alone_leave_the_others_a_press_away(roadmap: Roadmap) -> None:
    mine = followed(rule(Effect.CORE_ONLY))

    for number in range(1, len(roadmap.weeks) + 1):
        assert all(one.core for one in plan.tasks(roadmap, number, mine))
        assert plan.tasks(roadmap, number, mine, everything=True) == plan.tasks(roadmap, number)


def test_a_week_of_nothing_but_stretch_tasks_keeps_them(roadmap: Roadmap) -> None:
    week = roadmap.weeks[0]
    lighter = replace(week, tasks=tuple(replace(task, level=Level.STRETCH) for task in week.tasks))
    phase = replace(roadmap.phases[0], weeks=(lighter,))

    assert len(plan.tasks(replace(roadmap, phases=(phase,)), 1, followed(rule(Effect.CORE_ONLY)))) == len(week.tasks)


def test_added_tasks_count_as_core(roadmap: Roadmap) -> None:
    number, task = next(
        (number, task)
        for number, week in enumerate(roadmap.weeks, start=1)
        for task in week.tasks
        if task.level is Level.STRETCH
    )
    mine = followed(rule(Effect.CORE_ONLY), rule(Effect.ADD_TASKS, task.slug))

    assert task.slug not in {one.task.slug for one in plan.tasks(roadmap, number, followed(rule(Effect.CORE_ONLY)))}
    assert task.slug in {one.task.slug for one in plan.tasks(roadmap, number, mine)}


@pytest.mark.parametrize("effect", [Effect.BRING_FORWARD, Effect.PUT_OFF])
def test_a_moved_task_stands_in_its_new_week_alone(roadmap: Roadmap, effect: Effect) -> None:
    task = roadmap.weeks[9].tasks[0]
    mine = followed(rule(effect, task.slug, week=4))

    (moved,) = [one for one in plan.tasks(roadmap, 4, mine) if one.task.slug == task.slug]
    assert moved.home == 10
    assert plan.tasks(roadmap, 4, mine)[-1] == moved
    assert task.slug not in {one.task.slug for one in plan.tasks(roadmap, 10, mine)}


@pytest.mark.parametrize("week", [None, 0, -1, 28, 999])
def test_a_task_that_would_leave_the_roadmap_stays(roadmap: Roadmap, week: int | None) -> None:
    task = roadmap.weeks[9].tasks[0]

    assert plan.tasks(roadmap, 10, followed(rule(Effect.PUT_OFF, task.slug, week=week))) == plan.tasks(roadmap, 10)


def test_what_is_paid_gives_way_to_what_is_free(roadmap: Roadmap) -> None:
    mine = followed(rule(Effect.FREE_ONLY))
    replaced = set()

    for number in range(1, len(roadmap.weeks) + 1):
        usual, found = plan.resources(roadmap, number), plan.resources(roadmap, number, mine)
        named = {one.replaced_by for one in usual if one.paid} - {None}
        assert not any(one.paid for one in found)
        assert {one.slug for one in found} == {one.slug for one in usual if not one.paid} | named
        replaced |= named

    assert replaced


def test_something_to_show_in_a_week_comes_first_there(roadmap: Roadmap) -> None:
    slug = roadmap.weeks[20].resources[0]
    mine = followed(rule(Effect.SHOW, slug, week=1))

    assert plan.resources(roadmap, 1, mine)[0].slug == slug
    assert plan.resources(roadmap, 2, mine) == plan.resources(roadmap, 2)


def test_what_is_hidden_is_not_recommended(roadmap: Roadmap) -> None:
    hidden = plan.resources(roadmap, 1)[0].slug

    assert hidden not in {one.slug for one in plan.resources(roadmap, 1, USUAL, {hidden})}


@given(st.data())
def test_whatever_the_answers_no_task_is_lost_or_doubled(library: Library, data: st.DataObject) -> None:
    roadmap = library.default
    questions = [question for step in roadmap.guide.onboarding for question in step.questions if question.options]
    answers = {
        one.slug: tuple(data.draw(st.lists(st.sampled_from([option.slug for option in one.options]), unique=True)))
        for one in questions
    }
    mine = plan.personal(roadmap.guide.plan_rules, answers)

    weeks = range(1, len(roadmap.weeks) + 1)
    standing = [one.task.slug for week in weeks for one in plan.tasks(roadmap, week, mine, everything=True)]
    assert sorted(standing) == sorted(task.slug for week in roadmap.weeks for task in week.tasks)
    assert all(plan.tasks(roadmap, week, mine) for week in weeks)
