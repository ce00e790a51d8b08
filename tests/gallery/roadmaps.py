"""The roadmap's rooms of the gallery: weeks, tasks, the map, the plan, what is known, why, and what is stale."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.cards import personal_plan, prompts, roadmap, roadmap_map, skipping, stale, tasks, why
from bot.cards.seats import Seat
from bot.domain import items, knowledge, plan, run
from bot.domain.items import Item
from bot.domain.roadmap import Roadmap, Task
from bot.domain.staleness import Report, Verdict
from bot.domain.tasks import KNEW, Mark, TaskState
from bot.messages.text import Moment, line
from tests.gallery.exhibits import COHORT, RUN, WEEKS, Exhibit, made, returned

DONE = Mark(state=TaskState.DONE)
PROVED = Mark(state=TaskState.DONE, note="https://github.com/bo/engine")
DOING = Mark(state=TaskState.DOING)
LEFT_OUT = Mark(state=TaskState.SKIPPED, note="I do this at work every day")
SAID_AT = datetime(2027, 1, 5, 9, tzinfo=UTC)
REPORT = Report(number=3, item="", words="The course is closed to new people", made_at=SAID_AT, verdict=Verdict.OPEN)
#: Answers for which many rules hold.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "code-languages": ("java",),
    "maths": ("school",),
    "hours": ("h3",),
    "cloud": ("aws",),
    "manager": ("acts",),
    "location": ("remote",),
    "budget": ("free",),
}


def seat(week: int = 1, marks: Mapping[str, Mark] | None = None) -> Seat:
    """Somebody's place in the cohort of the gallery."""
    return Seat(cohort=COHORT, week=week, marks=marks or {})


def marked(of: Roadmap, number: int) -> dict[str, Mark]:
    """One task of a week done with evidence, one begun, one skipped."""
    return dict(zip((task.slug for task in of.weeks[number - 1].tasks), (PROVED, DOING, LEFT_OUT), strict=False))


def planned(of: Roadmap) -> Seat:
    """The seat of somebody whose answers change a lot, and who did not want one rule."""
    mine = plan.personal(of.guide.plan_rules, ANSWERS, {"longer-pace"})
    return replace(seat(week=4), plan=mine)


def roadmaps(of: Roadmap) -> Iterator[Exhibit]:
    """Everything about the roadmap."""
    for room in (_weeks(of), _tasks(of), _map(of), _plans(of), _known(of), _why(of), _stale(of)):
        yield from room


def _weeks(of: Roadmap) -> Iterator[Exhibit]:
    begins = line("Spring begins ", Moment(run.prompt(RUN, 1).due), ".")
    everything = {task.slug: DONE for week in of.weeks for task in week.tasks}
    first = of.weeks[0].tasks[0].slug
    resting = replace(seat(week=10), reserve=12, left=9, rests_until=run.prompt(RUN, 11).due)
    yield made("", roadmap.opening, of, begins, COHORT)
    yield made("before", roadmap.week, of, 1, seat(week=0))
    for number in WEEKS:
        yield made(f"week-{number}", roadmap.week, of, number, seat(number, marks=marked(of, number)))
    yield made("done", roadmap.week, of, 1, seat(2, marks=everything))
    yield made("resting", roadmap.week, of, 10, resting)
    yield made("newcomer", roadmap.week, of, 10, replace(seat(10), newcomer=True))
    yield made("planned", roadmap.week, of, 4, planned(of))
    yield made("planned-all", roadmap.week, of, 4, planned(of), everything=True)
    yield made("stale", roadmap.week, of, 1, replace(seat(), hidden={first, *of.weeks[0].resources[:1]}))
    yield made("", roadmap.over, of, seat(28, marks=everything))
    yield made("stale", prompts.weekly, of, 1, COHORT, run.checkin(RUN, 1).due, {first})


