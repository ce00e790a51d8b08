"""The roadmap: where somebody is, any week of it, and what they ticked off."""

from bot.cards import roadmap as cards
from bot.cards.roadmap import Seat
from bot.domain import reading, run
from bot.domain.roadmap import Roadmap
from bot.errors import NoSuchTask, NoSuchWeek
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.text import Moment, line
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, progress

feature = Feature()


@feature.command("roadmap", role=Role.MEMBER, summary="Where you are, and your next step", example="/roadmap")
def show_where_i_am(ctx: Context, answers: Answers) -> Reply:
    """Show this week; before the first one what is coming, after the last one what is behind."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    roadmap, seat = roadmap_of(ctx.library, cohort), _seat(ctx, member, cohort)
    if seat.week == 0:
        begins = run.prompt(cohorts.run(cohort, len(roadmap.weeks)), 1).due
        return Reply(card=cards.opening(roadmap, line(f"{cohort.name} begins ", Moment(begins), "."), cohort.id))
    if seat.week > len(roadmap.weeks):
        return Reply(card=cards.over(roadmap, seat))
    return Reply(card=cards.week(roadmap, seat.week, seat))


@feature.command(
    "roadmap week",
    role=Role.MEMBER,
    summary="Any week of the roadmap",
    example="/roadmap week 3",
    options=(Option(name="number", summary="Which week, from 1", kind=OptionKind.WHOLE, required=True),),
)
def show_week(ctx: Context, answers: Answers) -> Reply:
    """Show the week they name, past or to come."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    number = _number(roadmap_of(ctx.library, cohort), answers["number"])
    return _week(ctx, member, cohort, number)


@feature.click("roadmap.week", role=Role.MEMBER)
def open_week(ctx: Context, answers: Answers) -> Reply:
    """Show the week of the button."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    return _week(ctx, member, cohort, _number(roadmap_of(ctx.library, cohort), answers.word(1)))


@feature.click("task.done", role=Role.MEMBER)
def tick_off(ctx: Context, answers: Answers) -> Reply:
    """Mark the task of the button as done, and show the week with it."""
    member, cohort, number = _task(ctx, answers)
    progress.tick(ctx.session, member, answers.word(2), ctx.now)
    return _week(ctx, member, cohort, number, replaces=True)


@feature.click("task.undo", role=Role.MEMBER)
def take_back(ctx: Context, answers: Answers) -> Reply:
    """Take the mark of the task back, and show the week without it."""
    member, cohort, number = _task(ctx, answers)
    progress.untick(ctx.session, member, answers.word(2))
    return _week(ctx, member, cohort, number, replaces=True)


def _task(ctx: Context, answers: Answers) -> tuple[Member, Cohort, int]:
    """Whose task it is, and in which week. Raises `NoSuchTask` when the roadmap has it no more."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    roadmap = roadmap_of(ctx.library, cohort)
    number = _number(roadmap, answers.word(1))
    if all(task.slug != answers.word(2) for task in roadmap.weeks[number - 1].tasks):
        raise NoSuchTask
    return member, cohort, number


def _week(ctx: Context, member: Member, cohort: Cohort, number: int, replaces: bool = False) -> Reply:
    card = cards.week(roadmap_of(ctx.library, cohort), number, _seat(ctx, member, cohort))
    return Reply(card=card, replaces=replaces)


def _seat(ctx: Context, member: Member, cohort: Cohort) -> Seat:
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    week = run.week_at(cohorts.run(cohort, weeks), ctx.now)
    return Seat(cohort=cohort.id, week=week, done=progress.done(ctx.session, member))


def _number(roadmap: Roadmap, said: str) -> int:
    number = reading.whole(said)
    if number is None or not 1 <= number <= len(roadmap.weeks):
        raise NoSuchWeek(said, len(roadmap.weeks))
    return number
