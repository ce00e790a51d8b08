"""Private words that go along with a member: plans for their first days, and a word when it may help."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from bot.cards import accompaniment as cards
from bot.cards.accompaniment import Stride
from bot.domain import accompaniment as rules
from bot.domain import notes, run
from bot.domain.accompaniment import BUILDING, LATEST, LEARNING, PATIENCE
from bot.domain.evidence import Evidence
from bot.domain.guidance import Trigger
from bot.domain.notes import Habits, Urgency
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.tasks import TaskState
from bot.features import noting
from bot.features.feature import Context, Feature, Ritual, Telling, roadmap_of
from bot.features.noting import Remark
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, stale, strides, tasks

feature = Feature()

PLAN, BEGIN = "action-plan", "first-step"
#: The first week of each monthly word: evidence in weeks 4, 8 …, building in 5, 9 …, the manager in 6, 10 …
EVIDENCE_TURN, BUILDING_TURN, MANAGER_TURN = 4, 5, 6
#: They come in the middle of a week, so many days after its prompt.
MIDWEEK = timedelta(days=2)


def accompany(ctx: Context, cohort: Cohort) -> None:
    """Leave the plans of the first days for somebody who has just joined, and a word about beginning; each once."""
    roadmap = roadmap_of(ctx.library, cohort)
    for begins in rules.beginnings(roadmap.guide.action_plans):
        _leave(ctx, cohort, PLAN, begins.plan.slug, ctx.now + begins.since, ctx.now + begins.until)
    begun = max(ctx.now, run.prompt(cohorts.run(cohort, len(roadmap.weeks)), 1).due)
    _leave(ctx, cohort, BEGIN, "", begun + PATIENCE, begun + LATEST)


@feature.part(PLAN, Urgency.PLAN)
def say_plan(telling: Telling) -> Card | Skipped:
    """Say an action plan as it begins, with what of it is done and without what they skipped."""
    roadmap, member = telling.roadmap, _learner(telling)
    plan = next((one for one in roadmap.guide.action_plans if one.slug == telling.subject), None)
    if member is None or plan is None:
        return Skipped("no longer learns in this cohort" if member is None else "the library has it no more")
    hidden, marks = stale.hidden(telling.session, telling.cohort), tasks.marks(telling.session, member)
    states = {task: mark.state for task, mark in marks.items()}
    said = [(item, states.get(item.task or "")) for item in plan.items if item.slug not in hidden]
    weeks = {task.slug: number for number, week in enumerate(roadmap.weeks, start=1) for task in week.tasks}
    found = [
        Stride(item=item, week=weeks.get(item.task or ""), done=state is TaskState.DONE)
        for item, state in said
        if state is not TaskState.SKIPPED
    ]
    if all(stride.done for stride in found):
        return Skipped("nothing of it is left to do")
    return cards.plan(plan, found, telling.cohort.id)


@feature.part(BEGIN, Urgency.WORD)
def encourage(telling: Telling) -> Card | Skipped:
    """A word about beginning, for somebody who has said nothing of any task."""
    member = _learner(telling)
    if member is None or strides.begun(telling.session, member):
        return Skipped("has begun" if member else "no longer learns in this cohort")
    return _word(telling, Trigger.NO_FIRST_TASK)


def _returns(trigger: Trigger, turn: int) -> Callable[[Roadmap, int], bool]:
    """The weeks of a monthly word, in a roadmap that has words for it."""
    return lambda roadmap, week: bool(rules.monthly(week, turn) and rules.reminder(roadmap.guide, trigger))


def _midweek(of: Run, week: int, habits: Habits) -> datetime:
    return notes.next_note(run.prompt(of, week).due + MIDWEEK, habits)


def _closes(of: Run, week: int) -> datetime:
    return run.closing(of, week).due


def _monthly(name: str, trigger: Trigger, turn: int) -> Ritual:
    applies = _returns(trigger, turn)
    return Ritual(name=name, strikes=run.prompt, until=_closes, applies=applies, hour=_midweek)


@feature.ritual(_monthly("monthly-evidence", Trigger.MONTHLY_EVIDENCE, EVIDENCE_TURN))
def ask_for_evidence(telling: Telling) -> Card | Skipped:
    """Once a month: the question of the month, and two minutes for the evidence."""
    return _monthly_word(telling, Trigger.MONTHLY_EVIDENCE, EVIDENCE_TURN, asks=True)


@feature.ritual(_monthly("monthly-manager", Trigger.MONTHLY_MANAGER, MANAGER_TURN))
def suggest_update(telling: Telling) -> Card | Skipped:
    """Once a month: one success and one difficulty for whoever can help."""
    return _monthly_word(telling, Trigger.MONTHLY_MANAGER, MANAGER_TURN)


@feature.ritual(_monthly("learning-and-building", Trigger.COURSES_OUTRUN, BUILDING_TURN))
def suggest_building(telling: Telling) -> Card | Skipped:
    """At most once a month, and only when learning has outrun building: something small to build."""
    member = _learner(telling)
    if member is not None and not _outrun(telling, member):
        return Skipped("building keeps up with learning")
    return _monthly_word(telling, Trigger.COURSES_OUTRUN, BUILDING_TURN)


def _monthly_word(telling: Telling, trigger: Trigger, turn: int, asks: bool = False) -> Card | Skipped:
    if _learner(telling) is None:
        return Skipped("no longer learns in this cohort")
    return _word(telling, trigger, rules.monthly(int(telling.subject), turn) or 1, asks)


def _word(telling: Telling, trigger: Trigger, time: int = 1, asks: bool = False) -> Card | Skipped:
    guide, hidden = telling.roadmap.guide, stale.hidden(telling.session, telling.cohort)
    said = rules.reminder(guide, trigger, time, hidden)
    if said is None:
        return Skipped("the library has no words for it")
    questions = [one for one in guide.monthly_questions if asks and one.slug not in hidden]
    question = questions[(time - 1) % len(questions)] if questions else None
    return cards.word(said, question, telling.cohort.id, _week(telling))


def _outrun(telling: Telling, member: Member) -> bool:
    """Whether this member has learned three things since they last built one: wins, and tasks by their evidence."""
    session, every = telling.session, [task for week in telling.roadmap.weeks for task in week.tasks]

    def moments(kinds: Collection[str], evidence: Evidence) -> tuple[datetime, ...]:
        fitting = [task.slug for task in every if task.evidence is evidence]
        return (*strides.won(session, member, kinds), *strides.finished(session, member, fitting))

    return rules.outrun(moments(LEARNING, Evidence.CERTIFICATE), moments(BUILDING, Evidence.REPO))


def _learner(telling: Telling) -> Member | None:
    return cohorts.learner(telling.session, telling.cohort, telling.person)


def _week(telling: Telling) -> int:
    """The week the cohort is in, or the nearest one of the roadmap."""
    weeks = len(telling.roadmap.weeks)
    return min(max(run.week_at(cohorts.run(telling.cohort, weeks), telling.now), 1), weeks)


def _leave(ctx: Context, cohort: Cohort, kind: str, subject: str, due: datetime, until: datetime) -> None:
    noting.leave(ctx, ctx.person, cohort, Remark(kind=kind, subject=subject, due=due, until=until))