def _tasks(of: Roadmap) -> Iterator[Exhibit]:
    shown = of.weeks[0].tasks[0]
    marks = {"": None, "doing": DOING, "done": DONE, "with-evidence": PROVED, "skipped": LEFT_OUT, "knew": KNEW}
    for sight, mark in marks.items():
        yield made(sight, tasks.task, of, 1, shown, seat(marks={shown.slug: mark} if mark else {}))
    for kind, one in _by_evidence(of).items():
        yield made(kind, tasks.evidence, COHORT, 1, one, None)
    yield made("edited", tasks.evidence, COHORT, 1, shown, PROVED)
    link = tasks.evidence(COHORT, 1, _by_evidence(of)["link"], None)
    asked = Exhibit("tasks.evidence.link", link, tasks.evidence)
    yield returned(asked, {"evidence": "my laptop"}, {"evidence": "Write the whole address."})
    yield made("", tasks.skip, COHORT, 1, shown, None)
    yield made("edited", tasks.skip, COHORT, 1, shown, LEFT_OUT)
    twin = next(one for one in of.guide.meetings if one.task)
    afar = next(task for week in of.weeks for task in week.tasks if task.slug == twin.task)
    yield made("from-anywhere", tasks.task, of, 4, afar, planned(of))


def _by_evidence(of: Roadmap) -> dict[str, Task]:
    return {task.evidence.value: task for week in reversed(of.weeks) for task in week.tasks}


def _map(of: Roadmap) -> Iterator[Exhibit]:
    two = {task.slug: DONE for week in of.weeks[:2] for task in week.tasks}
    yield made("before", roadmap_map.overview, of, seat(week=0))
    yield made("week-3", roadmap_map.overview, of, seat(3, marks=two))
    yield made("over", roadmap_map.overview, of, seat(28, marks=two))


def _plans(of: Roadmap) -> Iterator[Exhibit]:
    yield made("", personal_plan.unknown, of, COHORT)
    yield made("", personal_plan.plan, of, planned(of))
    yield made("usual", personal_plan.plan, of, seat())
    yield made("same-for-all", personal_plan.unknown, replace(of, guide=replace(of.guide, plan_rules=())), COHORT)


def _known(of: Roadmap) -> Iterator[Exhibit]:
    marks = {slug: mark for slug, mark in knowledge.changes(of, {}, {1, 2, 4}).items() if mark}
    late = seat(12, marks=marks)
    yield made("", skipping.form, of, COHORT, ())
    yield made("edited", skipping.form, of, COHORT, (1, 2, 4))
    yield made("", skipping.skipped, of, late, (1, 2, 4), knowledge.small_steps(of, marks, 12))
    yield made("one", skipping.skipped, of, seat(), (1,), ())
    yield made("none", skipping.skipped, of, seat(), (), ())


def _why(of: Roadmap) -> Iterator[Exhibit]:
    week, task = _item(of, of.weeks[0].slug), _item(of, of.weeks[0].tasks[0].slug)
    shown = [*of.shown.values()]
    unseen = _item(of, next(one.slug for one in shown if not one.opened))
    yield made("week", why.item, of, week, COHORT, None, hidden=False)
    yield made("task", why.item, of, task, COHORT, None, hidden=True)
    yield made("resource", why.item, of, unseen, COHORT, None, hidden=False)
    yield made("no-source", why.item, of, replace(task, sources=()), COHORT, None, hidden=False)
    for verdict in Verdict:
        report = replace(REPORT, verdict=verdict)
        yield made(f"reported-{verdict}", why.item, of, task, COHORT, report, hidden=True)
        yield made(f"reported-week-{verdict}", why.item, of, week, COHORT, report, hidden=False)
    yield made("", why.which, "pytorch", items.search(of, "pytorch"), COHORT)
    yield made("many", why.which, "the", items.search(of, "the"), COHORT)
    yield (blank := made("", why.report, task, COHORT, None))
    yield returned(blank, {"words": ""}, {"words": "One line is enough: what did you find?"})
    yield made("edited", why.report, task, COHORT, REPORT)


def _stale(of: Roadmap) -> Iterator[Exhibit]:
    week, task = _item(of, of.weeks[0].slug), _item(of, of.weeks[0].tasks[0].slug)
    yield made("", stale.reported, task, REPORT, COHORT, settles=False)
    yield made("organiser", stale.reported, task, REPORT, COHORT, settles=True)
    yield made("week", stale.reported, week, REPORT, COHORT, settles=False)
    for sight, shown in (("", task), ("week", week)):
        yield made(sight, stale.asked, shown, REPORT)
        for verdict in (Verdict.HIDDEN, Verdict.SHOWN):
            named = f"{sight}-{verdict}".removeprefix("-")
            yield made(named, stale.settled, shown, replace(REPORT, verdict=verdict))


def _item(of: Roadmap, slug: str) -> Item:
    found = items.item(of, slug)
    assert found is not None
    return found
