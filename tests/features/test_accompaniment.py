"""Private words that go along with a member: each in its time, once, and only while it helps."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.tasks import KNEW, Mark, TaskState
from bot.domain.wins import Said
from bot.messages import plain
from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.requests import Platform
from bot.store.models import Member, Notice
from bot.store.queries import tasks as marks
from bot.store.queries import wins
from tests.support.seen import text
from tests.support.worlds import World

PLANS = ("Your first week", "Your first month", "Your first 90 days")


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo joined Spring on New Year's Day at noon, three days before it begins."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def post_all(world: World) -> list[Parcel]:
    """Everything that is due now, said; what Bo hears of it in private."""
    world.plans()
    parcels: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        world.core.settle([(parcel, Sent("ref")) for parcel in claimed])
        parcels += claimed
    return [parcel for parcel in parcels if parcel.to.user == "U-Bo"]


def note(world: World, day: str) -> str:
    """What Bo's note of that day says; empty without one."""
    world.comes_to(f"{day} 18:00 Africa/Lagos")
    return "\n".join(plain.card(parcel.card, "Africa/Lagos") for parcel in post_all(world))


def does(world: World, *tasks: str) -> None:
    """Bo has done these tasks by now."""
    marks_tasks(world, Mark(state=TaskState.DONE), *tasks)


def skips(world: World, *tasks: str) -> None:
    """Bo knew these tasks before."""
    marks_tasks(world, KNEW, *tasks)


def marks_tasks(world: World, mark: Mark, *tasks: str) -> None:
    with world.database.begin() as session:
        member = session.scalars(select(Member).where(Member.learns)).one()
        for task in tasks:
            marks.keep(session, member, task, mark, world.clock.now())


def tells(world: World, kind: str, *, withdrawn: bool = False) -> None:
    """Bo tells a win of this kind, and may take it back."""
    with world.database.begin() as session:
        member = session.scalars(select(Member).where(Member.learns)).one()
        said = Said(words=f"A win at {world.clock.now()}", category=kind, impact="", public=False)
        win = wins.keep(session, member, said, 1, world.clock.now())
        if withdrawn:
            wins.withdraw(session, win, world.clock.now())


def reasons(world: World, kind: str) -> list[str]:
    with world.database.begin() as session:
        return list(session.scalars(select(Notice.reason).where(Notice.kind == kind).order_by(Notice.id)))


def test_the_first_note_after_joining_holds_the_plan_of_the_first_week(cohort: World) -> None:
    does(cohort, "find-your-why.bench")

    said = note(cohort, "2027-01-01")

    assert said.startswith(
        "Your first week\n• Enrol in Andrew Ng's course, or in a free foundation course · week 1\n"
    )
    assert "• Get Python and Jupyter notebooks to run · week 1 · done\n" in said
    assert "[See week 1]" in said


def test_what_somebody_skipped_because_they_know_it_is_not_in_the_plan(cohort: World) -> None:
    skips(cohort, "find-your-why.bench")

    said = note(cohort, "2027-01-01")

    assert "Enrol in Andrew Ng's course" in said
    assert "Jupyter" not in said


def test_the_other_plans_come_when_they_begin_and_each_once(cohort: World) -> None:
    days = [f"2027-01-{day:02}" for day in range(1, 32)] + [f"2027-02-{day:02}" for day in range(1, 29)]
    found = {day: title for day in days for said in [note(cohort, day)] for title in PLANS if title in said}

    assert found == {"2027-01-01": PLANS[0], "2027-01-08": PLANS[1], "2027-01-31": PLANS[2]}


def test_a_late_joiner_has_the_same_days_from_the_day_they_join(world: World) -> None:
    world.starts_cohort()
    world.comes_to("2027-03-10 12:00 Africa/Lagos")
    world.says("Bo", "/cohort join")

    assert "Your first week" in note(world, "2027-03-10")
    assert "Your first month" in note(world, "2027-03-17")


def test_a_plan_whose_tasks_are_all_done_is_not_said(cohort: World) -> None:
    plan = cohort.library.default.guide.action_plans[0]
    does(cohort, *(item.task for item in plan.items if item.task))

    assert "Your first week" not in note(cohort, "2027-01-01")
    assert reasons(cohort, "action-plan")[0] == "nothing of it is left to do"


