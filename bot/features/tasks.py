"""The tasks of the roadmap: started, done with or without evidence, skipped with or without a reason, and undone."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.cards import roadmap as week_cards
from bot.cards import tasks as cards
from bot.domain import evidence, plan
from bot.domain import tasks as rules
from bot.domain.roadmap import Roadmap, Task
from bot.domain.tasks import Mark, TaskState
from bot.errors import NoSuchTask, NotSaved
from bot.features import seating
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, tasks

feature = Feature()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """A task that somebody spoke of, the week it was shown in, and what they said of it before."""

    member: Member
    cohort: Cohort
    roadmap: Roadmap
    number: int
    task: Task
    mark: Mark | None


@feature.click("task.done", role=Role.MEMBER)
def tick_off(ctx: Context, answers: Answers) -> Reply:
    """Mark the task of the button as done, and show the week with it."""
    return _in_week(ctx, _said(ctx, _meant(ctx, answers), rules.finished))


@feature.click("task.undo", role=Role.MEMBER)
def take_back(ctx: Context, answers: Answers) -> Reply:
    """Take one step back from what was said of the task, and show the week without it."""
    return _in_week(ctx, _said(ctx, _meant(ctx, answers), lambda mark: rules.undone(mark, _state(answers))))


@feature.click("task.open", role=Role.MEMBER)
def open_task(ctx: Context, answers: Answers) -> Reply:
    """Show the task that was chosen, on a card of its own."""
    return _alone(ctx, _meant(ctx, answers, answers["choice"]))


@feature.click("task.start", role=Role.MEMBER)
def start_task(ctx: Context, answers: Answers) -> Reply:
    """Say that they are at it."""
    return _alone(ctx, _said(ctx, _meant(ctx, answers), rules.started), replaces=True)


@feature.click("task.finish", role=Role.MEMBER)
def finish_task(ctx: Context, answers: Answers) -> Reply:
    """Say that it is done, without a form."""
    return _alone(ctx, _said(ctx, _meant(ctx, answers), rules.finished), replaces=True)


@feature.click("task.reset", role=Role.MEMBER)
def reset_task(ctx: Context, answers: Answers) -> Reply:
    """Take one step back, and stay with the task."""
    meant = _meant(ctx, answers)
    return _alone(ctx, _said(ctx, meant, lambda mark: rules.undone(mark, _state(answers))), replaces=True)


@feature.form("task.evidence", role=Role.MEMBER)
def evidence_form(ctx: Context, answers: Answers) -> Form:
    """Ask for the evidence of the task of the button."""
    meant = _meant(ctx, answers)
    return cards.evidence(meant.cohort.id, meant.number, meant.task, meant.mark)


@feature.submission("task.evidence", role=Role.MEMBER)
def finish_with_evidence(ctx: Context, answers: Answers) -> Reply:
    """Keep the evidence, or its edit, and the task as done."""
    meant, shown = _meant(ctx, answers), answers["evidence"]
    if problem := evidence.problem(meant.task.evidence, shown):
        raise NotSaved({"evidence": problem})
    return _alone(ctx, _said(ctx, meant, lambda mark: rules.finished(mark, shown)), replaces=True)


@feature.form("task.skip", role=Role.MEMBER)
def skip_form(ctx: Context, answers: Answers) -> Form:
    """Ask why the task of the button is left out."""
    meant = _meant(ctx, answers)
    return cards.skip(meant.cohort.id, meant.number, meant.task, meant.mark)


@feature.submission("task.skip", role=Role.MEMBER)
def skip_task(ctx: Context, answers: Answers) -> Reply:
    """Leave the task out, with the reason if there is one; what is done stays done."""
    meant = _meant(ctx, answers)
    return _alone(ctx, _said(ctx, meant, lambda mark: rules.skipped(mark, answers["reason"])), replaces=True)


def tick(ctx: Context, answers: Answers, *, done: bool) -> int:
    """Tick off the task of a button, or take one step back from what was said of it; the number of its cohort."""
    become = rules.finished if done else lambda mark: rules.undone(mark, _state(answers))
    return _said(ctx, _meant(ctx, answers), become).cohort.id


def _meant(ctx: Context, answers: Answers, chosen: str = "") -> _Meant:
    """Whose task it is, and in which week. Raises `NoSuchTask` when that week has it no more."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    roadmap = roadmap_of(ctx.library, cohort)
    number, slug = seating.number(roadmap, answers.word(1)), chosen or answers.word(2)
    task = next((task for week in roadmap.weeks for task in week.tasks if task.slug == slug), None)
    if task is None:
        raise NoSuchTask
    mark = tasks.marks(ctx.session, member).get(slug)
    return _Meant(member=member, cohort=cohort, roadmap=roadmap, number=number, task=task, mark=mark)


def _said(ctx: Context, meant: _Meant, become: Callable[[Mark | None], Mark | None]) -> _Meant:
    """Keep what the task becomes."""
    tasks.keep(ctx.session, meant.member, meant.task.slug, become(meant.mark), ctx.now)
    return meant


def _state(answers: Answers) -> TaskState:
    """What a button takes back; the oldest ones took back what was done."""
    return TaskState(answers.word(3)) if answers.word(3) in {*TaskState} else TaskState.DONE


def _in_week(ctx: Context, meant: _Meant) -> Reply:
    """The week in which the task was pressed; with all its tasks where that one is not usual for this member."""
    seat = seating.seat(ctx, meant.member, meant.cohort)
    usual = {one.task.slug for one in plan.tasks(meant.roadmap, meant.number, seat.plan)}
    everything = meant.task.slug not in usual
    return Reply(card=week_cards.week(meant.roadmap, meant.number, seat, everything), replaces=True)


def _alone(ctx: Context, meant: _Meant, replaces: bool = False) -> Reply:
    seat = seating.seat(ctx, meant.member, meant.cohort)
    return Reply(card=cards.task(meant.roadmap, meant.number, meant.task, seat), replaces=replaces)
