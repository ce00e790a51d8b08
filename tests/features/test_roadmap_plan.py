"""The personal plan as a member meets it: nothing to go by, what applies, not for me, and back."""

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Level, Task
from bot.messages.elements import Choice
from bot.messages.wire import Action
from bot.store.models import Person
from bot.store.queries import profile
from tests.support.seen import labels, text, title
from tests.support.worlds import World


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def told(world: World, who: str, **answers: str) -> None:
    """Somebody has answered these questions of their profile."""
    with world.database.begin() as session:
        person = session.scalars(select(Person).where(Person.name == who)).one()
        for question, answer in answers.items():
            profile.keep(session, person, question.replace("_", "-"), tuple(answer.split()))


def extra(world: World) -> tuple[int, Task]:
    """The first task that is for those with time, and its week."""
    weeks = enumerate(world.library.default.weeks, start=1)
    return next((number, task) for number, week in weeks for task in week.tasks if task.level is Level.STRETCH)


def test_without_answers_it_says_what_would_shape_it_and_opens_the_profile(member: World) -> None:
    reply = member.says("Bo", "/roadmap plan")

    asked = {rule.when.question for rule in member.library.default.guide.plan_rules}
    steps = member.library.default.guide.onboarding
    texts = [question.text for step in steps for question in step.questions if question.slug in asked]
    assert title(reply) == "Your plan has no answers to go by yet"
    assert all(one in text(reply) for one in texts)
    assert labels(reply)[0] == "Open my profile"


def test_with_answers_it_says_what_applies_and_why(member: World) -> None:
    told(member, "Bo", hours="h3", budget="free")

    reply = member.says("Bo", "/roadmap plan")

    rules = {rule.slug: rule for rule in member.library.default.guide.plan_rules}
    assert title(reply) == "Your plan"
    assert all(rules[slug].says in text(reply) for slug in ("core-tasks-only", "longer-pace", "free-ones-only"))
    assert rules["weight-on-production"].says not in text(reply)


def test_with_answers_that_change_nothing_it_says_so(member: World) -> None:
    told(member, "Bo", hours="h11")

    assert title(member.says("Bo", "/roadmap plan")) == "Your plan is the roadmap as it stands"


def test_it_shows_in_the_week_core_tasks_alone_and_the_others_a_press_away(member: World) -> None:
    number, stretch = extra(member)
    told(member, "Bo", hours="h3")

    shown = member.says("Bo", f"/roadmap week {number}")
    everything = member.presses("Bo", Action("roadmap.week", ("1", str(number), "all")))

    assert stretch.title not in text(shown)
    assert "Show all tasks" in labels(shown)
    assert stretch.title in text(everything)
    assert "Show all tasks" not in labels(everything)


def test_a_stretch_task_that_is_ticked_off_stays_in_sight(member: World) -> None:
    number, stretch = extra(member)
    told(member, "Bo", hours="h3")

    done = member.presses("Bo", Action("task.done", ("1", str(number), stretch.slug)))

    assert f"☑ done · {stretch.title}" in text(done)


def test_free_resources_alone_are_recommended_to_whoever_pays_nothing(member: World) -> None:
    roadmap = member.library.default
    number, paid = next(
        (number, roadmap.shown[slug])
        for number, week in enumerate(roadmap.weeks, start=1)
        for slug in week.resources
        if slug in roadmap.shown and roadmap.shown[slug].paid and roadmap.shown[slug].replaced_by
    )
    free = roadmap.shown[str(paid.replaced_by)]
    before = text(member.says("Bo", f"/roadmap week {number}"))

    told(member, "Bo", budget="free")

    assert paid.title in before
    after = text(member.says("Bo", f"/roadmap week {number}"))
    assert paid.title not in after
    assert free.title in after


def test_a_task_that_comes_early_stands_in_its_new_week_and_can_be_done_there(member: World) -> None:
    task = next(task for task in member.library.default.weeks[9].tasks if task.slug == "networks-from-scratch.plan")
    told(member, "Bo", manager="acts")

    week = member.says("Bo", "/roadmap week 4")
    done = member.presses("Bo", Action("task.done", ("1", "4", task.slug)))

    assert f"{task.title} (from week 10)" in text(week)
    assert title(done).startswith("Week 4 of 27")
    assert f"☑ done · {task.title}" in text(done)
    assert task.title not in text(member.says("Bo", "/roadmap week 10"))


def test_a_rule_is_not_for_me_and_then_for_me_after_all(member: World) -> None:
    told(member, "Bo", hours="h3")
    rule = next(rule for rule in member.library.default.guide.plan_rules if rule.slug == "core-tasks-only")
    plan = member.says("Bo", "/roadmap plan")
    assert plan.card is not None
    menu = next(control for control in plan.card.controls if isinstance(control, Choice))

    off = member.chooses("Bo", menu.action, rule.slug)
    twice = member.chooses("Bo", menu.action, rule.slug)
    week = member.says("Bo", f"/roadmap week {extra(member)[0]}")
    back = member.chooses("Bo", Action("plan.restore", ("1",)), rule.slug)

    assert off.replaces
    assert text(off) == text(twice)
    assert text(off).index("Not for you, as you said") < text(off).index(rule.says)
    assert "Show all tasks" not in labels(week)
    assert text(back) == text(plan)


@pytest.mark.parametrize("choice", ["", "no-such-rule", "plan.declined", "x" * 500])
def test_a_rule_that_is_not_there_changes_nothing(member: World, choice: str) -> None:
    told(member, "Bo", hours="h3")
    before = member.says("Bo", "/roadmap plan")

    assert text(member.chooses("Bo", Action("plan.decline", ("1",)), choice)) == text(before)


def test_the_plan_of_one_member_is_not_that_of_another(member: World) -> None:
    member.says("Chen", "/cohort join")
    told(member, "Bo", hours="h3")

    assert "Show all tasks" not in labels(member.says("Chen", f"/roadmap week {extra(member)[0]}"))
    assert title(member.says("Chen", "/roadmap plan")) == "Your plan has no answers to go by yet"


def test_how_to_do_it_from_anywhere_is_said_to_whoever_is_far(member: World) -> None:
    meeting = next(one for one in member.library.default.guide.meetings if one.task is not None)
    before = member.chooses("Bo", Action("task.open", ("1", "1")), meeting.task or "")
    told(member, "Bo", location="remote")

    after = member.chooses("Bo", Action("task.open", ("1", "1")), meeting.task or "")

    assert "From anywhere" not in text(before)
    assert f"From anywhere: {meeting.remote}" in text(after)
    assert meeting.remote in text(member.says("Bo", "/roadmap plan"))