def test_joining_twice_or_coming_back_leaves_nothing_twice(cohort: World) -> None:
    cohort.says("Bo", "/cohort join")
    first = note(cohort, "2027-01-01")
    cohort.says("Bo", "/cohort leave")
    cohort.says("Bo", "/cohort join")

    assert first.count("Your first week") == 1
    assert "Your first week" not in note(cohort, "2027-01-02")


def test_somebody_who_left_is_left_alone(cohort: World) -> None:
    cohort.says("Bo", "/cohort leave")

    assert note(cohort, "2027-01-01") == ""


def test_who_has_not_begun_three_days_after_the_start_hears_one_word(cohort: World) -> None:
    found = [day for day in range(1, 20) if "A first step" in note(cohort, f"2027-01-{day:02}")]

    assert found == [7]


def test_whoever_has_begun_hears_nothing_of_beginning(cohort: World) -> None:
    does(cohort, "find-your-why.bench")

    assert all("A first step" not in note(cohort, f"2027-01-{day:02}") for day in range(1, 20))
    assert reasons(cohort, "first-step") == ["has begun"]


def test_who_wants_only_what_is_needed_is_spared(cohort: World) -> None:
    cohort.says("Bo", "/my reminders needed")

    assert note(cohort, "2027-01-01") == ""


def _wednesday(week: int) -> str:
    return (date(2027, 1, 6) + timedelta(weeks=week - 1)).isoformat()


def test_evidence_and_the_manager_take_turns_through_the_run(cohort: World) -> None:
    evidence, manager = [], []
    for week in range(1, 28):
        said = note(cohort, _wednesday(week))
        evidence += [week] if "Your evidence this month" in said else []
        manager += [week] if "A word to those who can help" in said else []

    assert evidence == [4, 8, 12, 16, 20, 24]
    assert manager == [6, 10, 14, 18, 22, 26]


def test_the_question_of_the_month_is_another_one_each_month(cohort: World) -> None:
    asked = [one.text for one in cohort.library.default.guide.monthly_questions]

    said = [note(cohort, _wednesday(week)) for week in (4, 8, 12, 16, 20)]

    assert [question in text for question, text in zip(asked, said, strict=True)] == [True] * 5


LEARNED = ("learned-something-hard",) * 3


@pytest.mark.parametrize(
    ("kinds", "withdrawn", "expected"),
    [
        pytest.param(LEARNED, False, True, id="three things learned"),
        pytest.param(LEARNED[:2], False, False, id="two are not enough"),
        pytest.param((*LEARNED, "project-shipped"), False, False, id="something was built"),
        pytest.param(LEARNED, True, False, id="wins that were taken back"),
    ],
)
def test_learning_without_building_gets_a_word(
    cohort: World, kinds: tuple[str, ...], withdrawn: bool, expected: bool
) -> None:
    for day, kind in enumerate(kinds, start=10):
        cohort.comes_to(f"2027-01-{day} 12:00 Africa/Lagos")
        tells(cohort, kind, withdrawn=withdrawn)

    assert ("From learning to building" in note(cohort, _wednesday(5))) is expected


def test_tasks_count_by_what_they_leave_behind(cohort: World) -> None:
    every = [task for week in cohort.library.default.weeks for task in week.tasks]
    courses = [task.slug for task in every if task.evidence == "certificate"]
    does(cohort, *courses[:3])

    assert "From learning to building" in note(cohort, _wednesday(5))


def test_a_roadmap_without_words_stays_silent(cohort: World) -> None:
    with cohort.database.begin() as session:
        session.execute(update(Notice).values(subject="gone").where(Notice.subject == "first-week"))

    assert "Your first week" not in note(cohort, "2027-01-01")
    assert "the library has it no more" in reasons(cohort, "action-plan")


def test_what_is_reported_as_stale_is_left_out(cohort: World) -> None:
    cohort.presses("Bo", Action("why.item", ("1", "first-week.course")))
    reported = cohort.fills(
        "Bo", Action("stale.report", ("1", "first-week.course")), {"words": "The course has moved"}
    )

    said = note(cohort, "2027-01-01")

    assert "Reported" in text(reported)
    assert said.startswith("Your first week\n• Get Python")
